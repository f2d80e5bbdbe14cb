/** Properties that are set where the evaluator does not follow: what a module gives under such a name is not known. */
import { type ast, is, type NodePath, referencesTo, type SourceModule } from '../../syntax/index.js';
import { specifiersIn } from '../../workspace/specifiers.js';
import { importersOf } from './importers.js';
import type { ModuleIndex } from './module-index.js';

export interface ChangedNames {
  has(name: string): boolean;
}

const CHANGED = new WeakMap<ModuleIndex, Map<string, ChangedNames>>();

/**
 * What is changed of a module's values: in its own functions, and by any other file that imports it. `asker` sees what
 * it does itself to the variable that holds them.
 */
export function changedNames(module: SourceModule, index: ModuleIndex, asker: SourceModule): ChangedNames {
  const known = CHANGED.get(index) ?? new Map<string, ChangedNames>();
  CHANGED.set(index, known);
  const importers = importersOf(index).get(module.file) ?? [];
  const own = importers.includes(asker.file) && isFollowed(asker, module.file, index) ? asker.file : null;
  const key = own === null ? module.file : `${module.file}\0${own}`;
  const before = known.get(key);
  if (before) return before;
  const names = new Set<string>();
  known.set(key, names);
  setInFunctions(module, names);
  let all = false;
  for (const file of importers) {
    if (file !== own && !setFrom(file, module.file, index, names)) all = true;
  }
  const result = all ? { has: () => true } : names;
  known.set(key, result);
  return result;
}

/** Does the file ask for the module once, and only to hold it in a variable? */
function isFollowed({ file, program }: SourceModule, target: string, index: ModuleIndex): boolean {
  let held = 0;
  let asked = 0;
  program.traverse({
    StringLiteral(path) {
      if (index.resolve(file, path.node.value) !== target) return;
      asked++;
      const holder = path.parentPath.parentPath;
      if (holder?.isVariableDeclarator() && holder.get('id').isIdentifier()) held++;
    },
  });
  return held === 1 && asked === 1;
}

function setInFunctions({ program }: SourceModule, names: Set<string>): void {
  const visit = (target: NodePath) => {
    if (target.getFunctionParent()) for (const name of namesOf(target)) names.add(name);
  };
  program.traverse({
    AssignmentExpression: (path) => visit(path.get('left') as NodePath),
    UpdateExpression: (path) => visit(path.get('argument')),
    UnaryExpression(path) {
      if (path.node.operator === 'delete') visit(path.get('argument'));
    },
  });
}

/** `config.api.url` → api, url; `this.url` is an instance's own. */
function namesOf(path: NodePath): string[] {
  const names: string[] = [];
  let inner = path;
  while (inner.isMemberExpression()) {
    const { property, computed } = inner.node;
    if (!computed && is.isIdentifier(property)) names.push(property.name);
    else if (is.isStringLiteral(property)) names.push(property.value);
    inner = inner.get('object') as NodePath;
  }
  return inner.isThisExpression() ? [] : names;
}

const SET = String.raw`\s*(?:=(?![=>])|[-+*/%&|?]{1,2}=(?!=)|\+\+|--)`;
const MEMBERS = String.raw`(?:\s*\.\s*[\w$]+|\s*\[[^\]\n]*\])`;
const FILLERS = String.raw`(?:assign|extend|merge|defaults|defaultsDeep|defineProperty|defineProperties|set)\s*\(\s*`;

/** Could the text set anything on what it imports by that specifier? Asked before it is parsed. */
function mayChange(text: string, specifier: string): boolean {
  const names = new Set(['require']);
  for (let at = text.indexOf(specifier); at !== -1; at = text.indexOf(specifier, at + 1)) {
    const line = text.slice(Math.max(text.lastIndexOf(';', at), 0), at);
    const statement = line.slice([...line.matchAll(/\b(?:var|let|const|import)\b/g)].at(-1)?.index ?? 0);
    for (const [name] of statement.matchAll(/[A-Za-z_$][\w$]*/g)) names.add(name);
  }
  const root = `(?<![\\w$.])(?:${[...names].map((name) => name.replaceAll('$', '\\$')).join('|')})`;
  const access = `${root}(?![\\w$])(?:\\s*\\([^)\\n]*\\))?`;
  return new RegExp(`${access}${MEMBERS}+${SET}|\\bdelete\\s+${access}|${FILLERS}${access}|\\+\\+\\s*${access}`).test(
    text,
  );
}

/** Adds what a file sets on what it imports; false where that cannot be told. */
function setFrom(file: string, target: string, index: ModuleIndex, names: Set<string>): boolean {
  const text = index.wordsOf(file);
  const asked = specifiersIn(text).filter((specifier) => index.resolve(file, specifier) === target);
  if (!asked.some((specifier) => mayChange(text, specifier))) return true;
  const module = index.module(file);
  if (!module) return true;
  let told = true;
  const use = (path: NodePath) => {
    const changed = changedThrough(path);
    if (changed === 'all') told = false;
    else for (const name of changed) names.add(name);
  };
  const named = (specifier: ast.Node | null | undefined) =>
    is.isStringLiteral(specifier) && index.resolve(file, specifier.value) === target;
  module.program.traverse({
    ImportDeclaration(path) {
      if (!named(path.node.source)) return;
      for (const specifier of path.node.specifiers)
        for (const one of referencesTo(path.scope.getBinding(specifier.local.name))) use(one);
    },
    CallExpression(path) {
      if (!is.isIdentifier(path.node.callee, { name: 'require' }) || !named(path.node.arguments[0])) return;
      use(path);
      const holder = path.parentPath;
      if (!holder?.isVariableDeclarator()) return;
      for (const name of Object.keys(is.getBindingIdentifiers(holder.node.id)))
        for (const one of referencesTo(holder.scope.getBinding(name))) use(one);
    },
  });
  return told;
}

/** What one use of an imported object sets on it. */
function changedThrough(use: NodePath): readonly string[] | 'all' {
  let path = use;
  while (path.key === 'object' && path.parentPath?.isMemberExpression()) path = path.parentPath;
  const parent = path.parentPath;
  if (!parent) return [];
  const isSet =
    (path !== use && path.key === 'left' && parent.isAssignmentExpression()) ||
    parent.isUpdateExpression() ||
    parent.isUnaryExpression({ operator: 'delete' });
  if (isSet) return namesOf(path);
  if (parent.isCallExpression() && path.listKey === 'arguments' && path.key === 0)
    return /(?:^|\.|\b)(?:assign|extend|merge|defaults|defaultsDeep|defineProperty|defineProperties|set)$/.test(
      nameOf(parent.node.callee),
    )
      ? 'all'
      : [];
  return [];
}

function nameOf(callee: ast.Node): string {
  if (is.isIdentifier(callee)) return callee.name;
  return is.isMemberExpression(callee) && is.isIdentifier(callee.property) ? callee.property.name : '';
}
