/** The one question v1's `stats` becomes: traffic of a zone per day, over a period. */
import { DAILY, DAY_MS } from './traffic.js';
import { fieldsIn, type Route, Violation } from './v4-strict.js';

type Variables = Readonly<Record<string, unknown>>;

export const GRAPHQL_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/graphql$/,
    run: ({ account, body }) => {
      const { query, variables = {} } = fieldsIn(body, ['query', 'variables', 'operationName']);
      if (typeof query !== 'string') throw new Violation('query is no string');
      const fields = [...query.matchAll(/(?:(\w+)\s*:\s*)?(httpRequests1[dhm]Groups)/g)];
      if (fields.length === 0) throw new Violation('query asks for no httpRequests groups');
      const zoneTag = argumentOf(query, variables as Variables, 'zoneTag');
      const known = account.zones.some((zone) => zone.v4Id === zoneTag);
      const groups = groupsOf(query, daysOf(query, variables as Variables));
      const zone = Object.fromEntries(fields.map(([, alias, field]) => [alias ?? field, groups]));
      return { status: 200, json: { data: { viewer: { zones: known ? [zone] : [] } }, errors: null } };
    },
  },
];

/** What the query gives for an argument, as a literal or through a variable. */
function argumentOf(query: string, variables: Variables, argument: string): string | undefined {
  const match = new RegExp(`\\b${argument}\\s*:\\s*(?:"([^"]*)"|\\$(\\w+))`).exec(query);
  const value = match?.[1] ?? variables[match?.[2] ?? ''];
  return value === undefined ? undefined : String(value);
}

function daysOf(query: string, variables: Variables): number {
  const time = (argument: string): number | undefined => {
    const value = argumentOf(query, variables, argument);
    return value === undefined ? undefined : Date.parse(value);
  };
  const since = time('date_geq') ?? time('datetime_geq') ?? (time('date_gt') ?? Number.NaN) + DAY_MS;
  const open = time('date_lt') ?? time('datetime_lt') ?? time('datetime_leq');
  const closed = time('date_leq');
  const until = open ?? (closed === undefined ? Date.now() : closed + DAY_MS);
  const days = Math.round((until - since) / DAY_MS);
  if (!(days > 0)) throw new Violation('the period is empty or open');
  return days;
}

function groupsOf(query: string, days: number): unknown[] {
  const group = (times: number) => ({
    sum: {
      requests: DAILY.requests * times,
      cachedRequests: DAILY.cachedRequests * times,
      bytes: DAILY.bytes * times,
      cachedBytes: DAILY.cachedBytes * times,
      pageViews: DAILY.pageViews * times,
      threats: DAILY.threats * times,
    },
    uniq: { uniques: DAILY.uniques * times },
  });
  if (!/\bdimensions\b/.test(query)) return [group(days)];
  return Array.from({ length: days }, (_, day) => {
    const date = new Date(Date.now() - (days - day) * DAY_MS).toISOString().slice(0, 10);
    return { dimensions: { date }, ...group(1) };
  });
}
