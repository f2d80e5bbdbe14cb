/** v4 code as the guide of 2016 showed it: methods, paths and fields that v4 has changed or ended since. */
import { evaluate, keyName } from '../../evaluate/evaluate.js';
import { entryOf, literalText, type Value } from '../../evaluate/value.js';
import { type ast, is, type NodePath, type SourceModule } from '../../syntax/index.js';
import { verb } from '../http/callee.js';
import type { Mark, MarkContext } from './mark.js';
import { calleeName, HOLE, stringsIn, textOf } from './strings.js';

const MARK = /cloudflare|client\/v4/i;
const PATHS = /purge_cache|\/settings\b|analytics\/|settings\/minify/;
/** a zone's own path, the id literal or not known, and maybe a query */
const zonePath = (rest: string) => new RegExp(String.raw`(?:^|\/)zones\/[^/?#]+\/${rest}\/?(?:$|[?#])`);
const PURGE = zonePath('purge_cache');
const SETTINGS = zonePath('settings');
const ANALYTICS = zonePath(String.raw`(?:analytics\/(?:dashboard|colos)|dns_analytics\/[\w/]+)`);
const MINIFY = zonePath(String.raw`settings\/(?:minify|mirage)`);
const LOCATION = ['url', 'uri', 'path', 'pathname'];

export function outdatedV4(module: SourceModule, context: MarkContext): Mark[] {
  if (!MARK.test(module.text)) return [];
  return [...paths(module), ...services(module), ...bearers(module, context)];
}

function mark(at: NodePath, message: string): Mark {
  return { rule: 'outdated-v4', at, message };
}

function paths(module: SourceModule): Mark[] {
  if (!PATHS.test(module.text)) return [];
  const marks: Mark[] = [];
  for (const { path, text } of stringsIn(module, PATHS)) {
    if (/\s/.test(text)) continue;
    if (ANALYTICS.test(text)) marks.push(mark(path, 'this analytics endpoint of v4 ended: query the GraphQL API'));
    if (MINIFY.test(text)) marks.push(mark(path, 'this setting was removed from Cloudflare: v4 refuses it'));
  }
  const visit = (path: NodePath<ast.CallExpression> | NodePath<ast.NewExpression>) => {
    const sent = sentBy(path);
    if (!sent) return;
    if (PURGE.test(sent.location) && sent.method === 'DELETE')
      marks.push(mark(path, 'v4 takes POST for purge_cache: DELETE is refused'));
    if (SETTINGS.test(sent.location) && sent.method !== 'PUT' && sent.method !== 'POST')
      marks.push(mark(path, 'all settings of a zone in one request end in 2026: ask for each setting by its id'));
  };
  module.program.traverse({ CallExpression: visit, NewExpression: visit });
  return marks;
}

/** Method and location among the arguments of a call, whatever function takes them; null where there is none. */
function sentBy(
  path: NodePath<ast.CallExpression> | NodePath<ast.NewExpression>,
): { method: string; location: string } | null {
  const values = (path.get('arguments') as NodePath[])
    .filter((argument) => !argument.isFunction())
    .slice(0, 4)
    .map((argument) => evaluate(argument));
  const location = values.map(locationOf).find((text) => /zones\/.{0,200}(?:purge_cache|settings)/.test(text ?? ''));
  if (!location) return null;
  const given = values.map(methodOf).find((name) => name !== null);
  return { location, method: given ?? verb(calleeName(path)) ?? 'GET' };
}

function locationOf(value: Value): string | null {
  if (value.kind === 'literal' || value.kind === 'concat') return textOf(value).replaceAll(HOLE, 'x');
  if (value.kind !== 'object') return null;
  for (const name of LOCATION) {
    const entry = entryOf(value, name);
    if (entry) return textOf(entry.value).replaceAll(HOLE, 'x');
  }
  return null;
}

function methodOf(value: Value): string | null {
  const method = value.kind === 'object' ? literalText(entryOf(value, 'method')?.value) : literalText(value);
  return method && /^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(method) ? method.toUpperCase() : null;
}

/** `{ type: 'SRV', data: { service, proto, name } }` */
function services(module: SourceModule): Mark[] {
  const marks: Mark[] = [];
  module.program.traverse({
    ObjectExpression(path) {
      const type = propertyOf(path, 'type');
      const data = propertyOf(path, 'data');
      if (!type || !data || literalText(evaluate(type)) !== 'SRV' || !data.isObjectExpression()) return;
      const old = ['service', 'proto', 'name'].filter((name) => propertyOf(data, name));
      if (old.length > 0)
        marks.push(
          mark(
            data,
            'v4 refuses `service`, `proto` and `name` in the data of an SRV record: the name of the record holds them',
          ),
        );
    },
  });
  return marks;
}

function propertyOf(object: NodePath<ast.ObjectExpression>, name: string): NodePath | null {
  for (const one of object.get('properties')) {
    if (one.isObjectProperty() && keyName(one) === name) return one.get('value') as NodePath;
  }
  return null;
}

/** A v1 key behind `Bearer`: what is called `tkn`, or is the key of a found call. */
function bearers(module: SourceModule, { calls }: MarkContext): Mark[] {
  const keys = new Set(calls.flatMap(({ credentials }) => (credentials ? [identity(credentials.key)] : [])));
  return stringsIn(module, /Bearer\s/).flatMap(({ path, value }) => {
    if (value.kind !== 'concat' || !/Bearer $/i.test(literalText(value.parts[0]) ?? '')) return [];
    const secret = value.parts[1];
    if (!secret || (!isTkn(secret.path) && !keys.has(identity(secret)))) return [];
    return [
      mark(path, 'a Global API Key goes into X-Auth-Key, with X-Auth-Email beside it: behind Bearer v4 refuses it'),
    ];
  });
}

function identity(value: Value): string {
  return value.kind === 'literal' ? JSON.stringify(value.value) : String(value.path);
}

function isTkn(path: NodePath): boolean {
  const { node } = path;
  if (is.isIdentifier(node)) return node.name === 'tkn';
  return is.isMemberExpression(node) && is.isIdentifier(node.property, { name: 'tkn' });
}
