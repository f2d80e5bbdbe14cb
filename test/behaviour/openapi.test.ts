/** The OpenAPI check on a document of its own: it finds what is wrong in path, query and body. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Check, openApiCheck } from './openapi.js';

const ID = { type: 'string', pattern: '^[0-9a-f]{32}$' };
const A = {
  type: 'object',
  properties: {
    type: { type: 'string', enum: ['A'] },
    content: { type: 'string', format: 'ipv4' },
    ttl: { type: 'number' },
  },
  required: ['type', 'content'],
  additionalProperties: false,
};
const TXT = { ...A, properties: { type: { type: 'string', enum: ['TXT'] }, content: { type: 'string' } } };

const DOCUMENT = {
  paths: {
    '/zones/{zone_id}/records': {
      get: {
        parameters: [
          { name: 'zone_id', in: 'path', required: true, schema: ID },
          { name: 'per_page', in: 'query', schema: { type: 'number', maximum: 50 } },
        ],
      },
      post: {
        parameters: [{ name: 'zone_id', in: 'path', required: true, schema: ID }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Record' } } },
        },
      },
    },
    '/old': { get: { deprecated: true } },
  },
  components: {
    schemas: {
      A,
      TXT,
      Record: {
        type: 'object',
        oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/TXT' }],
        discriminator: { propertyName: 'type' },
      },
    },
  },
};

const ZONE = '0123456789abcdef0123456789abcdef';
let dir: string;
let check: Check;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'openapi '));
  writeFileSync(join(dir, 'document.json'), JSON.stringify(DOCUMENT));
  check = openApiCheck(join(dir, 'document.json'))!;
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

function problems(method: string, path: string, body = ''): readonly string[] {
  const url = new URL(`http://127.0.0.1/client/v4${path}`);
  return check({ method, path: url.pathname, query: url.searchParams, headers: {}, body });
}

it.each([
  ['GET', `/zones/${ZONE}/records?per_page=50`],
  ['POST', `/zones/${ZONE}/records`, '{"type":"A","content":"192.0.2.1","ttl":1}'],
  ['POST', `/zones/${ZONE}/records`, '{"type":"TXT","content":"x"}'],
])('accepts %s %s %s', (method, path, body = '') => {
  expect(problems(method, path, body)).toEqual([]);
});

it.each([
  ['GET', '/nowhere', '', 'no such operation'],
  ['DELETE', `/zones/${ZONE}/records`, '', 'no such operation'],
  ['GET', '/old', '', 'deprecated'],
  ['GET', '/zones/example.com/records', '', 'path zone_id=example.com'],
  ['GET', `/zones/${ZONE}/records?per_page=51`, '', 'query per_page=51'],
  ['GET', `/zones/${ZONE}/records?z=1`, '', 'unknown query z'],
  ['GET', `/zones/${ZONE}/records`, '{}', 'has a body'],
  ['POST', `/zones/${ZONE}/records`, '', 'has no body'],
  ['POST', `/zones/${ZONE}/records`, '{"type":"A","content":"192.0.2.1","ttl":"1"}', 'body/ttl must be number'],
  ['POST', `/zones/${ZONE}/records`, '{"type":"A","content":"nowhere"}', 'body/content must match format'],
  ['POST', `/zones/${ZONE}/records`, '{"type":"TXT","content":"x","prio":1}', 'must NOT have additional properties'],
  ['POST', `/zones/${ZONE}/records`, '{"type":"SPF","content":"x"}', 'type'],
])('refuses %s %s %s', (method, path, body, seen) => {
  expect(problems(method, path, body).join('\n')).toContain(seen);
});

it('is not there without a document', () => {
  expect(openApiCheck('')).toBeNull();
});
