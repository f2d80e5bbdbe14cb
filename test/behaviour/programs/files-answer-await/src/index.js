export { records, remove } from './cloudflare.js';
