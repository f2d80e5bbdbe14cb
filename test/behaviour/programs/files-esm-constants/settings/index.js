export * from './endpoint.js';
export { default as account } from './account.js';
