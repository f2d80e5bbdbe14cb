/**
 * Files of the repository that have to do neither with v1, nor with requests, nor with the environment, nor has anything
 * that they load: what they hand out is no client, and no function of theirs asks v1. Calls of it need not be understood,
 * and it is not parsed.
 */

import { sourceOf } from '../evaluate/modules/imported.js';
import { programOf } from '../evaluate/modules/localised.js';
import { homeOf, type ModuleIndex } from '../evaluate/modules/module-index.js';
import { type ast, type Binding, is, type NodePath } from '../syntax/index.js';
import { specifiersIn } from '../workspace/specifiers.js';
import { mentionsV1, V1_WORDS } from './handed-on.js';
import { CLIENT_WORDS } from './http/words.js';
import { isBehind, Reach } from './reaching.js';

/** what ends the program */
const EXIT = /\bprocess\s*(?:\?\.|\.|\[)\s*['"`]?exit\b|['"](?:node:)?process['"]/;
/** what fills `process.env` */
const ENVIRONMENT = /['"`@/](?:dotenv|env2|habitat|node-env-file|envfile)/;
/** Of v1 and of clients. */
export const REQUEST_WORDS = { test: (text: string) => V1_WORDS.test(text) || CLIENT_WORDS.test(text) };
const WORDS = {
  test: (text: string) => REQUEST_WORDS.test(text) || ENVIRONMENT.test(text) || EXIT.test(text),
};

/** Is there anything in the file, or in what it loads, that fills `process.env`? */
export function mayFillEnvironment(path: NodePath): boolean {
  const program = programOf(path);
  const before = FILLED.get(program);
  if (before !== undefined) return before;
  const home = homeOf(program);
  const found = !home || ENVIRONMENT.test(home.module.text) || loadsEnvironment(home.module.file, home.index);
  FILLED.set(program, found);
  return found;
}

const FILLED = new WeakMap<ast.Node, boolean>();

/** What is known of a file by the files that it loads. */
interface Known {
  /** does it fill the environment? */
  readonly fills: Map<string, boolean>;
  /** does it mention v1? */
  readonly mentions: Map<string, boolean>;
  readonly all: Reach;
  readonly requests: Reach;
}

const KNOWN = new WeakMap<ModuleIndex, Known>();

function knownIn(index: ModuleIndex): Known {
  const known = KNOWN.get(index);
  if (known) return known;
  const made = {
    fills: new Map(),
    mentions: new Map(),
    all: new Reach(index, WORDS),
    requests: new Reach(index, REQUEST_WORDS),
  };
  KNOWN.set(index, made);
  return made;
}

/** Is the callee something that a stranger hands out? */
export function isOfStranger(callee: NodePath): boolean {
  const home = homeOf(programOf(callee));
  if (!home) return false;
  const { index, module } = home;
  const file = fileBehind(callee, (specifier) => index.resolve(module.file, specifier), 0);
  return file !== null && !knownIn(index).all.has(file);
}

/** May what the file hands out ask v1, or have to do with a client? */
export function reachesV1(file: string, index: ModuleIndex): boolean {
  return knownIn(index).requests.has(file);
}

/** Does the file mention v1, or one that it loads, directly or not? */
export function mentionsV1Below(file: string, index: ModuleIndex): boolean {
  return isBehind(file, index, knownIn(index).mentions, (one) => mentionsV1(index.wordsOf(one)));
}

function loadsEnvironment(file: string, index: ModuleIndex): boolean {
  return isBehind(file, index, knownIn(index).fills, (one) => ENVIRONMENT.test(index.wordsOf(one)));
}

/** Words of v1 that v4 has not; of the SDK its name and its address are left. */
const OLD_WORDS = /api_json|tkn|api\.html|host-gw|external-event|dlouc-flare/i;
const NAMED = /['"`][^'"`\n]*cloudflare[^'"`\n]*['"`]/gi;
const PLACEHOLDER = /\$\{[^{}]*\}/g;
const OF_V4 = /^.(?:cloudflare|https:\/\/api\.cloudflare\.com\/client\/v4.*).$/;

/** Is there a word of v1 in a text that was written for the file, or in any file that it loads, directly or not? */
export function isLeftOver(file: string, text: string, index: ModuleIndex): boolean {
  if (OLD_WORDS.test(text) || (text.replace(PLACEHOLDER, '').match(NAMED) ?? []).some((named) => !OF_V4.test(named)))
    return true;
  return specifiersIn(text).some((specifier) => {
    const loaded = index.resolve(file, specifier);
    return loaded !== null && mentionsV1Below(loaded, index);
  });
}

type Resolve = (specifier: string) => string | null;
const MOST_STEPS = 8;

/** The file that hands out what an expression names, if the expression can be nothing else. */
function fileBehind(path: NodePath, resolve: Resolve, depth: number): string | null {
  if (depth > MOST_STEPS) return null;
  const further = (next: NodePath) => fileBehind(next, resolve, depth + 1);
  if (path.isMemberExpression() || path.isOptionalMemberExpression()) return further(path.get('object') as NodePath);
  // `(0, module.name)(…)`
  if (path.isSequenceExpression()) return further(path.get('expressions').at(-1) as NodePath);
  if (path.isCallExpression()) return ofCall(path, resolve, depth);
  if (!path.isIdentifier()) return null;
  const binding = path.scope.getBinding(path.node.name);
  if (!binding) return null;
  const before = BEHIND.get(binding);
  if (before !== undefined) return before;
  BEHIND.set(binding, null);
  const found = ofBinding(binding, resolve, depth);
  BEHIND.set(binding, found);
  return found;
}

const BEHIND = new WeakMap<Binding, string | null>();

function ofBinding(binding: Binding, resolve: Resolve, depth: number): string | null {
  if (!binding.constant || binding.referencePaths.some(isFilled)) return null;
  const { path: made } = binding;
  const source = made.parent;
  if (is.isImportDeclaration(source)) return resolve(source.source.value);
  if (!made.isVariableDeclarator() || !made.node.init) return null;
  const { id } = made.node;
  const isPart =
    is.isObjectPattern(id) && id.properties.every((one) => is.isObjectProperty(one) && is.isIdentifier(one.value));
  return is.isIdentifier(id) || isPart ? fileBehind(made.get('init'), resolve, depth + 1) : null;
}

/** `require('./x')`, or that through a function that compilers put into a file: `_interopRequireDefault(…)`. */
function ofCall(path: NodePath<ast.CallExpression>, resolve: Resolve, depth: number): string | null {
  const [first, ...others] = path.get('arguments');
  const { callee } = path.node;
  if (!first || others.length > 0 || !is.isIdentifier(callee)) return null;
  const binding = path.scope.getBinding(callee.name);
  if (!binding) return callee.name === 'require' && is.isStringLiteral(first.node) ? resolve(first.node.value) : null;
  return binding.constant && isClosed(binding.path, new Set()) ? fileBehind(first, resolve, depth + 1) : null;
}

/** Does a function use nothing but what it is given, and functions like that? */
function isClosed(made: NodePath, seen: Set<ast.Node>): boolean {
  if (!made.isFunctionDeclaration() || WORDS.test(sourceOf(made) ?? 'fetch')) return false;
  if (seen.has(made.node)) return true;
  seen.add(made.node);
  let closed = true;
  made.traverse({
    Identifier(path) {
      const binding = path.isReferencedIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
      const inner = binding && (binding.scope.path.node === made.node || binding.scope.path.isDescendant(made));
      if (binding && !inner && !isClosed(binding.path, seen)) closed = false;
      if (!binding && path.isReferencedIdentifier() && path.node.name === 'require') closed = false;
    },
  });
  return closed;
}

/** Could something be put into it here: `x.y = …`, `Object.assign(x, …)`? */
function isFilled(use: NodePath): boolean {
  if (use.listKey === 'arguments' && use.key === 0) return !isInterop(use);
  let path = use;
  while (path.key === 'object' && path.parentPath && is.isMemberExpression(path.parent)) path = path.parentPath;
  return path !== use && path.key === 'left' && is.isAssignmentExpression(path.parent);
}

function isInterop(use: NodePath): boolean {
  const { parentPath } = use;
  if (!parentPath?.isCallExpression() || !is.isIdentifier(parentPath.node.callee)) return false;
  const binding = parentPath.scope.getBinding(parentPath.node.callee.name);
  return binding?.constant === true && isClosed(binding.path, new Set());
}
