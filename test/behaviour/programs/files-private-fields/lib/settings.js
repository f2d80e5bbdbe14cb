module.exports = { url: 'https://www.cloudflare.com/api_json.html', zone: 'example.org' };
