/** `--verify-types`, through the command line: what would no longer compile is left as it is, and told. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { SDK_TYPES } from '../../../src/check/sdk-types.js';
import { put } from '../../workspace/temp-tree.js';
import { cfv1, ENDPOINT, findings, read, repository } from './real-run.js';

const SDK = fileURLToPath(new URL('../../../node_modules/cloudflare', import.meta.url));

const NOTE = 'the types of cloudflare 7 are not installed';

/** A class of another file that is as v1's records were stays so; `typed` annotates the records with it. */
const program = (typed: string) => `import axios from 'axios';
import type { V1Record } from './types.js';

export async function ids(zone: string): Promise<string[]> {
  const { data } = await axios.post('${ENDPOINT}', new URLSearchParams({
    a: 'rec_load_all', tkn: process.env.CF_KEY!, email: process.env.CF_EMAIL!, z: zone,
  }));
  if (data.result !== 'success') throw new Error(data.msg);
  return data.response.recs.objs.map((rec${typed}) => rec.rec_id);
}

export const none: V1Record[] = [];
`;
const TYPES = 'export class V1Record { rec_id = ""; name = "" }\n';
const FILES = { 'typed.ts': program(': V1Record'), 'plain.ts': program(': { rec_id: string }'), 'types.ts': TYPES };

it('leaves files as they are that would have new type errors, and writes the others', async () => {
  const root = repository(FILES);
  const { code, stderr } = await cfv1(root, 'migrate --write --verify-types');
  expect(code).toBe(1);
  expect(read(root, 'typed.ts')).toBe(FILES['typed.ts']);
  expect(read(root, 'plain.ts')).toContain('(rec: { id: string }) => rec.id');
  expect(stderr).toContain('left: ');
  const { found } = await findings(root, 'lint --verify-types');
  expect(found).toMatchObject([{ file: 'typed.ts', rule: 'v1-call', applicability: 'manual', reason: 'type-error' }]);
  expect(found[0]?.message).toMatch(/would have a type error .*: TS\d+ .*V1Record/);
});

it('without it, both are written', async () => {
  const root = repository(FILES);
  await cfv1(root, 'migrate --write');
  expect(read(root, 'typed.ts')).toContain('(rec: V1Record) => rec.id');
  expect(read(root, 'plain.ts')).toContain('(rec: { id: string }) => rec.id');
});

it('errors that were there before are none of ours', async () => {
  const broken = `${program(': { rec_id: string }')}export const wrong: number = 'x';\n`;
  const root = repository({ 'a.ts': broken, 'types.ts': TYPES });
  await cfv1(root, 'migrate --write --verify-types');
  expect(read(root, 'a.ts')).toContain('rec.id');
});

it('follows the tsconfig.json of the repository', async () => {
  const old = JSON.stringify({ compilerOptions: { module: 'nodenext', target: 'es2022', lib: ['es5'] } });
  const root = repository({ 'a.ts': FILES['plain.ts'], 'types.ts': TYPES, 'tsconfig.json': old });
  const { found } = await findings(root, 'lint --verify-types');
  expect(found).toMatchObject([{ file: 'a.ts', reason: 'type-error' }]);
  expect(found[0]?.message).toMatch(/: TS\d+ /);
});

it('says once that the types of the package are not installed', async () => {
  const root = repository({ 'a.ts': FILES['plain.ts'], 'types.ts': TYPES });
  expect((await cfv1(root, 'migrate --verify-types')).stderr.split(NOTE)).toHaveLength(2);
  expect((await cfv1(root, 'migrate --verify-types --target fetch')).stderr).not.toContain(NOTE);
});

/** A package of version 7 with these declarations. */
function install(root: string, types: string): void {
  put(join(root, 'node_modules/cloudflare'), {
    'package.json': JSON.stringify({ name: 'cloudflare', version: '7.0.0', types: './index.d.ts' }),
    'index.d.ts': types.slice(types.indexOf('{') + 1, types.lastIndexOf('}')).replace(/^ {2}class/m, '  declare class'),
  });
}

it('takes the types of the package where they are installed', async () => {
  const root = repository({ 'a.ts': FILES['plain.ts'], 'types.ts': TYPES });
  const ofRecord = /(interface RecordResponse \{\s+id: )string/;
  install(root, SDK_TYPES.replace(ofRecord, '$1number'));
  const { found } = await findings(root, 'lint --verify-types');
  expect(found).toMatchObject([{ file: 'a.ts', reason: 'type-error' }]);
  install(root, SDK_TYPES);
  const { stderr } = await cfv1(root, 'migrate --write --verify-types --allow-dirty');
  expect(stderr).not.toContain(NOTE);
  expect(read(root, 'a.ts')).toContain('rec.id');
});

it.runIf(process.env.LONG)('takes the types of the SDK itself', async () => {
  const root = repository({ 'a.ts': FILES['plain.ts'], 'types.ts': TYPES });
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(SDK, join(root, 'node_modules/cloudflare'), 'junction');
  const { stderr } = await cfv1(root, 'migrate --write --verify-types --allow-dirty');
  expect(stderr).not.toContain(NOTE);
  expect(read(root, 'a.ts')).toContain('rec.id');
});
