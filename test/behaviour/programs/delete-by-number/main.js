// The id was noted down when the record was made
const request = require('request');

const id = process.env.RECORD_ID;

if (!/^\d+$/.test(id)) {
  console.log('RECORD_ID is no number');
  process.exit(64);
}

request.post(
  {
    url: 'https://www.cloudflare.com/api_json.html',
    form: {
      a: 'rec_delete',
      tkn: process.env.CF_KEY,
      email: process.env.CF_EMAIL,
      z: 'example.com',
      id,
    },
    json: true,
  },
  (err, res, body) => {
    if (err) {
      console.log('offline');
      process.exit(1);
    }
    if (body.result === 'error') {
      console.log(`not deleted: ${body.msg}`);
      process.exit(1);
    }
    console.log('vpn record is gone');
  }
);
