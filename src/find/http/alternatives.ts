/**
 * Clients of which one is taken when the program runs: `global.fetch || require('node-fetch')`, `http = axios`,
 * `options.request || request`, what a `try` loads and else its `catch`.
 */
import { evaluate, propertyOf } from '../../evaluate/evaluate.js';
import { defaultOf, handedAt, type Place, placeOf } from '../../evaluate/handed.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { enteredBy, usesOfMade } from '../../evaluate/modules/made-uses.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import type { Value } from '../../evaluate/value.js';
import { type ast, type Binding, is, isNothing, type NodePath } from '../../syntax/index.js';
import type { CallSite, HttpRequest } from '../request.js';

const MOST = 4;

/**
 * The request that the call makes by whichever client it takes; null where none is known, or where their answers come
 * in different ways. Told to be handed in where callers may give one that is not seen.
 */
export function matchAlternatives(call: CallSite, match: (call: CallSite) => HttpRequest | null): HttpRequest | null {
  const alternatives = alternativesOf(call.callee, 0);
  if (alternatives.length === 1 && alternatives[0] === call.callee) return null;
  const requests = alternatives.map((callee) => ({
    callee,
    request: match({
      path: call.path,
      callee,
      get args() {
        return call.args;
      },
    }),
  }));
  const known = requests.flatMap(({ request }) => request ?? []);
  const [first] = known;
  if (!first || known.some((one) => comesBack(one) !== comesBack(first))) return null;
  const others = requests.filter(({ callee, request }) => !request && !isNeverHanded(callee));
  if (others.some(({ callee }) => rootOf(callee).kind !== 'param')) return null;
  const [other] = others;
  const taken = known.find(({ browser }) => !browser) ?? first;
  return other ? { ...taken, handedIn: other.callee.path } : taken;
}

/** How the answer comes, as text to compare. */
function comesBack({ delivery, synchronous, failsOnStatus }: HttpRequest): string {
  const shape = delivery.by === 'callback' ? delivery.params : delivery.by === 'value' ? delivery.shape : null;
  return JSON.stringify([delivery.by, shape, synchronous === true, failsOnStatus === true]);
}

/** What the value may be, each as if it were the only one; nothing of what cannot be called. */
function alternativesOf(value: Value, depth: number): readonly Value[] {
  if (depth > MOST) return [value];
  const each = (one: Value) => alternativesOf(one, depth + 1);
  switch (value.kind) {
    case 'choice':
      return [...each(value.then), ...each(value.otherwise)];
    case 'member': {
      const { property } = value;
      if (property === null) return [value];
      const objects = each(value.object);
      if (objects.length === 1 && objects[0] === value.object) return [value];
      return objects.map((object) => propertyOf(object, property) ?? { ...value, object });
    }
    case 'param': {
      const standard = defaultOf(value.binding);
      return standard ? [value, ...each(evaluate(standard))] : [value];
    }
    case 'unknown': {
      const set = setValues(value.path);
      return set ? set.flatMap((one) => each(evaluate(one))) : [value];
    }
    case 'literal':
      return value.value === undefined || value.value === null || value.value === false ? [] : [value];
    default:
      return [value];
  }
}

function rootOf(value: Value): Value {
  return value.kind === 'member' ? rootOf(value.object) : value;
}

/** All that the variable is set to, where each is said; null where it is no variable that is set more than once. */
function setValues(path: NodePath): readonly NodePath[] | null {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  if (!binding?.path.isVariableDeclarator() || !is.isIdentifier(binding.path.node.id)) return null;
  const init = binding.path.get('init') as NodePath;
  const set = binding.constantViolations.map((one) =>
    one.isAssignmentExpression({ operator: '=' }) && is.isIdentifier(one.node.left) ? one.get('right') : null,
  );
  if (set.length === 0 || !set.every((one) => one !== null)) return null;
  return init.node && !isNothing(init) ? [init, ...set] : set;
}

/** Does nobody hand over what the parameter holds there? */
function isNeverHanded(callee: Value): boolean {
  const place = handedPlace(callee);
  if (!place) return false;
  const { binding, at } = place;
  const fn = binding.scope.path as NodePath<ast.Function>;
  const home = homeOf(programOf(fn));
  const made = enteredBy(fn);
  const uses = made && home?.index.isClosed(home.module.file) ? usesOfMade(made, home) : null;
  return uses !== null && uses.length > 0 && uses.every((use) => givesNothing(use, at));
}

/** `opts.request.post`, `http.post`: where the callers of the function would hand it over. */
function handedPlace(callee: Value): { readonly binding: Binding; readonly at: Place } | null {
  const names: (string | null)[] = [];
  let value = callee;
  for (; value.kind === 'member'; value = value.object) names.unshift(value.property);
  if (value.kind !== 'param') return null;
  const { binding } = value;
  const fn = binding.scope.path;
  const place = fn.isFunction() ? placeOf(binding, fn as NodePath<ast.Function>) : null;
  const [name] = names;
  if (!place || place.key !== null || defaultOf(binding)) return place && { binding, at: place };
  return typeof name === 'string' ? { binding, at: { ...place, key: name } } : null;
}

/** Is nothing handed over at the place of that call? */
function givesNothing(use: NodePath, place: Place): boolean {
  const call = use.key === 'callee' ? use.parentPath : null;
  if (!call?.isCallExpression() && !call?.isNewExpression()) return false;
  const args = call.get('arguments') as NodePath[];
  if (args.some((one) => one.isSpreadElement())) return false;
  const argument = args[place.index];
  if (!argument || isNothing(argument)) return true;
  if (place.key === null) return false;
  const value = evaluate(argument);
  return value.kind === 'object' && !value.open && handedAt(use, place) === null;
}
