import cloudflare from 'cloudflare';

export default cloudflare.createClient({ email: process.env.CF_EMAIL, token: process.env.CF_KEY });
export const other = cloudflare.createClient(process.env.CF_KEY, process.env.CF_EMAIL);
