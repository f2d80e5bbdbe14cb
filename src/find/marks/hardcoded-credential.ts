/** Keys and tokens in the source. The value itself goes nowhere: not into the message, not into the fingerprint. */
import { V1_PACKAGE } from '../../catalogue/v1-package.js';
import { evaluate } from '../../evaluate/evaluate.js';
import { entryOf, type Value } from '../../evaluate/value.js';
import { type ast, is, type NodePath, type SourceModule } from '../../syntax/index.js';
import { oldNames } from '../packages/cloudflare.js';
import type { Mark, MarkContext } from './mark.js';
import { isPlaceholder } from './placeholder.js';
import { reached } from './reach.js';

const MARK = /cloudflare|api_json|\btkn\b/i;
const GLOBAL_KEY = /^[0-9a-f]{37}$/i;
const SENT_KEY = /^(?:x-auth-key|x-auth-user-service-key)$/i;

export function hardcodedCredential(module: SourceModule, { calls, facts }: MarkContext): Mark[] {
  if (calls.length === 0 && !MARK.test(module.text)) return [];
  const found = new Map<ast.Node, { path: NodePath; message: string }>();
  const add = (path: NodePath, message: string) => {
    if (!found.has(path.node)) found.set(path.node, { path, message });
  };
  for (const { credentials } of calls)
    if (credentials) for (const path of literalsOf(credentials.key)) add(path, 'a Cloudflare key stands in the source');
  module.program.traverse({
    StringLiteral(path) {
      if (GLOBAL_KEY.test(path.node.value)) add(path, 'what looks like a Global API Key stands in the source');
      else if (isBearer(path.node.value)) add(path, 'a bearer token stands in the source');
    },
    TemplateLiteral(path) {
      const [only] = path.node.quasis;
      const text = path.node.expressions.length === 0 ? (only?.value.cooked ?? '') : '';
      if (GLOBAL_KEY.test(text)) add(path, 'what looks like a Global API Key stands in the source');
      else if (isBearer(text)) add(path, 'a bearer token stands in the source');
    },
    ObjectProperty(path) {
      if (SENT_KEY.test(keyText(path.node.key)))
        for (const literal of literalsOf(evaluate(path.get('value') as NodePath), path.get('value') as NodePath))
          add(literal, 'the value of X-Auth-Key stands in the source');
    },
    NewExpression: (path) => created(path, add, [V1_PACKAGE.name, ...oldNames(facts)]),
    CallExpression: (path) => created(path, add, oldNames(facts)),
  });
  return [...found.values()].map(({ path, message }) => ({ rule: 'hardcoded-credential', at: path, message }));
}

/** `createClient({ token: '…' })`, `new CloudFlare('…', …)`, `new Cloudflare({ apiKey: '…' })`. */
function created(
  path: NodePath<ast.NewExpression> | NodePath<ast.CallExpression>,
  add: (path: NodePath, message: string) => void,
  packages: readonly string[],
): void {
  const callee = evaluate(path.get('callee') as NodePath);
  if (callee.kind !== 'external' || callee.module === null || !packages.includes(callee.module)) return;
  const name = callee.members.filter((member) => member !== 'default').join('.');
  if (!['', 'Cloudflare', 'CloudFlare', 'createClient'].includes(name)) return;
  const [first] = path.get('arguments') as NodePath[];
  if (!first || is.isImport(path.node.callee)) return;
  const value = evaluate(first);
  const given =
    value.kind === 'object'
      ? ['token', 'key', 'apiKey', 'apiToken', 'userServiceKey'].map((key) => entryOf(value, key)?.value)
      : [value];
  for (const one of given)
    if (one) for (const literal of literalsOf(one)) add(literal, 'a Cloudflare key stands in the source');
}

/** The literals that a credential is; none where it is not in the source, or only a placeholder. */
function literalsOf(value: Value, from: NodePath = value.path): NodePath[] {
  const values = value.kind === 'choice' ? [value.then, value.otherwise] : [value];
  const wanted = new Set(
    values.flatMap((one) =>
      one.kind === 'literal' && typeof one.value === 'string' && !isPlaceholder(one.value) ? [one.value] : [],
    ),
  );
  if (wanted.size === 0) return [];
  const nodes = reached([from]);
  const found: NodePath[] = [];
  from.scope.getProgramParent().path.traverse({
    StringLiteral(path) {
      if (nodes.has(path.node) && wanted.has(path.node.value)) found.push(path);
    },
  });
  return found;
}

function isBearer(text: string): boolean {
  const token = /^Bearer ([\w.~+/=-]{20,})$/i.exec(text)?.[1];
  return token !== undefined && !isPlaceholder(token);
}

function keyText(key: ast.Node): string {
  return is.isStringLiteral(key) ? key.value : is.isIdentifier(key) ? key.name : '';
}
