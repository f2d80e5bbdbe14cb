import { describe, expect, it } from 'vitest';
import { marksIn } from './marks-in.js';

const found = (source: string) => marksIn('v1-answer', source);
const form = "{ a: 'rec_load_all', tkn: process.env.K, email: process.env.E, z: 'example.com' }";

describe('reads of an answer whose call is elsewhere', () => {
  it.each([
    ['records', 'module.exports = (data) => data.response.recs.objs.length;'],
    ['zones', "module.exports = (data) => data['response'].zones.objs.map(name);"],
    ['one record', 'module.exports = (body) => save(body.response.rec.obj);'],
    ['optional', 'module.exports = (data) => data?.response?.recs?.objs;'],
    ['destructured', 'module.exports = ({ response: { recs: { objs } } }) => objs.length;'],
    ['two fields', "// cloudflare\nexports.line = (rec) => rec.rec_id + (rec.service_mode === '1');"],
  ])('%s', (_, source) => {
    expect(found(source)).toHaveLength(1);
  });

  it('stands beside a call that is followed', () => {
    const call = `require('request').post({ url: 'https://www.cloudflare.com/api_json.html', form: ${form}, json: true }, function (err, res, body) { console.log(body.response.recs.objs.length); });`;
    expect(found(call)).toEqual([]);
    expect(found(`${call}\nexports.f = (data) => data.response.recs.objs;`)).toEqual(['data.response.recs.objs']);
  });
});

describe('no finding', () => {
  it.each([
    ['another list', 'module.exports = (data) => data.response.hits.objs;'],
    ['one field', '// cloudflare\nexports.id = (rec) => rec.rec_id;'],
    ['fields of others', '// cloudflare\nexports.id = (user) => user.display_name + user.zone_name;'],
    ['two fields without a mark', 'exports.id = (rec) => rec.rec_id + rec.display_name;'],
    ['an object that is made', '// cloudflare\nconst rec = {}; rec.rec_id = 1; rec.service_mode = 0;'],
    ['fields of two objects', '// cloudflare\nexports.id = (a, b) => a.rec_id + b.service_mode;'],
  ])('%s', (_, source) => {
    expect(found(source)).toEqual([]);
  });
});
