/** Every HTTP client that is known; the first that claims a call has it. */
import type { CallSite, HttpClient, HttpRequest } from '../request.js';
import { requestClient } from './request.js';

export const HTTP_CLIENTS: readonly HttpClient[] = [requestClient];

export function matchRequest(call: CallSite): HttpRequest | null {
  for (const client of HTTP_CLIENTS) {
    const request = client.match(call);
    if (request) return request;
  }
  return null;
}
