import { describe, expect, it } from 'vitest';
import { allMarks, marksIn } from './marks-in.js';

const URL = "'https://www.cloudflare.com/api_json.html'";

describe('tests that imitate v1', () => {
  it.each([
    ['nock', "const nock = require('nock'); nock('https://www.cloudflare.com').post('/api_json.html').reply(200, {});"],
    [
      'a nock scope',
      "const cf = require('nock')('https://www.cloudflare.com'); cf.post('/api_json.html').reply(200, {});",
    ],
    ['a pattern', "const nock = require('nock'); nock('https://www.cloudflare.com').post(/api_json/).reply(200, {});"],
    ['msw', `import { http } from 'msw'; export const handlers = [http.post(${URL}, () => reply())];`],
    [
      'a constant',
      `import { http } from 'msw'; const API = ${URL}; export const handlers = [http.post(API, () => 1)];`,
    ],
    ['fetch-mock', `const fetchMock = require('fetch-mock'); fetchMock.post(${URL}, {});`],
    ['axios-mock-adapter', `mock.onPost(${URL}).reply(200, {});`],
    ['jest.mock', `jest.mock('request', () => ({ post: (url, done) => url === ${URL} && done(null) }));`],
    ['sinon', `server.respondWith('POST', ${URL}, [200, {}, '{}']);`],
    ['an expectation', `expect(request.post).toHaveBeenCalledWith(${URL}, any);`],
  ])('%s', (_, source) => {
    expect(marksIn('v1-mock', source)).toHaveLength(1);
    expect(marksIn('v1-endpoint', source)).toEqual([]);
  });

  it('is a note on the call that imitates', () => {
    const source = "require('nock')('https://www.cloudflare.com').post('/api_json.html').reply(200, {});";
    expect(allMarks(source)[0]).toMatchObject({
      rule: 'v1-mock',
      text: "require('nock')('https://www.cloudflare.com').post('/api_json.html').reply(200, {})".replace(
        '.reply(200, {})',
        '',
      ),
    });
  });
});

describe('no mock', () => {
  it.each([
    ['nock of v4', "require('nock')('https://api.cloudflare.com').post('/client/v4/zones').reply(200, {});"],
    ['a guard by regex', 'const assert = require("assert"); assert(!/api_json\\.html/.test(text)); // cloudflare.com'],
    ['nock of another host', "require('nock')('https://panel.example.net').post('/api_json.html').reply(200, {});"],
    ['a real call in a test', `it('purges', () => { send(${URL}); expect(1).toBe(1); });`],
  ])('%s', (_, source) => {
    expect(marksIn('v1-mock', source)).toEqual([]);
  });
});
