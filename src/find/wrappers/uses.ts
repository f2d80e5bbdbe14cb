/** Every place of a file that names one of its functions. */
import { bare } from '../../evaluate/evaluate.js';
import { loopedBy } from '../../evaluate/looped-members.js';
import { filesAround } from '../../evaluate/modules/importers.js';
import { homeOf, type ModuleIndex } from '../../evaluate/modules/module-index.js';
import { type ast, is, type NodePath, nameOfKey, wordOf } from '../../syntax/index.js';
import { isMereText } from './mere-texts.js';

/** Is an object known to be none of those that are meant? */
export type IsForeign = (object: NodePath) => boolean;

const NONE: IsForeign = () => false;

/** Every place that names the function; null where others may use it. */
export function usesOf(fn: NodePath<ast.Function>, isForeign = NONE): readonly NodePath[] | null {
  const program = fn.scope.getProgramParent().path;
  const name = memberOf(fn);
  if (name !== null) return name.own ? namedMembers(name.name, program) : usesOfMember(name.name, program, isForeign);
  const looped = [...(loopedBy(fn)?.rounds.keys() ?? [])];
  if (looped.length > 0) {
    const isAlone = !exportsSomething(program) || looped.every((one) => isNamedHereAlone(one, program));
    return isAlone ? looped.flatMap((one) => namedMembers(one, program)) : null;
  }
  const maker = makerOf(fn);
  if (maker) return usesOfMade(maker);
  const holder = fn.isFunctionDeclaration() ? fn : fn.parentPath;
  if (!holder || holder.parentPath?.isExportDeclaration() || holder.parentPath?.parentPath?.isExportDeclaration())
    return null;
  const id = (holder.node as { id?: ast.Node | null }).id;
  if (!is.isIdentifier(id)) return null;
  const binding = (fn.isFunctionDeclaration() ? holder.parentPath : holder)?.scope.getBinding(id.name);
  return binding && binding.constantViolations.length === 0 ? binding.referencePaths : null;
}

/** Where the file asks an object for the member; null where others may. */
export function usesOfMember(name: string, program: NodePath, isForeign = NONE): readonly NodePath[] | null {
  if (isNamedOtherwise(name, program, false, isForeign)) return null;
  if (exportsSomething(program) && !isNamedHereAlone(name, program)) return null;
  return namedMembers(name, program).filter((use) => !isForeign(bare(use.get('object') as NodePath)));
}

/** All files that can get at what this one hands out are seen, and none of them has the word. */
function isNamedHereAlone(name: string, program: NodePath): boolean {
  const home = homeOf(program.node as ast.Node);
  if (!home?.index.isClosed(home.module.file)) return false;
  return [...filesAround(home.index, home.module.file)].every(
    (file) => file === home.module.file || !mayAskFor(name, file, home.index),
  );
}

/** Could a file ask an object for the member? */
export function mayAskFor(name: string, file: string, index: ModuleIndex): boolean {
  const text = index.textOf(file);
  if (text === null) return true;
  // `service[what](…)` may ask for anything
  if (/\]\s*\(/.test(text)) return true;
  if (!wordOf(name).test(text) || file.endsWith('.json')) return false;
  const program = index.module(file)?.program;
  const asks = (path: NodePath) => !isOfSdk(path);
  return !program || namedMembers(name, program).some(asks) || isNamedOtherwise(name, program);
}

/** `cloudflare.cache.purge({ zone_id: … })`: a call of v4, whatever the author's own methods are called. */
function isOfSdk(path: NodePath): boolean {
  let chain = path;
  while (chain.parentPath?.isMemberExpression() && chain.key === 'object') chain = chain.parentPath;
  const call = chain.parentPath;
  if (!call?.isCallExpression() || chain.key !== 'callee') return false;
  const has = (key: string) =>
    call.node.arguments.some(
      (one) =>
        is.isObjectExpression(one) &&
        one.properties.some(
          (property) => is.isObjectProperty(property) && is.isIdentifier(property.key, { name: key }),
        ),
    );
  return has('zone_id') || (/\.zones\.list$/.test(String(chain)) && (has('per_page') || has('name')));
}

/** `const { records } = dns`, `dns['records']`; `anywhere`: the name as any text of the file */
export function isNamedOtherwise(name: string, program: NodePath, anywhere = true, isForeign = NONE): boolean {
  let found = false;
  program.traverse({
    StringLiteral(text) {
      const { node, key } = text;
      if (node.value === name && (key === 'property' || (anywhere && !isMereText(text)))) found = true;
    },
    ObjectPattern({ node, parentPath: declarator }) {
      if (!node.properties.some((one) => is.isObjectProperty(one) && is.isIdentifier(one.key, { name }))) return;
      const taken = declarator.isVariableDeclarator() ? (declarator.get('init') as NodePath) : null;
      if (!taken?.node || !isForeign(taken)) found = true;
    },
  });
  return found;
}

/** `const makeCall = (action) => (fields) => …`: the outer function of one that it gives back at once. */
export function makerOf(fn: NodePath<ast.Function>): NodePath<ast.Function> | null {
  const outer = fn.getFunctionParent();
  const given = fn.parentPath?.isReturnStatement() || outer?.node.body === fn.node;
  return outer && given ? (outer as NodePath<ast.Function>) : null;
}

/** Where the functions that the maker made are used: what holds them must hold nothing else. */
function usesOfMade(maker: NodePath<ast.Function>): readonly NodePath[] | null {
  const uses = usesOf(maker);
  if (!uses) return null;
  const made: NodePath[] = [];
  for (const use of uses) {
    const call = use.parentPath;
    if (!call?.isCallExpression() || use.key !== 'callee') return null;
    const holder = call.parentPath;
    if (holder?.isCallExpression() && call.key === 'callee') made.push(call);
    else if (holder?.isVariableDeclarator() && is.isIdentifier(holder.node.id)) {
      const binding = holder.scope.getBinding(holder.node.id.name);
      if (!binding || binding.constantViolations.length > 0) return null;
      made.push(...binding.referencePaths);
    } else return null;
  }
  return made;
}

/** The name of a method, which `module.exports` is not; `own`: one that by its name is nobody else's. */
export function memberOf(fn: NodePath<ast.Function>): { name: string; own: boolean } | null {
  const holder = fn.parentPath;
  const key = fn.isClassMethod() || fn.isObjectMethod() || fn.isClassPrivateMethod() ? fn.node.key : null;
  const property = holder?.isObjectProperty() && !holder.node.computed ? holder.node.key : null;
  const left = holder?.isAssignmentExpression() && is.isMemberExpression(holder.node.left) ? holder.node.left : null;
  const whole =
    left && is.isIdentifier(left.object, { name: 'module' }) && is.isIdentifier(left.property, { name: 'exports' });
  const named = key ?? property ?? (left && !left.computed && !whole ? left.property : null);
  if (is.isPrivateName(named)) return { name: named.id.name, own: true };
  const name = nameOfKey(named);
  const hidden = fn.isClassMethod() && fn.node.accessibility === 'private';
  return name === null ? null : { name, own: hidden || name.startsWith('_') };
}

/** The names under which objects have the function; a loop may give it several. */
export function methodNames(fn: NodePath<ast.Function>): readonly string[] {
  const own = memberOf(fn);
  return own ? [own.name] : [...(loopedBy(fn)?.rounds.keys() ?? [])];
}

export function namedMembers(name: string, program: NodePath): NodePath[] {
  const found: NodePath[] = [];
  const visit = (path: NodePath) => {
    const { property, computed } = path.node as ast.MemberExpression;
    const named = is.isPrivateName(property) ? property.id.name : is.isIdentifier(property) ? property.name : null;
    const set = path.key === 'left' && path.parentPath?.isAssignmentExpression();
    if (!computed && named === name && !set) found.push(path);
  };
  program.traverse({ MemberExpression: visit, OptionalMemberExpression: visit });
  return found;
}

/** Could another file get at what this one declares? */
export function exportsSomething(program: NodePath): boolean {
  let found =
    is.isProgram(program.node) &&
    program.node.body.some((one) => is.isExportDeclaration(one) || is.isTSExportAssignment(one));
  program.traverse({
    MemberExpression(path) {
      const { object, property } = path.node;
      if (is.isIdentifier(object, { name: 'exports' })) found = true;
      if (is.isIdentifier(object, { name: 'module' }) && is.isIdentifier(property, { name: 'exports' })) found = true;
    },
  });
  return found;
}
