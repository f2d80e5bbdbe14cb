export const ENDPOINT = 'https://www.cloudflare.com/api_json.html';
export const TTL = '300';
