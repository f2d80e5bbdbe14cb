/** Real files that have nothing to do with v1: those below CFV1_CORPUS, else a few packages of this checkout. */
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode, MAX_SOURCE_SIZE } from '../../src/workspace/index.js';

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
/** in the checkout: code of many hands and ages */
const PACKAGES = [
  'lodash',
  'async',
  'bluebird',
  'superagent',
  'got',
  'ky',
  'qs',
  'eslint/lib',
  'ajv/lib',
  'jscodeshift/src',
  '@types/node',
];
const SCRIPT = /\.(?:[cm]?[jt]sx?|flow)$/;

export interface CorpusFile {
  /** as the program would name it */
  readonly file: string;
  readonly path: string;
}

export const IS_WHOLE = Boolean(process.env.CFV1_CORPUS);

export function corpus(): readonly CorpusFile[] {
  const roots = process.env.CFV1_CORPUS ? [process.env.CFV1_CORPUS] : PACKAGES.map((name) => join(MODULES, name));
  return roots.filter((root) => existsSync(root)).flatMap(scriptsIn);
}

function scriptsIn(root: string): readonly CorpusFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => SCRIPT.test(name))
    .sort()
    .map((name) => ({
      file: name
        .replaceAll('\\', '/')
        .replaceAll('node_modules/', '')
        .replace(/\.flow$/, ''),
      path: join(root, name),
    }))
    .filter(({ path }) => lstatSync(path).isFile());
}

/** Null where the program would not read it as text either. */
export function textOf({ path }: CorpusFile, most = MAX_SOURCE_SIZE): string | null {
  const bytes = readFileSync(path);
  const decoded = bytes.length > most ? null : decode(bytes);
  return decoded?.ok ? decoded.text : null;
}
