/** URLs as clients take them: text, `new URL(…)`, `url.parse(…)`, host and path apart, a base and a rest. */
import { bare, evaluate, unknown } from '../../evaluate/evaluate.js';
import { asFormEntries, pieces } from '../../evaluate/form.js';
import { isExtend } from '../../evaluate/libraries.js';
import { joined } from '../../evaluate/sums.js';
import { entryOf, isExternal, literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';
import { searchAdded, withSearch } from './search-params.js';

function text(value: string, like: Value): Value {
  return { kind: 'literal', value, path: like.path, env: like.env };
}

/** `new URL(…)` or `url.parse(…)`? */
export function isUrlObject(value: Value): value is Value & { kind: 'call' } {
  if (value.kind !== 'call' || !value.args[0]) return false;
  if (value.construct)
    return (
      isExternal(value.callee, [null, 'url', 'whatwg-url', 'url-parse'], 'URL') ||
      isExternal(value.callee, ['url-parse'])
    );
  return isExternal(value.callee, ['url'], 'parse') || isExternal(value.callee, [null], 'URL', 'parse');
}

/** The text that a URL-like value stands for; the value itself where it is none. */
export function address(value: Value): Value {
  if (isUrlObject(value)) {
    const [first, base] = value.args as [Value, Value?];
    const isBase =
      base && value.construct && base.kind !== 'literal' ? base : literalText(base)?.startsWith('http') ? base : null;
    const whole = isBase ? resolved(address(isBase), first) : address(first);
    return searchAdded(whole, value.path);
  }
  if (value.kind === 'member' && value.property === 'href' && isUrlObject(value.object)) return address(value.object);
  if (value.kind === 'object') return assigned(value) ?? value;
  if (value.kind !== 'call') return withParts(value);
  const { callee, args } = value;
  if (
    callee.kind === 'member' &&
    (callee.property === 'toString' || callee.property === 'toJSON') &&
    isUrlObject(callee.object)
  )
    return address(callee.object);
  const [first, second] = args;
  if (isExternal(callee, ['url'], 'format') && first)
    return first.kind === 'object' ? formatted(first) : address(first);
  if (isExternal(callee, ['url'], 'resolve') && first && second) return resolved(address(first), second);
  if (isExternal(callee, ['url-join']) && first)
    return args.slice(1).reduce((base, rest) => joinUrl(base, rest), first);
  return value;
}

/** `Object.assign(new URL(…), { search })`; null where it is none, or another part of the URL is set. */
function assigned({ path, env }: ObjectValue): Value | null {
  const call = bare(path);
  if (!call.isCallExpression() || !isExtend(evaluate(call.get('callee') as NodePath, env))) return null;
  const [url, source, ...others] = (call.get('arguments') as NodePath[]).map((one) => evaluate(one, env));
  if (!url || !isUrlObject(url) || source?.kind !== 'object' || source.open || others.length > 0) return null;
  const [search, ...more] = source.entries;
  if (search?.key !== 'search' || search.when || more.length > 0) return null;
  return withSearch(address(url), search.value, path);
}

/** `u.pathname + '?' + query`, with u a URL object: the parts of u as text. */
export function withParts(value: Value): Value {
  if (value.kind === 'concat') {
    return value.parts.some((part) => part !== partOf(part))
      ? joined(value.parts.map(partOf), value.path, value.env)
      : value;
  }
  return partOf(value);
}

/** `url.parse(x).hostname` as text, where x is known so far; else the value itself. */
function partOf(value: Value): Value {
  if (value.kind !== 'member' || value.property === null || !isUrlObject(value.object)) return value;
  const split = splitUrl(address(value.object));
  if (!split) return value;
  switch (value.property) {
    case 'protocol':
      return text(split.protocol, value);
    case 'host':
    case 'hostname':
      return text(value.property === 'hostname' ? split.host.replace(/:\d+$/, '') : split.host, value);
    case 'origin':
      return text(`${split.protocol}//${split.host}`, value);
    case 'port':
      return text(/:(\d+)$/.exec(split.host)?.[1] ?? '', value);
    case 'path':
      return split.path;
    case 'pathname':
      return pathname(split.path) ?? value;
    default:
      return value;
  }
}

/** The path before its query, where that is text. */
function pathname(path: Value): Value | null {
  const [first] = pieces(path);
  const start = literalText(first);
  if (start === null || !first) return null;
  const [before = ''] = start.split('?');
  return before !== start || path.kind === 'literal' ? text(before, path) : null;
}

export interface SplitUrl {
  readonly protocol: string;
  readonly host: string;
  /** from the first `/` on, query included */
  readonly path: Value;
}

/** Host and path of a URL whose host is literal text. */
export function splitUrl(url: Value): SplitUrl | null {
  const [first, ...rest] = pieces(url);
  const match = /^(https?:)\/\/([^/?#]+)(.*)$/is.exec(literalText(first) ?? '');
  if (!match || !first) return null;
  const [, protocol = '', host = '', tail = ''] = match;
  // The host may go on in what is not known.
  if (!tail && rest.length > 0) return null;
  const start = tail.startsWith('/') ? tail : `/${tail}`;
  return { protocol: protocol.toLowerCase(), host, path: joined([text(start, first), ...rest], url.path, url.env) };
}

/** What `new URL(rest, base)` and `url.resolve(base, rest)` give. */
function resolved(base: Value, rest: Value): Value {
  const start = literalText(pieces(rest)[0]);
  if (start === null) return joinUrl(base, rest);
  if (/^https?:\/\//i.test(start)) return rest;
  const split = splitUrl(base);
  if (!split) return joinUrl(base, rest);
  const origin = text(`${split.protocol}//${split.host}`, base);
  if (start.startsWith('/')) return joined([origin, rest], rest.path, rest.env);
  const folder = literalText(split.path)?.replace(/\?.*$/s, '');
  if (folder === undefined) return joinUrl(base, rest);
  return joined(
    [origin, text(start.startsWith('?') ? folder : folder.slice(0, folder.lastIndexOf('/') + 1), base), rest],
    rest.path,
    rest.env,
  );
}

/** `baseURL` and a path: one slash between them; a path that is a whole URL stands alone. */
export function joinUrl(base: Value | null | undefined, rest: Value | undefined): Value {
  if (!rest || (rest.kind === 'literal' && !rest.value)) return base ?? rest ?? never();
  if (!base) return rest;
  const start = literalText(pieces(rest)[0]);
  if (start !== null && /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(start)) return rest;
  const head = trimmed(base, -1, /(?<!\/)\/+$/);
  const tail = trimmed(rest, 0, /^\/+/);
  return joined([...pieces(head), text('/', rest), ...pieces(tail)], rest.path, rest.env);
}

function never(): never {
  throw new Error('joinUrl needs a base or a path');
}

function trimmed(value: Value, index: 0 | -1, pattern: RegExp): Value {
  const parts = [...pieces(value)];
  const part = parts.at(index);
  const literal = literalText(part);
  if (!part || literal === null) return value;
  parts[index === 0 ? 0 : parts.length - 1] = text(literal.replace(pattern, ''), part);
  return joined(parts, value.path, value.env);
}

/** `url.format({ protocol, host, pathname, query })` */
function formatted(options: ObjectValue): Value {
  const whole = fromParts(options, 'https:', ['pathname', 'path']);
  const search = entryOf(options, 'search')?.value;
  const query = entryOf(options, 'query')?.value;
  if (search) return joined([...pieces(whole), ...pieces(search)], options.path, options.env);
  if (!query) return whole;
  return joined([...pieces(whole), text('?', query), ...encoded(query)], options.path, options.env);
}

function encoded(query: Value): readonly Value[] {
  const entries = query.kind === 'object' ? asFormEntries(query) : null;
  return entries
    ? [{ kind: 'encoded', as: 'urlencoded', content: entries, path: query.path, env: query.env }]
    : pieces(query);
}

/** `{ protocol, host, hostname, port, path }` as one URL; unknown where no host is given. */
export function fromParts(options: ObjectValue, scheme: string, pathNames: readonly string[] = ['path']): Value {
  const get = (name: string): Value | undefined => {
    const value = entryOf(options, name)?.value;
    return value && !(value.kind === 'literal' && value.value == null) ? withParts(value) : undefined;
  };
  const host = get('hostname') ?? get('host');
  if (!host) return unknown(options.path, options.env);
  const path = pathNames.map(get).find(Boolean) ?? text('/', options);
  const protocol = literalText(get('protocol'))?.replace(/:?(?:\/\/)?$/, ':') ?? scheme;
  const port = get('port');
  const known = port && ['', '80', '443'].includes(literalText(port) ?? '-');
  const start = literalText(pieces(path)[0]);
  // Node sends the path as it stands; `url.format` adds the slash.
  const slash = start !== null && !start.startsWith('/') && !isWholeUrl(host) ? [text('/', path)] : [];
  const before = isWholeUrl(host) ? [] : [text(`${protocol}//`, host)];
  const after = port && !known ? [text(':', port), port] : [];
  return joined([...before, host, ...after, ...slash, path], options.path, options.env);
}

/** A host that is written as a whole URL: no resolver finds it. */
export function isWholeUrl(host: Value | undefined): boolean {
  return /^[a-z]+:\/\//i.test(literalText(host && pieces(host)[0]) ?? '');
}
