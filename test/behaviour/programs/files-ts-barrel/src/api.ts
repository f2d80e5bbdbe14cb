export const API = {
  url: 'https://www.cloudflare.com/api_json.html',
} as const;

export const credentials = {
  email: process.env.CF_EMAIL ?? '',
  key: process.env.CF_KEY ?? '',
};
