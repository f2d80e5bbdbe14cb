/** The HTTP client that every file hands to a function or a class of this one: `createApi(require('request'))`. */
import { asksByName, namesAction } from '../catalogue/action-names.js';
import type { ast, Binding, NodePath } from '../syntax/index.js';
import { fieldsOf, functionOf, handedAt, isOfPackage, placeOf } from './handed.js';
import { filesAround } from './modules/importers.js';
import { localised, programOf } from './modules/localised.js';
import { enteredBy, usesOfMade } from './modules/made-uses.js';
import { type Home, homeOf } from './modules/module-index.js';
import { elsewhereOf, type Value } from './value.js';
import { madeWithoutNew } from './without-new.js';

/** Without one of these words nothing is sent to v1 from there. */
const HINT = /cloudflare|api_json|\btkn\b/i;

const KNOWN = new WeakMap<Binding, Value | null>();

/** The package, or what is made of one in the only place; null where that is something else, or not all is seen. */
export function givenElsewhere(binding: Binding, use: NodePath): Value | null {
  const known = KNOWN.get(binding);
  if (known !== undefined) return known && localised(known, { path: use, access: null });
  // what is asked for meanwhile, by what the callers hand over, is not known
  KNOWN.set(binding, null);
  const home = homeOf(programOf(binding.path));
  const found =
    home?.index.isClosed(home.module.file) && (HINT.test(home.module.text) || namesAction(home.module.text))
      ? given(binding, home)
      : null;
  KNOWN.set(binding, found);
  return found && localised(found, { path: use, access: null });
}

function given(binding: Binding, home: Home): Value | null {
  const fn = binding.scope.path as NodePath<ast.Function>;
  const place = placeOf(binding, fn);
  const made = enteredBy(fn);
  if (!place || !made) return null;
  if (fieldsOf(binding).some((name) => isSetElsewhere(name, home))) return null;
  const again = madeWithoutNew(fn)?.node;
  const uses = usesOfMade(made, home)?.filter((one) => one.parent !== again) ?? [];
  const [first, ...others] = uses.map((one) => handedAt(one, place));
  if (!first || !(functionOf(first) ? isAsked(binding, home) : isOfPackage(first))) return null;
  if (others.length === 0) return first;
  const own = functionOf(first);
  if (own) return others.every((other) => other && functionOf(other) === own) && !isMade(first) ? first : null;
  // what is made of a package may be made otherwise elsewhere
  if (first.kind !== 'external') return null;
  return others.every((other) => other?.kind === 'external' && says(other) === says(first)) ? first : null;
}

/** Is what it holds called with the names of actions? Any other function is no request of theirs. */
function isAsked(binding: Binding, { module: { text } }: Home): boolean {
  return [binding.identifier.name, ...fieldsOf(binding)].some((name) => asksByName(name, text));
}

/** `api.http = fake`: may some file put something else there? */
function isSetElsewhere(name: string, { index, module }: Home): boolean {
  const sets = new RegExp(`\\.${name.replace(/\$/g, '\\$&')}\\s*=(?![=>])`, 'g');
  return [...filesAround(index, module.file)].some((file) => {
    const found = index.wordsOf(file).match(sets)?.length ?? 0;
    return found > (file === module.file ? 1 : 0);
  });
}

/** Does the function hold what the one was given that made it, and may hold something else elsewhere? */
function isMade(value: Value): boolean {
  return (value.kind === 'function' ? value.env : elsewhereOf(value)?.env) !== undefined;
}

function says({ module, members }: Value & { kind: 'external' }): string {
  return [module, ...members].join('.');
}
