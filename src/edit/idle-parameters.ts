/** Parameters that held what calls of v1 were made with, where nothing asks for them once those calls are v4's. */

import { argumentsOf } from '../evaluate/arguments.js';
import { evaluate } from '../evaluate/evaluate.js';
import { defaultOf, fieldsOf, functionOf, handedAt, isOfPackage, type Place, placeOf } from '../evaluate/handed.js';
import { filesAround } from '../evaluate/modules/importers.js';
import { programOf } from '../evaluate/modules/localised.js';
import { enteredBy, usesOfMade } from '../evaluate/modules/made-uses.js';
import { type Home, homeOf, type ModuleIndex } from '../evaluate/modules/module-index.js';
import { only } from '../evaluate/only.js';
import type { TextEdit } from '../finding.js';
import {
  type ast,
  type Binding,
  endOf,
  is,
  type NodePath,
  type SourceModule,
  spanOf,
  startOf,
} from '../syntax/index.js';
import { isPure } from './purity.js';
import { removalRange } from './text.js';
import { removal } from './unused-properties.js';

/** Names of parameters that every caller hands a client or a function, and that the new text may not read any more. */
export function idleNames(module: SourceModule, after: string): string[] {
  const home = homeOf(module.program.node);
  const params = new Map<string, Binding[]>();
  module.program.traverse({
    Function(path) {
      for (const binding of path.listKey === 'arguments' ? [] : paramsOf(path)) {
        const { identifier, referencePaths } = binding;
        if (referencePaths.length > 0 || fieldsOf(binding).length > 0)
          params.set(identifier.name, [...(params.get(identifier.name) ?? []), binding]);
      }
    },
  });
  const code = after.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|"[^"\n]*"/g, '');
  return [...params]
    .filter(([name, { length }]) => timesIn(code, name) <= 2 * length)
    .filter(([, bindings]) => home && bindings.some((one) => isHanded(one, home)))
    .map(([name]) => name);
}

/** Is it a client or a function of the author's, by what some call or its default says? */
function isHanded(binding: Binding, home: Home): boolean {
  const fn = binding.scope.path as NodePath<ast.Function>;
  const place = placeOf(binding, fn);
  const uses = place ? usesOfHolder(fn, home) : null;
  if (!place || !uses) return false;
  const standard = defaultOf(binding);
  const values = [...uses.map((use) => handedAt(use, place)), standard && evaluate(standard)];
  return values.some((value) => value !== null && (functionOf(value) !== null || isOfPackage(value)));
}

/** Of a constructor: those of its class. */
function usesOfHolder(fn: NodePath<ast.Function>, home: Home): NodePath[] | null {
  const made = enteredBy(fn);
  return made && usesOfMade(made, home);
}

function paramsOf(fn: NodePath<ast.Function>): Binding[] {
  return Object.values(fn.scope.bindings).filter(({ kind, scope }) => kind === 'param' && scope.path.node === fn.node);
}

/** How often it is named, but for `this.http = http` and members of others; a field may be declared as well. */
function timesIn(text: string, name: string): number {
  const word = name.replaceAll('$', '\\$&');
  const all = text.match(new RegExp(`(?<![\\w$.])${word}(?![\\w$])`, 'g'))?.length ?? 0;
  return all - (text.match(new RegExp(`\\bthis\\.[\\w$]+\\s*=\\s*${word}(?![\\w$.([])`, 'g'))?.length ?? 0);
}

/** File → the edits that take one such parameter out, with what every caller hands over there. */
export type HandedBack = ReadonlyMap<string, readonly TextEdit[]>;

/** null where there is none, or where not every caller is seen. */
export function handedBack(home: Home, names: readonly string[]): HandedBack | null {
  let found: HandedBack | null = null;
  home.module.program.traverse({
    Function(path) {
      for (const binding of path.listKey === 'arguments' ? [] : paramsOf(path))
        if (!found && names.includes(binding.identifier.name)) found = withoutParameter(binding, path, home);
    },
  });
  return found;
}

function withoutParameter(binding: Binding, fn: NodePath<ast.Function>, home: Home): HandedBack | null {
  const { module, index } = home;
  const place = argumentsOf(fn) ? null : placeOf(binding, fn);
  const sets = place && setsOf(binding, home);
  const uses = sets && usesOfHolder(fn, home);
  const own = place && parameterRemoval(fn, place, module);
  if (!place || !sets || !own || !uses || uses.length === 0) return null;
  const edits = new Map<string, TextEdit[]>([[module.file, [...sets, ...own]]]);
  for (const use of uses) {
    const around = homeOf(programOf(use))?.module;
    const edit = around && index.module(around.file) === around ? argumentRemoval(use, place, around) : null;
    if (!edit) return null;
    edits.set(around?.file ?? '', [...(edits.get(around?.file ?? '') ?? []), ...edit]);
  }
  return edits;
}

/** What takes out the fields that keep it; null where it, or one of them, is read. */
function setsOf(binding: Binding, { module, index }: Home): TextEdit[] | null {
  if (binding.constantViolations.length > 0) return null;
  const sets = binding.referencePaths.map(({ parentPath: parent, key }) => {
    const isSet = key === 'right' && parent?.isAssignmentExpression({ operator: '=' });
    const left = isSet ? parent.get('left') : null;
    const isField = left?.isMemberExpression({ computed: false }) && left.get('object').isThisExpression();
    return isField && parent?.parentPath?.isExpressionStatement() ? parent.parentPath : null;
  });
  const names = fieldsOf(binding);
  const around = [...filesAround(index, module.file)];
  if (!sets.every((one) => one !== null) || names.some((name) => around.some((file) => isRead(name, file, index))))
    return null;
  const removed = [...sets, ...names.flatMap((name) => declarationOf(name, binding))];
  return removed.map(({ node }) => ({
    ...removalRange(module.text, startOf(node), endOf(node), node.leadingComments ?? []),
    text: '',
  }));
}

/** May the file read a member of that name, by itself or in a pattern? */
function isRead(name: string, file: string, index: ModuleIndex): boolean {
  if (!index.textOf(file)?.includes(name)) return false;
  let read = false;
  index.module(file)?.program.traverse({
    enter({ node, parent, parentPath }) {
      if (is.isStringLiteral(node, { value: name })) read = true;
      if (!is.isIdentifier(node, { name })) return;
      if (is.isObjectProperty(parent) && parent.key === node) read = true;
      if (!is.isMemberExpression(parent) && !is.isOptionalMemberExpression(parent)) return;
      const isSet = is.isAssignmentExpression(parentPath?.parent, { operator: '=', left: parent });
      if (parent.property === node && !parent.computed && !isSet) read = true;
    },
  });
  return read;
}

/** `private http: AxiosInstance;` */
function declarationOf(name: string, { scope }: Binding): NodePath[] {
  const owner = scope.path.findParent((path) => path.isClass());
  const members = owner ? owner.get<NodePath[]>('body.body') : [];
  return members.filter(({ node }) => is.isClassProperty(node, { value: null }) && is.isIdentifier(node.key, { name }));
}

/** One of the parameters, or of what a parameter's pattern names, and its line in the comment above. */
function parameterRemoval(fn: NodePath<ast.Function>, { index, key }: Place, module: SourceModule): TextEdit[] | null {
  const params = fn.get('params') as NodePath[];
  const param = params[index];
  if (!param) return null;
  const pattern = param.isAssignmentPattern() ? (param.get('left') as NodePath) : param;
  if (key !== null) return propertyRemoval(pattern, key, module);
  const { start, end } = spanOf(param.node);
  const isBare = startOf(fn.node) === start;
  const named = is.isTSParameterProperty(param.node) ? param.node.parameter : pattern.node;
  const own = isBare ? { start, end, text: '()' } : listRemoval(param, params, module);
  return [own, ...(is.isIdentifier(named) ? describedAs(named.name, fn) : [])];
}

/** ` * @param call what asks the API` */
function describedAs(name: string, fn: NodePath): TextEdit[] {
  const holders = [fn, fn.getStatementParent()].flatMap((path) => path?.node.leadingComments ?? []);
  const line = new RegExp(
    `\\n[\\t ]*\\*[\\t ]*@param[\\t ]+(?:\\{.*\\}[\\t ]*)?\\[?${name.replaceAll('$', '\\$&')}(?![\\w$]).*`,
  );
  return [...new Set(holders)].flatMap((comment) => {
    const found = line.exec(comment.value);
    if (!found || found[0].includes('*/')) return [];
    const start = startOf(comment) + 2 + found.index;
    return [{ start, end: start + found[0].length, text: '' }];
  });
}

function argumentRemoval(use: NodePath, { index, key }: Place, module: SourceModule): TextEdit[] | null {
  const call = use.key === 'callee' ? use.parentPath : null;
  const args = call?.isCallExpression() || call?.isNewExpression() ? (call.get('arguments') as NodePath[]) : null;
  const argument = args?.[index];
  if (!args || args.slice(0, index).some((one) => one.isSpreadElement())) return null;
  // Its default was taken.
  if (!argument) return [];
  if (!isPure(argument)) return null;
  return key === null ? [listRemoval(argument, args, module)] : propertyRemoval(argument, key, module);
}

/** One of several properties of a literal or a pattern. */
function propertyRemoval(object: NodePath, name: string, module: SourceModule): TextEdit[] | null {
  if (!object.isObjectExpression() && !object.isObjectPattern()) return null;
  const properties = object.get('properties') as NodePath[];
  const named = properties.filter(({ node }) => is.isObjectProperty(node) && is.isIdentifier(node.key, { name }));
  const property = only(named);
  const isRest = properties.some((one) => one.isRestElement());
  return property && properties.length > 1 && !isRest ? [removal(module, property, properties)] : null;
}

function listRemoval(one: NodePath, list: readonly NodePath[], module: SourceModule): TextEdit {
  return list.length > 1 ? removal(module, one, list) : { ...spanOf(one.node), text: '' };
}
