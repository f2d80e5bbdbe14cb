/** The program as it is, run in a repository whose name holds a space; every run is searched for credentials. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Files, tempRepository } from '../../workspace/temp-tree.js';
import { type FakeOptions, type Result, runCli } from '../fake-streams.js';

/** Credentials of the programs below. */
export const KEY = 'c9547c9547c9547c9547c9547c9547c954799';
export const EMAIL = 'owner@account.example';

export const ENDPOINT = 'https://www.cloudflare.com/api_json.html';

/** A program that posts one form with `request`; `form` is what stands in the object beside the credentials. */
export function program(form: string, callback = 'function (err) {\n  console.log(err);\n}'): string {
  const fields = `${form}, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL`;
  return `var request = require('request');\n\nrequest.post({ url: '${ENDPOINT}', form: { ${fields} } }, ${callback});\n`;
}

export const PURGE = program("a: 'fpurge_ts', z: 'example.com', v: 1");
export const BAN = program("a: 'ban', key: '203.0.113.9'");
/** review */
export const OLDER = program("a: 'rec_set', zone: 'example.com', type: 'A', name: 'www', content: '203.0.113.9'");
/** manual */
export const MINIFY = program("a: 'minify', z: 'example.com', v: 7");
/** manual */
export const UNKNOWN = program('a: process.argv[2]');
/** safe, and the key and the address stand in the source */
export const WITH_KEY = PURGE.replace('process.env.CF_KEY', `'${KEY}'`).replace('process.env.CF_EMAIL', `'${EMAIL}'`);

export function repository(files: Files): string {
  return tempRepository(files, 'my repository');
}

/** `line`: arguments with spaces between, or a list of them. */
export async function cfv1(
  root: string,
  line: string | readonly string[],
  more: Partial<FakeOptions> = {},
): Promise<Result> {
  const args = typeof line === 'string' ? line.split(' ').filter(Boolean) : line;
  const result = await runCli(args, { cwd: root, ...more });
  for (const secret of [KEY, EMAIL]) {
    expect(result.stdout).not.toContain(secret);
    expect(result.stderr).not.toContain(secret);
  }
  return result;
}

interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly applicability: string;
  readonly reason: string | null;
  readonly file: string;
  readonly action: string | null;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

/** The findings as `--format json` has them, with the exit code. */
export async function findings(
  root: string,
  line: string,
): Promise<{ readonly code: number; readonly found: readonly JsonFinding[] }> {
  const { code, stdout } = await cfv1(root, `${line} --format json`);
  return { code, found: JSON.parse(stdout).findings };
}

export function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
