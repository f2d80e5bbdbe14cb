/** Keys and tokens in the source. The value itself goes nowhere: not into the message, not into the fingerprint. */

import { V1_PACKAGE } from '../../catalogue/v1-package.js';
import { evaluate } from '../../evaluate/evaluate.js';
import { entryOf, type Value } from '../../evaluate/value.js';
import type { Span } from '../../finding.js';
import { type ast, endOf, is, type NodePath, type SourceModule, startOf } from '../../syntax/index.js';
import { concernedIn } from '../concerned.js';
import { oldNames } from '../packages/cloudflare.js';
import { isOfStranger } from '../strangers.js';
import { textCredentials } from '../texts/text-credentials.js';
import { canMove, type EnvironmentName } from './environment.js';
import type { Mark, MarkContext } from './mark.js';
import { isAddress, isPlaceholder } from './placeholder.js';
import { reached } from './reach.js';

const MARK = /cloudflare|api_json|\btkn\b/i;
const GLOBAL_KEY = /^[0-9a-f]{37}$/i;
const TOKEN = /^cf(?:k|at|ut)_[\w-]{20,}$/;

/** header → the variable that its value belongs in */
const HEADERS: Readonly<Record<string, EnvironmentName>> = {
  'x-auth-key': 'CLOUDFLARE_API_KEY',
  'x-auth-email': 'CLOUDFLARE_EMAIL',
  'x-auth-user-service-key': 'CLOUDFLARE_API_USER_SERVICE_KEY',
};
/** what clients are made with; `token` is what the old package called the key */
const CLIENT_OPTIONS: Readonly<Record<string, EnvironmentName>> = {
  token: 'CLOUDFLARE_API_KEY',
  key: 'CLOUDFLARE_API_KEY',
  apiKey: 'CLOUDFLARE_API_KEY',
  email: 'CLOUDFLARE_EMAIL',
  apiEmail: 'CLOUDFLARE_EMAIL',
  apiToken: 'CLOUDFLARE_API_TOKEN',
  userServiceKey: 'CLOUDFLARE_API_USER_SERVICE_KEY',
};
const MAY_HOLD = /[0-9a-f]{37}|tkn|x-auth-|bearer|cf(?:k|at|ut)_/i;
const EMAIL = 'the e-mail address of a Cloudflare account stands in the source';
const KEY = 'a Cloudflare key stands in the source';

/** A credential that stands in a script, and the variable that it can be read from instead. */
export interface Credential {
  readonly at: NodePath | Span;
  readonly message: string;
  /** null: it is not known to be one of Cloudflare's, or no expression */
  readonly variable: EnvironmentName | null;
  /** what stands before it in its string */
  readonly prefix: string;
  /** for comparison alone */
  readonly value: string;
}

export function hardcodedCredential(module: SourceModule, context: MarkContext): Mark[] {
  const isOurs = context.calls.length > 0 || MARK.test(module.text);
  if (!isOurs && !context.secrets) return [];
  return credentialsIn(module, context).map(({ at, message, variable }) => ({
    rule: 'hardcoded-credential',
    at,
    message,
    ...(variable !== null && { variable }),
  }));
}

export function credentialsIn(
  module: SourceModule,
  { calls, facts }: Pick<MarkContext, 'calls' | 'facts'>,
): Credential[] {
  const found = new Map<ast.Node, Credential>();
  const isOurs = calls.length > 0 || MARK.test(module.text);
  const add = (path: NodePath, message: string, variable: EnvironmentName | null, prefix = '') => {
    if (found.has(path.node)) return;
    const value = textOf(path.node)?.slice(prefix.length) ?? '';
    const moves = isOurs && variable !== null && canMove(path) ? variable : null;
    found.set(path.node, { at: path, message, variable: moves, prefix, value });
  };
  const given = (value: Value, variable: EnvironmentName, message: string, from?: NodePath) => {
    const isOne = variable === 'CLOUDFLARE_EMAIL' ? isAddress : isKey;
    for (const literal of literalsOf(value, isOne, from)) add(literal, message, variable);
  };
  for (const { credentials } of calls) {
    if (!credentials) continue;
    given(credentials.key, 'CLOUDFLARE_API_KEY', KEY);
    given(credentials.email, 'CLOUDFLARE_EMAIL', EMAIL);
  }
  const literal = (path: NodePath) => {
    const text = textOf(path.node);
    if (text === null) return;
    const bearer = /^Bearer ([\w.~+/=-]{20,})$/i.exec(text)?.[1];
    if (GLOBAL_KEY.test(text) && !isPlaceholder(text))
      add(path, 'what looks like a Global API Key stands in the source', 'CLOUDFLARE_API_KEY');
    else if (TOKEN.test(text)) add(path, 'a Cloudflare token stands in the source', 'CLOUDFLARE_API_TOKEN');
    else if (bearer !== undefined && !isPlaceholder(bearer))
      // a v1 key behind `Bearer` is no token
      add(
        path,
        'the token of an Authorization header stands in the source',
        GLOBAL_KEY.test(bearer) ? null : 'CLOUDFLARE_API_TOKEN',
        text.slice(0, 7),
      );
  };
  const isConcerned = concernedIn(module.program);
  const created = (path: NodePath<ast.NewExpression> | NodePath<ast.CallExpression>, packages: readonly string[]) => {
    for (const [value, variable] of clientOptions(path, packages, isConcerned))
      given(value, variable, variable === 'CLOUDFLARE_EMAIL' ? EMAIL : KEY);
  };
  module.program.traverse({
    StringLiteral: literal,
    TemplateLiteral: literal,
    ObjectProperty(path) {
      const name = keyText(path.node.key);
      const value = path.get('value') as NodePath;
      const header = HEADERS[name.toLowerCase()];
      if (header)
        given(
          evaluate(value),
          header,
          header === 'CLOUDFLARE_EMAIL' ? EMAIL : `the value of ${name} stands in the source`,
          value,
        );
      else if (name === 'tkn') given(evaluate(value), 'CLOUDFLARE_API_KEY', KEY, value);
      else if (name === 'email' && hasKey(path.parent)) given(evaluate(value), 'CLOUDFLARE_EMAIL', EMAIL, value);
    },
    NewExpression: (path) => created(path, [V1_PACKAGE.name, ...oldNames(facts)]),
    CallExpression: (path) => created(path, oldNames(facts)),
  });
  return [...found.values(), ...inTexts(module, new Set(found.keys()))];
}

/** Inside of longer strings and in comments: told, and left where they are. */
function inTexts({ program, text, tree }: SourceModule, told: ReadonlySet<ast.Node>): Credential[] {
  if (!MAY_HOLD.test(text)) return [];
  const found: Credential[] = [];
  const look = (node: { start?: number | null; end?: number | null }, sureOnly: boolean) => {
    const from = startOf(node);
    for (const { start, end, message } of textCredentials(text.slice(from, endOf(node)), {
      everywhere: true,
      sureOnly,
    })) {
      const at = { start: from + start, end: from + end };
      found.push({ at, message, variable: null, prefix: '', value: text.slice(at.start, at.end) });
    }
  };
  const string = ({ node, parent }: NodePath) => {
    if (!told.has(node) && !told.has(parent)) look(node, false);
  };
  program.traverse({ StringLiteral: string, TemplateElement: string, JSXText: string });
  for (const comment of tree.comments ?? []) look(comment, true);
  return found;
}

/** `createClient({ token: '…' })`, `new CloudFlare('…', …)`, `new Cloudflare({ apiKey: '…' })`. */
function clientOptions(
  path: NodePath<ast.NewExpression> | NodePath<ast.CallExpression>,
  packages: readonly string[],
  isConcerned: (node: ast.Node) => boolean,
): [Value, EnvironmentName][] {
  if (!isConcerned(path.node) || isOfStranger(path.get('callee') as NodePath)) return [];
  const callee = evaluate(path.get('callee') as NodePath);
  if (callee.kind !== 'external' || callee.module === null || !packages.includes(callee.module)) return [];
  const name = callee.members.filter((member) => member !== 'default').join('.');
  if (!['', 'Cloudflare', 'CloudFlare', 'createClient'].includes(name)) return [];
  const [first] = path.get('arguments') as NodePath[];
  if (!first || is.isImport(path.node.callee)) return [];
  const value = evaluate(first);
  if (value.kind !== 'object') return [[value, 'CLOUDFLARE_API_KEY']];
  return Object.entries(CLIENT_OPTIONS).flatMap(([key, variable]): [Value, EnvironmentName][] => {
    const entry = entryOf(value, key);
    return entry ? [[entry.value, variable]] : [];
  });
}

function isKey(text: string): boolean {
  return !/\s/.test(text) && !isPlaceholder(text);
}

/** The literals that a credential is; none where it is not in the source, or only a placeholder. */
function literalsOf(value: Value, isOne: (text: string) => boolean, from: NodePath = value.path): NodePath[] {
  const values = value.kind === 'choice' ? [value.then, value.otherwise] : [value];
  const wanted = new Set(
    values.flatMap((one) =>
      one.kind === 'literal' && typeof one.value === 'string' && isOne(one.value) ? [one.value] : [],
    ),
  );
  if (wanted.size === 0) return [];
  const nodes = reached([from]);
  const found: NodePath[] = [];
  const take = (path: NodePath) => {
    if (nodes.has(path.node) && wanted.has(textOf(path.node) ?? '')) found.push(path);
  };
  from.scope.getProgramParent().path.traverse({ StringLiteral: take, TemplateLiteral: take });
  return found;
}

function textOf(node: ast.Node): string | null {
  if (is.isStringLiteral(node)) return node.value;
  return is.isTemplateLiteral(node) && node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? null) : null;
}

/** Is it a form of v1, wherever it goes? */
function hasKey(object: ast.Node): boolean {
  return is.isObjectExpression(object) && object.properties.some((one) => 'key' in one && keyText(one.key) === 'tkn');
}

function keyText(key: ast.Node): string {
  return is.isStringLiteral(key) ? key.value : is.isIdentifier(key) ? key.name : '';
}
