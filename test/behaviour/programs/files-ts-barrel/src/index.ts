export { Action } from './actions';
export * from './api';
