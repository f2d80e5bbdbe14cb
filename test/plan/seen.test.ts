import { expect, it } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const SECRET = '8afbe6dea02407989af4dd4c97bb6e25';
const TEXT = `const request = require('request');
const KEY = '${SECRET}';
function call(a, fields, cb) {
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: Object.assign({ a, tkn: KEY, email: process.env.CF_EMAIL }, fields), json: true }, (err, res, body) => cb(err, body));
}
call('rec_load_all', { z: process.argv[2] }, (err, body) => {
  if (err || body.result !== 'success') return console.error('failed');
  body.response.recs.objs.forEach((rec) => console.log(rec.rec_id, rec.service_mode === '1'));
});
`;

it('tells what was evaluated of a call and which reads were followed, and no secret', () => {
  const sources = [{ file: 'a.js', text: TEXT }];
  const { findings } = analyse(sources, { manifests: {}, lockFile: null }, DEFAULT_MIGRATION);
  const notes = findings.find(({ action }) => action === 'rec_load_all')?.notes ?? [];
  expect(notes).toEqual([
    'client: request, through the function of line 3',
    'action: rec_load_all, line 6',
    'field tkn: a text that is not shown, line 4',
    'field email: process.env.CF_EMAIL, line 4',
    'field z: process.argv[2], line 6',
    'answer: callback',
    'read body.result, line 7: how the call went',
    'read body.response.recs.objs, line 8: what v4 answers',
    'read rec.rec_id, line 8: id in v4',
    'read rec.service_mode, line 8: proxied in v4',
    'safe: all that is sent and all that is read has its place in v4',
  ]);
});
