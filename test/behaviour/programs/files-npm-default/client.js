module.exports = require('cloudflare').createClient({ email: process.env.CF_EMAIL, token: process.env.CF_KEY });
