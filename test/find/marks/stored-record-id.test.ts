import { describe, expect, it } from 'vitest';
import { marksIn } from './marks-in.js';

const form = (a: string, more: string) =>
  `{ a: '${a}', tkn: process.env.K, email: process.env.E, z: 'example.com'${more} }`;
const edit = (id: string) =>
  `const id = '0'; require('request').post('https://www.cloudflare.com/api_json.html', { form: ${form('rec_delete', `, id: ${id}`)} });`;
const list = (body: string) =>
  `const fs = require('fs'); require('request').post({ url: 'https://www.cloudflare.com/api_json.html', form: ${form('rec_load_all', '')}, json: true },
  function (err, res, body) { ${body} });`;

describe('ids that outlive the program', () => {
  it.each([
    ['a number', edit('1234567')],
    ['digits', edit("'1234567'")],
    ['a setting', edit('process.env.RECORD_ID')],
    ['a file', list("fs.writeFileSync('id', body.response.recs.objs[0].rec_id);")],
    [
      'a file by variables',
      list(
        "var rec = body.response.recs.objs[0]; var text = JSON.stringify({ id: rec.rec_id }); fs.writeFile('id', text, done);",
      ),
    ],
    [
      'a configuration',
      list("config.id = body.response.recs.objs[0].rec_id; fs.writeFileSync('c.json', JSON.stringify(config));")
        .replace('function (err', 'function (err')
        .replace('const fs', 'const config = {}; const fs'),
    ],
    ['ids of a list', list("fs.writeFileSync('ids', body.response.recs.objs.map((rec) => rec.rec_id).join());")],
    ['redis', list("redis.set('id', body.response.recs.objs[0].rec_id);")],
    ['localStorage', list('localStorage.id = body.response.recs.objs[0].rec_id;')],
    ['a model', list('var doc = {}; doc.id = body.response.recs.objs[0].rec_id; doc.save();')],
  ])('%s', (_, source) => {
    expect(marksIn('stored-record-id', source)).toHaveLength(1);
  });
});

describe('no finding', () => {
  it.each([
    ['an id from a list', edit('rec.rec_id')],
    ['an id that is not known', edit('argv.id')],
    ['a name that is written', list("fs.writeFileSync('name', body.response.recs.objs[0].name);")],
    ['an id that is printed', list('console.log(body.response.recs.objs[0].rec_id);')],
    ['an id that is sent on', list('send(body.response.recs.objs[0].rec_id);')],
  ])('%s', (_, source) => {
    expect(marksIn('stored-record-id', source)).toEqual([]);
  });
});
