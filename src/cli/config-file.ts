/** The configuration file: data, never code. Its keys are those that the option table names. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { LineIndex } from '../report/positions.js';
import { OPTIONS, type OptionRow } from './options-table.js';
import { didYouMean } from './suggest.js';
import { UsageError } from './usage-error.js';

export const CONFIG_NAME = 'cfv1.jsonc';
const MANIFEST = 'package.json';
const MANIFEST_KEY = 'cfv1';

export interface ConfigFile {
  /** how errors name it */
  readonly name: string;
  /** absolute; paths in the file count from here */
  readonly folder: string;
  /** by configuration key; keys and types are those of the option table */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Keys that a configuration may hold. */
export const CONFIG_KEYS: readonly string[] = [...new Set(OPTIONS.flatMap(({ config }) => config ?? []))];

/**
 * Finds the configuration: the file named, else the first from `cwd` up to `root`.
 * @returns null where there is none
 * @throws UsageError where it cannot be read, is not JSON, or holds an unknown key or a value of the wrong type
 */
export function findConfig(cwd: string, root: string, named: string | undefined): ConfigFile | null {
  if (named !== undefined) {
    const path = resolve(cwd, named);
    const text = read(path, named);
    if (text === null) throw new UsageError(`--config ${named}: no such file`);
    return fromText(path, named, text);
  }
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const name of [CONFIG_NAME, MANIFEST]) {
      const path = join(folder, name);
      const shown = relative(cwd, path);
      const text = read(path, shown);
      const found = text === null ? null : fromText(path, shown, text);
      if (found) return found;
    }
    if (folder === root || folder === dirname(folder)) return null;
  }
}

function read(path: string, name: string): string | null {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new UsageError(`${name}: cannot be read (${code}); check the file or name another with --config`);
  }
}

function fromText(path: string, name: string, text: string): ConfigFile | null {
  const isManifest = path.endsWith(MANIFEST);
  if (isManifest && !text.includes(`"${MANIFEST_KEY}"`)) return null;
  const whole = parseJson(text, name);
  const value = isManifest ? (whole as Record<string, unknown> | null)?.[MANIFEST_KEY] : whole;
  if (isManifest && value === undefined) return null;
  const shown = isManifest ? `${name}#${MANIFEST_KEY}` : name;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${shown}: must be an object, { "target": "sdk" } for one`);
  }
  for (const [key, one] of Object.entries(value)) {
    if (key === '$schema') continue;
    const row = OPTIONS.find(({ config }) => config === key);
    if (row) {
      checkType(`${shown}: "${key}"`, row, one);
      continue;
    }
    throw new UsageError(
      `${shown}: unknown key "${key}"${didYouMean(key, CONFIG_KEYS) || `; there are ${CONFIG_KEYS.join(', ')}`}`,
    );
  }
  return { name: shown, folder: dirname(path), values: value as Record<string, unknown> };
}

function checkType(where: string, { name, type }: OptionRow, value: unknown): void {
  if (type === 'flag' && typeof value !== 'boolean') throw new UsageError(`${where}: must be true or false`);
  if (type === 'number' && typeof value !== 'number') throw new UsageError(`${where}: must be a number`);
  if (type === 'list' && !(Array.isArray(value) && value.every((one) => typeof one === 'string'))) {
    throw new UsageError(`${where}: must be a list of names`);
  }
  if (type === 'string' && typeof value !== 'string' && !(name === 'zones' && typeof value === 'object')) {
    throw new UsageError(`${where}: must be a string`);
  }
}

/**
 * JSON with comments and trailing commas.
 * @throws UsageError with the place of the first mistake
 */
export function parseJson(text: string, name: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first) {
    const { line, column } = new LineIndex(text).position(first.offset);
    throw new UsageError(
      `${name}:${line}:${column}: not valid JSON (${printParseErrorCode(first.error)}); mend it there`,
    );
  }
  return value;
}
