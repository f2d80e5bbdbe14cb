/** Is a URL the v1 endpoint, a legacy neighbour, or neither? Host and path may be written apart. */

import { neighbourOf } from '../catalogue/neighbours.js';
import { asFormEntries, pieces } from '../evaluate/form.js';
import { type Choice, entryOf, type Value } from '../evaluate/value.js';
import { configured } from './configured.js';

export type Endpoint =
  /** `host`: set where the host is decided elsewhere, v1's own or another */
  | { readonly kind: 'v1'; readonly query: Value | null; readonly host?: Value }
  | { readonly kind: 'neighbour'; readonly name: string }
  /** nothing in the text says what it is */
  | { readonly kind: 'unknown'; readonly query: Value | null }
  | { readonly kind: 'other' };

const HOST = String.raw`^(?:(?:https?:)?\/\/)?(?:www\.)?cloudflare\.com(?::\d+)?`;
const V1_URL = new RegExp(String.raw`${HOST}\/+(?:api_json(?:\.html)?|api\.html)(?=$|[?#/])`, 'i');
/** behind the whole address stands what is not known: its query */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL stands for what is not known
const V1_AND_MORE = new RegExp(String.raw`${HOST}\/+api_json\.html(?=\u0000)`, 'i');
/** a path that only v1 had, wherever its host is kept */
const V1_PATH = /^\/*api_json\.html(?=$|[?#])/i;
/** the same behind a host that is kept elsewhere; NUL stands for what is not known */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it does
const V1_PATH_OF_HOST = /^(?:https?:)?\/\/\u0000(?::(?:\d+|\u0000))?\/+api_json\.html(?=$|[?#])/i;
/** v1's host, or one that is not known, and a path that is not known */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it does
const ANY_PATH = /^(?:https?:)?\/\/(?:(?:www\.)?cloudflare\.com|\u0000)(?::(?:\d+|\u0000))?\/*\u0000/i;
const ANY_URL = /^(?:https?:)?\/\//i;

export function classifyUrl(url: Value): Endpoint {
  if (url.kind === 'choice') return ofChoice(url);
  const setting = configured(url) ?? replacedDefault(url);
  const endpoint = setting && classifyUrl(setting);
  // Another file of settings, or the environment, may say otherwise.
  if (endpoint?.kind === 'v1') return { ...endpoint, host: url };
  const parts = pieces(url);
  const [first] = parts;
  const text = parts.map((part) => (part.kind === 'literal' ? String(part.value ?? '') : '\u0000')).join('');
  const neighbour = neighbourOf(text);
  if (neighbour && !neighbour.action) return { kind: 'neighbour', name: neighbour.name };
  const query = queryOf(parts, url);
  if (V1_URL.test(text)) return { kind: 'v1', query };
  if (V1_AND_MORE.test(text)) return { kind: 'v1', query: { kind: 'concat', parts: parts.slice(1), path: url.path } };
  if (V1_PATH_OF_HOST.test(text)) return { kind: 'v1', query, host: parts.find(({ kind }) => kind !== 'literal') };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL stands for what is not known
  const tail = text.replace(/^\u0000+/, '');
  if (
    first?.kind !== 'literal' &&
    (V1_PATH.test(tail) || (parts.length > 1 && /\/api_json(?:\.html)?(?=$|\?)/.test(tail)))
  )
    return { kind: 'v1', query };
  if (ANY_PATH.test(text)) return { kind: 'unknown', query };
  if (first?.kind === 'literal' && (ANY_URL.test(text) || text.length > 8)) return { kind: 'other' };
  return first?.kind === 'literal' ? { kind: 'other' } : { kind: 'unknown', query };
}

/** `options.url` of `Object.assign({ url: 'https://…' }, given)`: the default, which may have been replaced. */
function replacedDefault(url: Value): Value | null {
  if (url.kind !== 'member' || url.property === null || url.object.kind !== 'object') return null;
  const entry = entryOf(url.object, url.property);
  return entry?.replaced && !entry.when ? entry.value : null;
}

/** `process.env.CF_URL || 'https://www.cloudflare.com/api_json.html'`: v1, unless somebody says otherwise. */
function ofChoice(url: Choice): Endpoint {
  const sides = [classifyUrl(url.then), classifyUrl(url.otherwise)];
  const [one, ...more] = sides.filter(({ kind }) => kind === 'v1');
  if (one?.kind !== 'v1') return sides.find(({ kind }) => kind !== 'other') ?? { kind: 'other' };
  return more.length > 0 ? one : { ...one, host: url };
}

/** What stands behind the first `?`. */
function queryOf(parts: readonly Value[], url: Value): Value | null {
  const index = parts.findIndex((part) => part.kind === 'literal' && String(part.value).includes('?'));
  const part = parts[index];
  if (part?.kind !== 'literal') return null;
  const text = String(part.value);
  const rest: Value[] = [{ ...part, value: text.slice(text.indexOf('?') + 1) }, ...parts.slice(index + 1)];
  const query: Value = { kind: 'concat', parts: rest, path: url.path, env: url.env };
  return asFormEntries(query) && query;
}
