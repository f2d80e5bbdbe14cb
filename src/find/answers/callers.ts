/** Who calls a function: in its file, and, where all of the repository is seen, in the others. */

import { bare, evaluate } from '../../evaluate/evaluate.js';
import { exportsOf } from '../../evaluate/modules/exports-of.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { bindingOf, enteredBy, isAsked, isHandedOut, usesOfMade } from '../../evaluate/modules/made-uses.js';
import { type Home, homeOf } from '../../evaluate/modules/module-index.js';
import { usesElsewhere } from '../../evaluate/modules/uses-elsewhere.js';
import { madeWithoutNew } from '../../evaluate/without-new.js';
import {
  type ast,
  type Binding,
  is,
  type NodePath,
  referencesTo,
  type SourceModule,
  wordOf,
} from '../../syntax/index.js';
import { type Call, callSitesOf } from '../wrappers/call-sites.js';
import {
  exportsSomething,
  type IsForeign,
  isNamedOtherwise,
  makerOf,
  memberOf,
  namedMembers,
  usesOf,
  usesOfMember,
} from '../wrappers/uses.js';

export { bindingOf };

/** Every call of a function that is known by a name and by nothing else; null where it escapes. */
export function callersOf(fn: NodePath<ast.Function>, isForeign?: IsForeign): NodePath<ast.CallExpression>[] | null {
  if (isCalledAtOnce(fn)) return [fn.parentPath as NodePath<ast.CallExpression>];
  const binding = bindingOf(fn);
  if (!binding) return methodCallers(fn, isForeign);
  const callers: NodePath<ast.CallExpression>[] = [];
  for (const use of binding.referencePaths) {
    const parent = use.parentPath;
    const members = parent?.isCallExpression() && use.key === 'callee' ? [parent] : memberCallers(fn, use);
    if (!members) return null;
    callers.push(...members);
  }
  return binding.path.parentPath?.isExportNamedDeclaration() ||
    binding.path.parentPath?.parentPath?.isExportNamedDeclaration()
    ? null
    : callers;
}

/** Every call of a method that nobody outside the file can reach; null where it is used otherwise. */
function methodCallers(fn: NodePath<ast.Function>, isForeign?: IsForeign): NodePath<ast.CallExpression>[] | null {
  const uses = usesOf(fn, isForeign);
  return uses && callsAt(fn, uses);
}

/** `{ list: list }`: the calls of that member, if nobody outside the file can reach it. */
function memberCallers(fn: NodePath<ast.Function>, use: NodePath): NodePath<ast.CallExpression>[] | null {
  const name = memberNamed(use);
  const uses = name === null ? null : usesOfMember(name, fn.scope.getProgramParent().path);
  return uses && callsAt(fn, uses);
}

/** The name under which an object that is written out has what the variable holds. */
function memberNamed({ parentPath: property, key }: NodePath): string | null {
  if (key !== 'value' || !property?.isObjectProperty({ computed: false })) return null;
  return property.parentPath.isObjectExpression() && is.isIdentifier(property.node.key) ? property.node.key.name : null;
}

function callsAt(fn: NodePath<ast.Function>, uses: readonly NodePath[]): NodePath<ast.CallExpression>[] | null {
  const sites = new Map(callSitesOf(fn).map((site) => [site.node.callee as ast.Node, site]));
  const callers = uses.map((use) => sites.get(use.node));
  return callers.every((caller) => caller !== undefined) ? callers : null;
}

/**
 * The same, callers in other files among them: they are known where nobody outside of the repository can be one.
 * `isForeign`: what else is known of objects that have a method of the function's name.
 */
export function allCallersOf(fn: NodePath<ast.Function>, isForeign: IsForeign = () => false): Call[] | null {
  const own = callersOf(fn, isForeign);
  if (own && own.length > 0) return own;
  const home = homeOf(programOf(fn));
  if (!home?.index.isClosed(home.module.file)) return own;
  const handedOut = exportsOf(home.module, true).filter(({ value }) => isOf(fn, value));
  if (handedOut.length === 0) return calledByMember(fn, home, isForeign) ?? own;
  const inside = callsInside(fn, new Set(handedOut.map(({ value }) => value.node)));
  const outside = handedOut.map(({ chain }) => usesElsewhere(home.index, home.module.file, chain));
  if (!inside || !outside.every((uses) => uses !== null)) return null;
  const calls = outside.flat().map(calledBy);
  return calls.every((call) => call !== null) ? [...inside, ...calls] : null;
}

/** Every use of a function that its file hands out, in whatever file; null where one may not be seen. */
export function allUsesOf(fn: NodePath<ast.Function>): NodePath[] | null {
  const home = homeOf(programOf(fn));
  if (!home?.index.isClosed(home.module.file)) return null;
  const handedOut = exportsOf(home.module, true).filter(({ value }) => isOf(fn, value));
  const inside = usesInside(fn, new Set(handedOut.map(({ value }) => value.node)));
  const outside = handedOut.map(({ chain }) => usesElsewhere(home.index, home.module.file, chain));
  if (handedOut.length === 0 || !inside || !outside.every((uses) => uses !== null)) return null;
  return [...inside, ...outside.flat()];
}

/** Every call that enters a function, and every `new` that it makes something for; null where one may not be seen. */
export function enteringOf(fn: NodePath<ast.Function>): readonly Entering[] | null {
  const calls = fn.isClassMethod({ kind: 'constructor' }) ? null : allCallersOf(fn);
  return calls && calls.length > 0 ? calls : constructionsOf(fn);
}

type Entering = NodePath<ast.CallExpression> | NodePath<ast.NewExpression>;

/** Every `new Name(…)` of a class or a constructor function, if nothing else is done with it. */
function constructionsOf(fn: NodePath<ast.Function>): readonly Entering[] | null {
  const made = enteredBy(fn);
  const home = homeOf(programOf(fn));
  if (!made || !home) return null;
  if (!home.index.isClosed(home.module.file) && exportsSomething(home.module.program)) return null;
  const again = madeWithoutNew(fn);
  const sites = usesOfMade(made, home)?.map(({ key, parentPath: site }): Entering | 'own' | null => {
    if (key !== 'callee') return null;
    if (again && site?.node === again.node) return 'own';
    return site?.isNewExpression() || (again && site?.isCallExpression()) ? site : null;
  });
  return sites?.every((site) => site !== null) ? sites.filter((site) => site !== 'own') : null;
}

/** Is the value the function, or its name? */
function isOf(fn: NodePath, value: NodePath): boolean {
  if (value.node === fn.node) return true;
  const binding = value.isIdentifier() ? value.scope.getBinding(value.node.name) : undefined;
  return binding !== undefined && binding === bindingOf(fn as NodePath<ast.Function>);
}

/** Its calls in its own file; null where it is used otherwise, exports apart. */
function callsInside(fn: NodePath<ast.Function>, exported: ReadonlySet<ast.Node>): Call[] | null {
  const calls = usesInside(fn, exported)?.map(calledBy);
  return calls?.every((call) => call !== null) ? calls : null;
}

/** Its uses in its own file, exports apart; null where not all are seen. */
function usesInside(fn: NodePath<ast.Function>, exported: ReadonlySet<ast.Node>): NodePath[] | null {
  const binding = bindingOf(fn);
  const holder = holderOf(fn);
  const name = memberOf(fn)?.name;
  if ([binding, holder].some((one) => one && one.constantViolations.length > 0)) return null;
  if (holder && !holder.referencePaths.every((use) => exported.has(use.node) || isHandedOut(use) || isAsked(use)))
    return null;
  const named = name === undefined ? [] : namedMembers(name, fn.scope.getProgramParent().path);
  const own = named.filter((use) => isOfModule(use.get('object') as NodePath, holder));
  const uses = [...referencesTo(binding), ...own];
  return uses.filter((use) => !exported.has(use.node) && !use.isExportDeclaration());
}

/** The variable of the object that the function is a member of. */
function holderOf(fn: NodePath): Binding | null {
  const object = fn.findParent((path) => path.isObjectExpression());
  const declarator = object?.parentPath;
  if (!declarator?.isVariableDeclarator() || !is.isIdentifier(declarator.node.id)) return null;
  return declarator.scope.getBinding(declarator.node.id.name) ?? null;
}

/** `exports`, `module.exports`, `this`, or the variable of what is handed out. */
function isOfModule(object: NodePath, holder: Binding | null): boolean {
  if (object.isThisExpression()) return true;
  if (object.isMemberExpression()) return String(object) === 'module.exports';
  if (!object.isIdentifier()) return false;
  const binding = object.scope.getBinding(object.node.name);
  if (binding && binding === holder) return true;
  return object.node.name === 'exports' ? !binding : isAlias(binding);
}

/** `var api = module.exports` */
function isAlias(binding: Binding | undefined): boolean {
  const init = binding?.path.isVariableDeclarator() ? String(binding.path.get('init')) : '';
  return /^(?:module\.)?exports\b/.test(init);
}

function calledBy(use: NodePath): Call | null {
  return use.parentPath?.isCallExpression() && use.key === 'callee' ? use.parentPath : null;
}

/** Every expression that names a function, or the member that it is, in its file or, `across`, in all; null where not all are seen. */
export function usesOfGiven(
  fn: NodePath<ast.Function>,
  isForeign: IsForeign,
  across: boolean,
): readonly NodePath[] | null {
  const maker = makerOf(fn);
  if (maker) return callersOf(maker, isForeign)?.flatMap(namedBy) ?? null;
  const calls = (across ? allCallersOf : callersOf)(fn, isForeign);
  if (calls && calls.length > 0) return calls.map((call) => call.get('callee') as NodePath);
  return (across ? allUsesOf(fn) : null) ?? usesOf(fn, isForeign);
}

/** `const byName = by('name')`: every use of the variable; else the expression itself. */
function namedBy(made: NodePath): readonly NodePath[] {
  const { parentPath: holder } = made;
  const id = holder?.isVariableDeclarator() ? holder.node.id : null;
  const binding = is.isIdentifier(id) ? made.scope.getBinding(id.name) : undefined;
  return binding?.constant ? binding.referencePaths : [made];
}

/** The calls of a method, or of a function that objects have under a name; null where it is used otherwise. */
function calledByMember(fn: NodePath<ast.Function>, home: Home, isForeign: IsForeign): Call[] | null {
  const method = memberOf(fn);
  if (method) return membersEverywhere(fn, method.name, home, isForeign);
  const uses = referencesTo(bindingOf(fn));
  const calls = uses.map((use) => {
    const name = memberNamed(use);
    if (name !== null) return membersEverywhere(fn, name, home, isForeign);
    const call = calledBy(use);
    return call && [call];
  });
  return calls.length > 0 && calls.every((one) => one !== null) ? calls.flat() : null;
}

/** Whatever has its name, in any file, must be a call of it, or of something that is known to be another. */
function membersEverywhere(
  fn: NodePath<ast.Function>,
  name: string,
  { index, module }: Home,
  isForeign: IsForeign,
): Call[] | null {
  const mentions = wordOf(name);
  const calls: Call[] = [];
  for (const file of index.files) {
    if (file.endsWith('.json') || !mentions.test(index.wordsOf(file))) continue;
    const other = file === module.file ? module : index.module(file);
    const found = other && callsOfMember(fn, name, other, isForeign);
    if (!found) return null;
    calls.push(...found);
  }
  return calls.length > 0 ? calls : null;
}

function callsOfMember(
  fn: NodePath<ast.Function>,
  name: string,
  { program }: SourceModule,
  isForeign: IsForeign,
): Call[] | null {
  const sites = new Map(callSitesOf(fn, [program]).map((site) => [site.node.callee as ast.Node, site]));
  const uses = namedMembers(name, program).filter((use) => !isOther(use, isForeign));
  const calls = uses.map((use) => sites.get(use.node));
  if (!calls.every((call) => call !== undefined) || isNamedOtherwise(name, program, true, isForeign)) return null;
  return calls;
}

/** A member of a package's, or of something that the file writes out. */
function isOther(member: NodePath, isForeign: IsForeign): boolean {
  const path = bare(member.get('object') as NodePath);
  if (isForeign(path)) return true;
  const object = evaluate(path);
  if (object.kind === 'external') return true;
  return object.kind === 'literal' || object.kind === 'array' || object.kind === 'concat';
}

/** `(function (zone) { … })(zones[i])` */
export function isCalledAtOnce({ parentPath, key }: NodePath): boolean {
  return parentPath?.isCallExpression() === true && key === 'callee';
}
