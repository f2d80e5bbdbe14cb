/** Tests that imitate v1: `nock`, `msw`, `fetch-mock`, `jest.mock`, expectations of its address. */
import { evaluate } from '../../evaluate/evaluate.js';
import type { Value } from '../../evaluate/value.js';
import { type ast, endOf, is, type NodePath, type SourceModule } from '../../syntax/index.js';
import { concernedIn } from '../concerned.js';
import { isOfStranger } from '../strangers.js';
import { endpointStrings } from './endpoint-strings.js';
import type { Mark } from './mark.js';
import { reached } from './reach.js';

export interface Mocks {
  readonly marks: readonly Mark[];
  /** calls that imitate, for what their arguments explain */
  readonly calls: readonly NodePath[];
}

const MODULES =
  /^(?:nock|msw|fetch-mock(?:-jest)?|jest-fetch-mock|vitest-fetch-mock|axios-mock-adapter|moxios|sinon|nise|mockttp|pretender|xhr-mock|testdouble|proxyquire|rewire|mockery|@jest\/globals|vitest|@pollyjs\/.*|request-promise-mock|superagent-mock(?:er)?|needle-mock)$/;
const GLOBALS = new Set(['jest', 'vi', 'sinon', 'nock', 'fetchMock', 'moxios', 'td', 'expect', 'cy', 'mockttp']);
const METHODS =
  /^(?:on(?:Get|Post|Any|Put|Delete)|respondWith|intercept|interceptOnce|stubRequest|withArgs|calledWith\w*|toHaveBeen\w*CalledWith|toHaveBeenNthCalledWith|mock\w+|reply\w*)$/;
const ASSERTS = /^(?:assert|chai|expect|should|power-assert|expect\.js|unexpected|must|node:assert|assert\/strict)$/;
/** what a file has that imitates anything */
const HINT =
  /\b(?:nock|msw|moxios|sinon|jest|vi|vitest|intercept|expect|assert|should|chai|respondWith|proxyquire|td)\b|mock/i;

export function v1Mocks(module: SourceModule): Mocks {
  if (!HINT.test(module.text) || !/api_json|cloudflare\.com/i.test(module.text)) return { marks: [], calls: [] };
  const found = new Map<ast.Node, NodePath>();
  for (const { path, neighbour, sent } of endpointStrings(module)) {
    const call = neighbour === null ? imitation(path, sent) : null;
    if (call) found.set(call.node, call);
  }
  named(module, found);
  const calls = [...found.values()].sort((a, b) => endOf(a.node) - endOf(b.node));
  return { calls, marks: outermost(calls).map(mark) };
}

/** What the mocks account for. */
export function explainedByMocks({ calls }: Mocks): ReadonlySet<ast.Node> {
  const nodes = new Set(reached(calls));
  for (const call of calls)
    call.traverse({
      enter(path) {
        nodes.add(path.node);
      },
    });
  return nodes;
}

/** Addresses that reach an imitating call by a name, and patterns of the path. */
function named(module: SourceModule, found: Map<ast.Node, NodePath>): void {
  const isConcerned = concernedIn(module.program);
  module.program.traverse({
    CallExpression(path) {
      if (found.has(path.node) || !isConcerned(path.node)) return;
      const given = (path.get('arguments') as NodePath[]).filter(mayBeAddress);
      if (given.length > 0 && kindOf(path) === 'mock' && given.some(isAddress)) found.set(path.node, path);
    },
  });
}

function mayBeAddress(argument: NodePath): boolean {
  return argument.isRegExpLiteral() || argument.isIdentifier() || argument.isMemberExpression();
}

function isAddress(argument: NodePath): boolean {
  if (argument.isRegExpLiteral()) return /api_json/.test(argument.node.pattern);
  const value = isOfStranger(argument) ? null : evaluate(argument);
  return value?.kind === 'literal' && /\/api_json(?:\.html)?$/.test(String(value.value));
}

/** The imitating call that the expression stands in, however deep; an assertion only of what is sent. */
function imitation(path: NodePath, sent: boolean): NodePath | null {
  let inner = path;
  for (let outer = path.parentPath; outer; outer = outer.parentPath) {
    if (outer.isCallExpression() && inner.listKey === 'arguments') {
      const kind = kindOf(outer);
      if (kind === 'mock' || (kind === 'assert' && sent)) return outer;
    }
    inner = outer;
  }
  return null;
}

function kindOf(call: NodePath<ast.CallExpression>): 'mock' | 'assert' | null {
  const { callee } = call.node;
  const method = is.isMemberExpression(callee) && is.isIdentifier(callee.property) ? callee.property.name : '';
  if (METHODS.test(method)) return 'mock';
  const root = rootOf(evaluate(call.get('callee') as NodePath));
  if (root?.kind !== 'external') return null;
  const name = root.module ?? root.members[0] ?? '';
  // `it('…', …)` of vitest is no mock, `vi.fn(…)` is
  if (root.module === 'vitest' || root.module === '@jest/globals')
    return /^(?:vi|jest)$/.test(root.members[0] ?? '') ? 'mock' : root.members[0] === 'expect' ? 'assert' : null;
  if (ASSERTS.test(name)) return 'assert';
  return (root.module === null ? GLOBALS.has(name) : MODULES.test(name)) ? 'mock' : null;
}

/** What a chain of calls and properties begins with. */
function rootOf(value: Value): Value {
  if (value.kind === 'member') return rootOf(value.object);
  return value.kind === 'call' ? rootOf(value.callee) : value;
}

function outermost(calls: readonly NodePath[]): NodePath[] {
  return calls.filter((call) => !calls.some((other) => other !== call && call.findParent((path) => path === other)));
}

function mark(call: NodePath): Mark {
  return { rule: 'v1-mock', at: call, message: 'a test imitates API v1 here' };
}
