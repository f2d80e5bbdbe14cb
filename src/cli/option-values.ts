/** One value each: from what was given to what the run uses, or a line that says what is wrong and what to do. */
import { readFileSync } from 'node:fs';
import { extname, isAbsolute, relative, sep } from 'node:path';
import { ACTION_NAMES } from '../catalogue/action-names.js';
import type { AccessRuleScope } from '../options.js';
import { FORMATS } from '../report/format-names.js';
import { isRuleId, RULE_IDS } from '../report/rules.js';
import { parseJson } from './config-file.js';
import type { ReportFormat } from './run-options.js';
import { didYouMean } from './suggest.js';
import { UsageError } from './usage-error.js';

/** A v4 id of a zone or an account. */
const ID = /^[0-9a-f]{32}$/i;
const MODULE_EXTENSIONS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'];

/** @param where how errors name the option: `--target`, `cfv1.jsonc: "target"` */
export function choice<T extends string>(where: string, given: string, choices: readonly T[]): T {
  const found = choices.find((one) => one === given);
  if (found !== undefined) return found;
  throw new UsageError(`${where} ${given}: must be ${oneOf(choices)}${didYouMean(given, choices)}`);
}

function oneOf(choices: readonly string[]): string {
  return `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}

/** `user`, `account:ID` or `zone:NAME` */
export function accessRules(where: string, given: string): AccessRuleScope {
  if (given === 'user') return { scope: 'user' };
  const [, scope, value] = /^(account|zone):(.+)$/.exec(given) ?? [];
  if (scope === 'zone' && value && !/[\s/:@]/.test(value)) return { scope, name: value };
  if (scope === 'account' && value) {
    if (ID.test(value)) return { scope, id: value.toLowerCase() };
    throw new UsageError(`${where} ${given}: an account id has 32 hexadecimal digits; copy it from the dashboard`);
  }
  throw new UsageError(`${where} ${given}: must be user, account:ID or zone:NAME`);
}

/** A file (`path` is what was given, absolute) `{ "example.com": "023e105f4ecef8ad9ca31a8372d0c353" }`. */
export function zonesFile(where: string, given: string, path: string): Readonly<Record<string, string>> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(
      `${where} ${given}: cannot be read (${(error as NodeJS.ErrnoException).code}); check the path`,
    );
  }
  return zones(given, parseJson(text, given));
}

/** Zone name → v4 id. */
export function zones(where: string, value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${where}: must be an object of zone names and ids, { "example.com": "023e…" }`);
  }
  for (const [name, id] of Object.entries(value)) {
    if (typeof id === 'string' && ID.test(id)) continue;
    throw new UsageError(`${where}: the id of ${name} must have 32 hexadecimal digits; copy it from the dashboard`);
  }
  return Object.freeze({ ...(value as Record<string, string>) });
}

/** The module of the helpers, relative to the root; `path` is what was given, absolute. */
export function helpersModule(where: string, given: string, path: string, root: string): string {
  const inside = relative(root, path);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) {
    throw new UsageError(`${where} ${given}: lies outside ${root}; name a file below it`);
  }
  if (!MODULE_EXTENSIONS.includes(extname(path))) {
    throw new UsageError(`${where} ${given}: must be a module, its name ends in ${MODULE_EXTENSIONS.join(', ')}`);
  }
  return inside.split(sep).join('/');
}

/** Comma lists of names, flat. */
export function names(given: readonly string[]): readonly string[] {
  return given
    .flatMap((one) => one.split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

export function ruleNames(where: string, given: readonly string[]): readonly string[] {
  const rules = names(given);
  for (const rule of rules) {
    if (isRuleId(rule)) continue;
    throw new UsageError(`${where} ${rule}: no such rule${didYouMean(rule, RULE_IDS) || '; cfv1 explain lists them'}`);
  }
  return rules;
}

export function actionNames(where: string, given: readonly string[]): readonly string[] {
  const actions = names(given);
  for (const action of actions) {
    if (ACTION_NAMES.includes(action)) continue;
    throw new UsageError(
      `${where} ${action}: no action of API v1${didYouMean(action, ACTION_NAMES) || '; cfv1 actions lists them'}`,
    );
  }
  return actions;
}

export function warningLimit(where: string, given: string): number {
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new UsageError(`${where} ${given}: must be a whole number, 0 or more`);
}

export function jobCount(where: string, given: string): number {
  if (/^[1-9]\d{0,2}$/.test(given)) return Number(given);
  throw new UsageError(`${where} ${given}: must be a whole number from 1 to 999`);
}

/** `NAME` or `NAME=FILE`; at most one goes to stdout. */
export function reportFormats(given: readonly string[], absolute: (path: string) => string): readonly ReportFormat[] {
  const formats = given.map((one): ReportFormat => {
    const [, name, file] = /^([^=]*)(?:=(.*))?$/s.exec(one) ?? [];
    if (file === '') throw new UsageError(`--format ${one}: names no file after =`);
    return { name: choice('--format', name ?? '', FORMATS), file: file === undefined ? null : absolute(file) };
  });
  if (formats.filter(({ file }) => file === null).length > 1) {
    throw new UsageError('--format: two reports to stdout; give one a file, as in --format json=report.json');
  }
  return formats;
}
