/** Where packages that make v1's requests themselves send them. */
export const ENDPOINT_URL = 'https://www.cloudflare.com/api_json.html';
