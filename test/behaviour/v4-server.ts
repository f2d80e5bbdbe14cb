/** Answers as API v4 does, over the same account as the v1 server, and more strictly than Cloudflare. */
import { type Account, type Cause, EMAIL, KEY, MESSAGES, Refusal } from './account.js';
import type { Fault } from './fault.js';
import { type LocalAnswer, type LocalRequest, type LocalServer, listen } from './local-server.js';
import { GRAPHQL_ROUTES } from './v4-graphql.js';
import { RECORD_ROUTES } from './v4-records.js';
import { RULE_ROUTES } from './v4-rules.js';
import { type Route, Violation } from './v4-strict.js';
import { ZONE_ROUTES } from './v4-zones.js';

const BASE = '/client/v4';
const ROUTES: readonly Route[] = [...ZONE_ROUTES, ...RECORD_ROUTES, ...RULE_ROUTES, ...GRAPHQL_ROUTES];
const REFUSALS: Readonly<Record<Cause, { readonly status: number; readonly code: number }>> = {
  credentials: { status: 403, code: 9103 },
  zone: { status: 404, code: 1001 },
  record: { status: 404, code: 81044 },
  rule: { status: 404, code: 10001 },
  input: { status: 400, code: 1004 },
  duplicate: { status: 400, code: 81058 },
  internal: { status: 500, code: 1000 },
};

export interface V4Server extends LocalServer {
  /** what no right program sends, in order: `METHOD path: what` */
  readonly violations: readonly string[];
}

export async function startV4(account: Account, fault: Fault = 'none'): Promise<V4Server> {
  const violations: string[] = [];
  const server = await listen(
    account,
    fault,
    (request) => {
      try {
        return carryOut(account, request);
      } catch (err) {
        if (err instanceof Refusal) return refuse(err.reason);
        if (!(err instanceof Violation)) throw err;
        violations.push(`${request.method} ${request.path}: ${err.message}`);
        return failed(400, 1004, `strict: ${err.message}`);
      }
    },
    () => refuse('internal'),
  );
  return { ...server, violations };
}

function carryOut(account: Account, request: LocalRequest): LocalAnswer {
  const { method, path, query } = request;
  authenticate(request);
  if (!path.startsWith(`${BASE}/`)) throw new Violation('path is outside /client/v4');
  const route = ROUTES.find((candidate) => candidate.method === method && candidate.path.test(path.slice(BASE.length)));
  if (!route) throw new Violation('no such operation');
  const unknown = [...query.keys()].filter((name) => !route.query?.includes(name));
  if (unknown.length > 0) throw new Violation(`unknown query ${unknown.join(', ')}`);
  const ids = route.path.exec(path.slice(BASE.length))!.slice(1).map(decodeURIComponent);
  return route.run({ account, query, body: bodyOf(request), ids });
}

function authenticate({ headers }: LocalRequest): void {
  const { 'x-auth-email': email, 'x-auth-key': key, authorization } = headers;
  if (authorization !== undefined) throw new Violation('Authorization is sent: the key of v1 is no token');
  if (email === undefined || key === undefined) throw new Violation('X-Auth-Email or X-Auth-Key is missing');
  if (email !== EMAIL || key !== KEY) throw new Refusal('credentials');
}

function bodyOf({ method, headers, body }: LocalRequest): unknown {
  if (body === '') return undefined;
  if (method === 'GET') throw new Violation('GET with a body');
  if (!headers['content-type']?.startsWith('application/json')) {
    throw new Violation(`content-type ${headers['content-type']}`);
  }
  try {
    return JSON.parse(body);
  } catch {
    throw new Violation('the body is no JSON');
  }
}

function refuse(reason: Cause): LocalAnswer {
  const { status, code } = REFUSALS[reason];
  return failed(status, code, MESSAGES[reason]);
}

function failed(status: number, code: number, message: string): LocalAnswer {
  return { status, json: { success: false, errors: [{ code, message }], messages: [], result: null } };
}
