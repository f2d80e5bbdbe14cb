/**
 * What the errors of HTTP clients tell, by the property that tells it. Read in the clients' documentation and sources:
 * axios 0.x and 1, got 6 to 14, request-promise 4, superagent 1 to 10, ky 1, bent 7, node-fetch 2 and 3, undici 6.
 */

/**
 * kind: that it is an error of the client at all; answered: there is one where the server answered, with a status that
 * the client takes for an error; status: that status; body: what the server answered; code: Node's code of a broken
 * connection; cause: the error of that connection; other: what is the client's own.
 */
export type ErrorField = 'kind' | 'answered' | 'status' | 'body' | 'code' | 'cause' | 'other';

type Fields = Readonly<Record<string, ErrorField>>;

const AXIOS: Fields = {
  name: 'other',
  response: 'answered',
  'response.status': 'status',
  'response.statusText': 'other',
  'response.data': 'body',
  'response.headers': 'other',
  status: 'status',
  code: 'code',
  request: 'other',
  config: 'other',
  isAxiosError: 'other',
  toJSON: 'other',
  cause: 'cause',
};

const GOT: Fields = {
  name: 'other',
  response: 'answered',
  'response.statusCode': 'status',
  'response.statusMessage': 'other',
  'response.body': 'body',
  'response.headers': 'other',
  statusCode: 'status',
  statusMessage: 'other',
  code: 'code',
  options: 'other',
  cause: 'cause',
};

const REQUEST_PROMISE: Fields = {
  name: 'other',
  statusCode: 'status',
  response: 'answered',
  'response.statusCode': 'status',
  'response.body': 'body',
  'response.headers': 'other',
  error: 'body',
  'error.code': 'code',
  cause: 'cause',
  'cause.code': 'code',
  options: 'other',
};

const SUPERAGENT: Fields = {
  status: 'status',
  response: 'answered',
  'response.status': 'status',
  'response.statusCode': 'status',
  'response.body': 'body',
  'response.text': 'body',
  'response.headers': 'other',
  'response.error': 'other',
  code: 'code',
};

const KY: Fields = {
  name: 'other',
  response: 'answered',
  'response.status': 'status',
  request: 'other',
  options: 'other',
};

const BENT: Fields = { statusCode: 'status', json: 'other', text: 'other', headers: 'other', code: 'code' };

/** The language's own function, and undici's: the connection's error is the cause. */
const FETCH: Fields = { cause: 'cause', 'cause.code': 'code' };

const NODE: Fields = { code: 'code', errno: 'other', syscall: 'other' };

const NODE_FETCH: Fields = { ...NODE, type: 'other' };

const BY_CLIENT: Readonly<Record<string, Fields>> = {
  axios: AXIOS,
  got: GOT,
  'request-promise': REQUEST_PROMISE,
  'request-promise-native': REQUEST_PROMISE,
  'request-promise-any': REQUEST_PROMISE,
  superagent: SUPERAGENT,
  ky: KY,
  bent: BENT,
  fetch: FETCH,
  undici: { ...FETCH, ...NODE },
  ...Object.fromEntries(
    [
      'node-fetch',
      'cross-fetch',
      'isomorphic-fetch',
      'isomorphic-unfetch',
      'node-fetch-cjs',
      'make-fetch-happen',
      'minipass-fetch',
    ].map((name) => [name, NODE_FETCH]),
  ),
  needle: NODE,
  request: NODE,
  https: NODE,
};

/** Functions of the clients that tell their errors from others. */
const TELLING: ReadonlySet<string> = new Set(['isAxiosError']);

/** `axios.isAxiosError` */
export function tellsClientError(member: string): boolean {
  return TELLING.has(member);
}

export interface ReadOfError {
  readonly field: ErrorField;
  /** how many of the names it is */
  readonly length: number;
}

/** What a chain of properties behind an error of that client reads: the longest that is known; null: nothing of it. */
export function errorField(client: string, names: readonly string[]): ReadOfError | null {
  const fields = BY_CLIENT[client] ?? {};
  for (let length = names.length; length > 0; length--) {
    const name = names.slice(0, length).join('.');
    if (Object.hasOwn(fields, name)) return { field: fields[name]!, length };
  }
  return null;
}
