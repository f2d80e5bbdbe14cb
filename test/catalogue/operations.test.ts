import { readFileSync } from 'node:fs';
import Cloudflare from 'cloudflare';
import { describe, expect, it } from 'vitest';
import { ACTIONS, OPERATIONS, operation, shape } from '../../src/catalogue/index.js';

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Where Cloudflare's OpenAPI file is; the paths are compared only where it is given. */
const openapi = process.env.CLOUDFLARE_OPENAPI;

describe('operations', () => {
  it('have one id each', () => {
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
    expect(() => operation('zones.remove')).toThrow('no such operation: zones.remove');
  });

  it('are methods of the SDK where they say so', () => {
    const client = new Cloudflare({ apiToken: 'x' });
    for (const { id, sdk } of OPERATIONS) {
      if (sdk === null) continue;
      const method = sdk.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], client);
      expect(typeof method, id).toBe('function');
    }
  });

  it('take as first argument a part of their path', () => {
    for (const { id, path, positional } of OPERATIONS) {
      if (positional !== null) expect(path, id).toContain(`{${positional}}`);
    }
  });

  it.each([
    ['zones.list', 50],
    ['dns.records.list', 5000],
  ])('%s asks for large pages', (id, perPage) => {
    expect(operation(id).perPage).toBe(perPage);
  });

  it('have pages where they list', () => {
    for (const { id, perPage } of OPERATIONS) expect(perPage !== null, id).toBe(id.endsWith('.list'));
  });

  it('exist for every scope of access rules', () => {
    for (const scope of ['user', 'account', 'zone']) {
      for (const verb of ['list', 'create', 'edit', 'delete']) {
        expect(operation(`${scope}.access-rules.${verb}`).sdk === null).toBe(scope === 'user');
      }
    }
  });

  it.skipIf(!openapi)("are in Cloudflare's OpenAPI file, and so are the settings that are set", () => {
    const { paths } = JSON.parse(readFileSync(openapi!, 'utf8')) as OpenApi;
    const set = ACTIONS.flatMap(({ rewrite }) => (rewrite?.kind === 'set-setting' ? [rewrite.setting] : []));
    for (const { id, method, path } of OPERATIONS) {
      const written = path.includes('{setting_id}') ? set.map((one) => path.replace('{setting_id}', one)) : [path];
      for (const one of written) expect(paths[one]?.[method.toLowerCase()], `${id}: ${method} ${one}`).toBeDefined();
    }
    // settings that the file leaves out: likely mappings only
    const missing = shape('settings').fields.filter(
      ({ v4, reason }) => v4 !== null && reason === undefined && !(`/zones/{zone_id}/settings/${v4}` in paths),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
