/** Which actions a request may ask for, where its text does not name one: one of two literals, or what callers hand in. */
import { evaluate, propertyOf } from '../../evaluate/evaluate.js';
import { literalText, type ParamValue, type Value } from '../../evaluate/value.js';
import { callSitesOf } from '../../find/wrappers/call-sites.js';
import { usesOf } from '../../find/wrappers/uses.js';
import type { ast, NodePath } from '../../syntax/index.js';

const MAX_LEVELS = 4;

/** The texts that the action may be; null where any may come. `served`: calls that v4 calls are written for. */
export function possibleActions(value: Value | null, served: ReadonlySet<ast.Node>): ReadonlySet<string> | null {
  const values = value && possibleValues(value, served, 0);
  const texts = values?.map(literalText);
  return texts?.every((text) => text !== null) ? new Set(texts) : null;
}

function possibleValues(value: Value, served: ReadonlySet<ast.Node>, level: number): Value[] | null {
  if (level > MAX_LEVELS) return null;
  switch (value.kind) {
    case 'choice': {
      if (value.operator === '&&') return null;
      const sides = [value.then, value.otherwise].map((one) => possibleValues(one, served, level + 1));
      const [then, otherwise] = sides;
      if (!then || !otherwise) return null;
      // `x || 'wl'`: nothing is no action
      const falls = value.operator === '||' || value.operator === '??';
      return [...(falls ? then.filter((one) => !isNothing(one)) : then), ...otherwise];
    }
    case 'param':
      return handedIn(value, served, level);
    case 'member': {
      const objects = possibleValues(value.object, served, level + 1);
      const { property } = value;
      const found = objects?.flatMap((one) => (property === null ? members(one) : propertyOf(one, property)));
      return found?.every((one) => one !== null) ? found : null;
    }
    default:
      return value.kind === 'unknown' || value.kind === 'call' ? null : [value];
  }
}

/** `ACTIONS[mode]` */
function members(value: Value): (Value | null)[] {
  if (value.kind === 'array' && !value.open) return [...value.items];
  return value.kind === 'object' && !value.open ? value.entries.map((entry) => entry.value) : [null];
}

function isNothing(value: Value): boolean {
  return value.kind === 'literal' && !value.value;
}

/** What the callers of a function hand in, if all of them are in the file. */
function handedIn({ binding }: ParamValue, served: ReadonlySet<ast.Node>, level: number): Value[] | null {
  const fn = binding.scope.path;
  if (!fn.isFunction() || binding.constantViolations.length > 0) return null;
  const params = fn.get('params') as NodePath[];
  const position = params.findIndex(({ node }) => node === binding.identifier);
  const sites = callSitesOf(fn as NodePath<ast.Function>);
  const uses = usesOf(fn as NodePath<ast.Function>);
  const entered = new Set<ast.Node>(sites.map(({ node }) => node));
  const known = uses?.every((use) => use.key === 'callee' && entered.has(use.parent)) ?? false;
  if (position < 0 || !known || sites.length === 0) return null;
  const found = sites
    .filter(({ node }) => !served.has(node))
    .map((site) => {
      const args = site.get('arguments') as NodePath[];
      const argument = args[position];
      const spread = args.some((one) => one.isSpreadElement());
      return argument && !spread ? possibleValues(evaluate(argument), served, level + 1) : null;
    });
  return found.every((one) => one !== null) ? found.flat() : null;
}
