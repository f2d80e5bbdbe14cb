/** A fetch that answers like API v4 for one zone with one record, and writes down what was asked. */

export const ZONE = '0123456789abcdef0123456789abcdef';
export const RECORD = 'fedcba9876543210fedcba9876543210';
export const RULE = '92f17202ed8bd63d69a66b86a49a8f6b';

const ZONES = [
  { id: ZONE, name: 'example.com', status: 'active', paused: false, type: 'full', development_mode: 0 },
  {
    id: '11111111111111111111111111111111',
    name: 'example.org',
    status: 'active',
    paused: false,
    type: 'full',
    development_mode: 0,
  },
];
const RECORDS = [
  { id: RECORD, type: 'A', name: 'www.example.com', content: '192.0.2.1', ttl: 300, proxied: true, proxiable: true },
];
const DAY = {
  sum: { requests: 100, cachedRequests: 40, bytes: 2048, cachedBytes: 1024, pageViews: 50, threats: 1 },
  uniq: { uniques: 7 },
};

export interface Asked {
  readonly method: string;
  /** path and sorted query, without `/client/v4` */
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

export function fakeV4(): { fetch: typeof fetch; asked: Asked[] } {
  const asked: Asked[] = [];
  const answer: typeof fetch = async (input, init) => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    const method = (init?.method ?? 'GET').toUpperCase();
    const path = url.pathname.replace('/client/v4', '');
    url.searchParams.sort();
    const body = typeof init?.body === 'string' && init.body !== '' ? (JSON.parse(init.body) as unknown) : undefined;
    asked.push({
      method,
      path,
      query: url.searchParams.toString(),
      body,
      headers: Object.fromEntries(new Headers(init?.headers)),
    });
    if (path === '/graphql')
      return Response.json({ data: { viewer: { zones: [{ httpRequests1dGroups: [DAY] }] } }, errors: null });
    const result = resultOf(method, path, url.searchParams);
    return Response.json({
      success: true,
      errors: [],
      messages: [],
      result,
      result_info: { page: 1, per_page: 50, count: 1, total_count: 1 },
    });
  };
  return { fetch: answer, asked };
}

function resultOf(method: string, path: string, query: URLSearchParams): unknown {
  const later = Number(query.get('page') ?? '1') > 1;
  if (path === '/zones')
    return later ? [] : ZONES.filter(({ name }) => !query.has('name') || name === query.get('name'));
  if (/\/dns_records$/.test(path)) return method === 'GET' ? (later ? [] : RECORDS) : RECORDS[0];
  if (/\/dns_records\//.test(path)) return method === 'DELETE' ? { id: RECORD } : RECORDS[0];
  if (/\/settings\//.test(path)) return { id: path.split('/').at(-1), value: 'high', editable: true };
  if (/access_rules\/rules$/.test(path) && method === 'GET') {
    const value = query.get('configuration.value');
    return value === '198.51.100.9' ? [{ id: RULE, mode: 'block', configuration: { target: 'ip', value } }] : [];
  }
  return { id: RULE };
}
