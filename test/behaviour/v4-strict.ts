/** What the v4 server insists on, more than Cloudflare does: a careless translation must fail here. */
import type { Account, Zone } from './account.js';
import { Refusal } from './account.js';
import type { LocalAnswer } from './local-server.js';

/** A request that a right program never sends; recorded, and answered with 400. */
export class Violation extends Error {}

export interface V4Call {
  readonly account: Account;
  readonly query: URLSearchParams;
  /** parsed JSON; undefined where there was no body */
  readonly body: unknown;
  /** the groups of the route's pattern */
  readonly ids: readonly string[];
}

export interface Route {
  readonly method: string;
  /** matches the path after `/client/v4` as a whole */
  readonly path: RegExp;
  /** query parameters that it takes */
  readonly query?: readonly string[];
  readonly run: (call: V4Call) => LocalAnswer;
}

export function result(value: unknown): LocalAnswer {
  return { status: 200, json: { success: true, errors: [], messages: [], result: value } };
}

/** One page of a list, honouring `page`, so that paging ends. */
export function pageOf(items: readonly unknown[], query: URLSearchParams, standard: number, max: number): LocalAnswer {
  const page = wholeNumber(query, 'page', 1, 1, Number.MAX_SAFE_INTEGER);
  const perPage = wholeNumber(query, 'per_page', standard, 1, max);
  const slice = items.slice((page - 1) * perPage, page * perPage);
  const info = {
    page,
    per_page: perPage,
    count: slice.length,
    total_count: items.length,
    total_pages: Math.ceil(items.length / perPage),
  };
  return { status: 200, json: { success: true, errors: [], messages: [], result: slice, result_info: info } };
}

function wholeNumber(query: URLSearchParams, name: string, standard: number, min: number, max: number): number {
  const text = query.get(name);
  const value = text === null ? standard : Number(text);
  if (!Number.isInteger(value) || value < min || value > max) throw new Violation(`${name}=${text}`);
  return value;
}

export function zoneById(account: Account, id: string | undefined): Zone {
  if (!isId(id)) throw new Violation(`zone id ${id}`);
  const zone = account.zones.find((candidate) => candidate.v4Id === id);
  if (!zone) throw new Refusal('zone');
  return zone;
}

export function isId(id: unknown): id is string {
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id);
}

/** The body as an object of known fields only. */
export function fieldsIn(body: unknown, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Violation('the body is no object');
  const unknown = Object.keys(body).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Violation(`unknown fields ${unknown.join(', ')}`);
  return body as Record<string, unknown>;
}
