/** Methods of the old npm client called on an object that is made elsewhere: `client.addDomainRecord(zone, {…}, cb)`. */
import { type Method, V1_METHODS } from '../../catalogue/v1-package.js';
import { evaluate } from '../../evaluate/evaluate.js';
import type { Value } from '../../evaluate/value.js';
import type { ast, NodePath, SourceModule } from '../../syntax/index.js';
import { mentionedIn } from '../concerned.js';
import type { FileFacts } from '../packages/facts.js';
import { isOfStranger } from '../strangers.js';
import type { Mark, MarkContext } from './mark.js';

/** Names that say enough by themselves: `ban`, `checkIp` or `addRecord` could be anybody's. */
const OWN_NAMES = new Map(
  V1_METHODS.flatMap((one) =>
    one.names
      .filter((name) => /_|Domain|^zone[A-Z]|^(?:secLvl|cacheLevel)$/.test(name))
      .map((name) => [name, one] as const),
  ),
);

export function v1Client(module: SourceModule, { calls, explained, facts }: MarkContext): Mark[] {
  const names = [...OWN_NAMES.keys()].filter((name) => module.text.includes(name));
  if (names.length === 0 || !isInstalled(facts)) return [];
  const found = new Set<ast.Node>(calls.map(({ site }) => site.node));
  const marks: Mark[] = [];
  const isNamed = mentionedIn(module, names);
  const visit = (path: NodePath<ast.CallExpression> | NodePath<ast.OptionalCallExpression>) => {
    if (!isNamed(path.node) || isOfStranger(path.get('callee') as NodePath)) return;
    const callee = evaluate(path.get('callee') as NodePath);
    const method = callee.kind === 'member' && callee.property !== null ? OWN_NAMES.get(callee.property) : undefined;
    if (!method || callee.kind !== 'member' || !names.includes(callee.property ?? '')) return;
    if (found.has(path.node) || explained.has(path.node) || !isMadeElsewhere(callee.object)) return;
    if (!fits(path.get('arguments') as NodePath[], method)) return;
    marks.push({
      rule: 'v1-package',
      at: path,
      action: method.action,
      message: `\`${callee.property}\` is a method of npm cloudflare 0.0.x, on a client that is made elsewhere`,
    });
  };
  module.program.traverse({ CallExpression: visit, OptionalCallExpression: visit });
  return marks;
}

/** May the old package be what somebody else's client is of? */
function isInstalled({ cloudflareIsV1, aliases = [], ranges }: FileFacts): boolean {
  return cloudflareIsV1 || aliases.some((name) => Object.hasOwn(ranges, name));
}

function isMadeElsewhere(value: Value): boolean {
  if (value.kind === 'external') return /^\.{0,2}\//.test(value.module ?? '');
  if (value.kind === 'member') return isMadeElsewhere(value.object);
  return value.kind === 'param' || value.kind === 'unknown';
}

/** As many arguments as the method takes, with a callback behind them; where it takes a zone, no object stands. */
function fits(given: readonly NodePath[], { arguments: takes }: Method): boolean {
  const last = given.at(-1);
  const calls = last?.isFunction() || last?.isIdentifier() || last?.isMemberExpression() || last?.isCallExpression();
  const [first] = given;
  if (!calls || given.length > takes.length + 1 || given.length < takes.length) return false;
  return takes[0]?.encoding !== 'as-is' || !(first?.isObjectExpression() || first?.isFunction());
}
