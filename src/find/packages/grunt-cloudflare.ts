/** npm `grunt-cloudflare`: its task sends what the configuration says under `cloudflare.options`. */
import { bare, evaluate, merge, propertyOf } from '../../evaluate/evaluate.js';
import { type Entry, literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import { type ast, is, type NodePath } from '../../syntax/index.js';
import type { HttpClient } from '../request.js';
import { ENDPOINT_URL } from './posted.js';

const NAME = 'grunt-cloudflare';
const TASK = 'cloudflare';

/** What the task sends where the configuration does not say it. */
const FROM_ENVIRONMENT = [
  ['tkn', 'CLOUDFLARE_API_KEY'],
  ['email', 'CLOUDFLARE_EMAIL'],
  ['z', 'CLOUDFLARE_DOMAIN'],
] as const;

export const gruntCloudflareClient: HttpClient = {
  id: NAME,
  match(call) {
    const { callee, path } = call;
    if (callee.kind !== 'member' || callee.property !== 'loadNpmTasks' || literalText(call.args[0]) !== NAME)
      return null;
    const grunt = (path.get('callee') as NodePath<ast.MemberExpression>).get('object') as NodePath;
    const config = configured(path);
    if (!grunt.isIdentifier() || !config) return null;
    return {
      client: NAME,
      site: path,
      method: 'POST',
      url: { kind: 'literal', value: ENDPOINT_URL, path },
      query: [],
      body: [{ ...defaults(path), ...merge(defaults(path), config.options) }],
      delivery: { by: 'nothing', prints: true },
      transport: [],
      task: { name: TASK, grunt, configuration: config.property },
    };
  },
};

interface Configured {
  readonly options: ObjectValue;
  /** `cloudflare: { … }` in the configuration */
  readonly property: NodePath | null;
}

/** What `grunt.initConfig({ … })` says of the task; null where that is not known. */
function configured(site: NodePath): Configured | null {
  const found: NodePath[] = [];
  site.scope.getProgramParent().path.traverse({
    CallExpression(path) {
      const { callee } = path.node;
      const name = is.isMemberExpression(callee) && is.isIdentifier(callee.property) ? callee.property.name : '';
      if (name === 'initConfig' || name === 'config' || name === 'loadTasks') found.push(path);
    },
  });
  const [only, ...others] = found;
  const argument = only?.get<NodePath[]>('arguments')[0];
  if (!argument || others.length > 0) return null;
  const config = evaluate(argument);
  if (config.kind !== 'object' || config.open) return null;
  const task = propertyOf(config, TASK);
  const options = task?.kind === 'object' ? propertyOf(task, 'options') : task;
  const none: ObjectValue = { kind: 'object', entries: [], open: false, path: site };
  if (!options || (options.kind === 'literal' && options.value === undefined))
    return { options: none, property: propertyPath(argument) };
  if (options.kind !== 'object' || options.open || options.entries.some(({ value }) => isTemplate(value))) return null;
  return { options, property: propertyPath(argument) };
}

/** `'<%= pkg.domain %>'`: grunt fills it in. */
function isTemplate(value: Value): boolean {
  if (value.kind === 'concat') return value.parts.some(isTemplate);
  return value.kind === 'literal' && typeof value.value === 'string' && value.value.includes('<%');
}

function propertyPath(written: NodePath): NodePath | null {
  const object = bare(written);
  if (!object.isObjectExpression()) return null;
  const named = object.get('properties').filter(({ node }) => {
    const key = is.isObjectProperty(node) ? node.key : null;
    return is.isIdentifier(key, { name: TASK }) || is.isStringLiteral(key, { value: TASK });
  });
  return named[0] ?? null;
}

function defaults(path: NodePath): ObjectValue {
  const literal = (key: string, value: string): Entry => ({ key, when: null, value: { kind: 'literal', value, path } });
  const fromEnvironment = FROM_ENVIRONMENT.map(([key, name]): Entry => {
    const text = { code: `process.env.${name}`, atLoad: true };
    return {
      key,
      when: null,
      value: { kind: 'external', module: null, members: ['process', 'env', name], path, text },
    };
  });
  return {
    kind: 'object',
    entries: [literal('a', 'fpurge_ts'), ...fromEnvironment, literal('v', '1')],
    open: false,
    path,
  };
}
