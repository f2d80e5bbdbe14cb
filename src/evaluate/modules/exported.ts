/** What a module hands out, evaluated where it stands. */

import { type ast, type Binding, is, type NodePath, type SourceModule } from '../../syntax/index.js';
import { enumValue, finalValue } from '../bindings.js';
import { evaluate, merge, propertyOf, unknown } from '../evaluate.js';
import { giveUp } from '../known-values.js';
import { only } from '../only.js';
import { Underway } from '../underway.js';
import type { Entry, ObjectValue, Value } from '../value.js';
import { type CommonJsExports, commonJsExports } from './commonjs.js';
import { type EsExport, type EsExports, esExports } from './es-exports.js';
import { homeOf, type ModuleIndex } from './module-index.js';

/** Modules whose exports are being looked at: one that comes back to itself is not known there. */
const asking = new Underway<string>();

function guarded<T>(module: SourceModule, name: string, read: () => T, otherwise: T): T {
  const key = `${module.file}\0${name}`;
  if (asking.has(key)) {
    giveUp();
    return otherwise;
  }
  return asking.while(key, true, read);
}

function indexOf(module: SourceModule): ModuleIndex | null {
  return homeOf(module.program.node)?.index ?? null;
}

function moduleAt(from: SourceModule, specifier: string): SourceModule | null {
  const index = indexOf(from);
  const file = index?.resolve(from.file, specifier);
  return index && file ? index.module(file) : null;
}

/** What `require()` of the module gives; for an ES module the object of its exports. */
export function wholeExport(module: SourceModule): Value {
  const nothing = unknown(module.program);
  return guarded(module, '*', () => (isEs(module) ? namespaceOf(module) : commonJsValue(module)), nothing);
}

/** What `import { name }` gives; null where there is no such thing, or it is not known. */
export function namedExport(module: SourceModule, name: string): Value | null {
  return guarded(
    module,
    name,
    () => {
      if (isEs(module)) return esNamed(module, name);
      const whole = wholeExport(module);
      const { named } = commonJsExports(module);
      if (name === 'default' && !named.has(name)) return whole;
      const ofFunction = whole.kind === 'function' ? named.get(name) : null;
      return ofFunction ? valueAt(ofFunction) : propertyOf(whole, name);
    },
    null,
  );
}

function isEs({ program }: SourceModule): boolean {
  return program.node.body.some(
    (one) =>
      is.isExportNamedDeclaration(one) ||
      is.isExportDefaultDeclaration(one) ||
      is.isExportAllDeclaration(one) ||
      is.isTSExportAssignment(one),
  );
}

function commonJsValue(module: SourceModule): Value {
  const found = commonJsExports(module);
  if (found.unclear) return unknown(module.program);
  const { whole } = found;
  const base: Value = whole ? valueAt(whole) : { kind: 'object', entries: [], open: false, path: module.program };
  if (base.kind !== 'object') return base;
  return withNamed(base, found, module);
}

function withNamed(base: ObjectValue, found: CommonJsExports, module: SourceModule): Value {
  let { entries, open }: { entries: readonly Entry[]; open: boolean } = base;
  for (const source of found.copied) ({ entries, open } = merge({ entries, open }, evaluate(source)));
  const named = [...found.named].map(
    ([key, path]): Entry => ({ key, when: null, value: path ? valueAt(path) : unknown(module.program) }),
  );
  return { ...base, entries: [...entries.filter(({ key }) => !found.named.has(key)), ...named], open };
}

function namespaceOf(module: SourceModule): Value {
  const found = esExports(module);
  if (found.equals) return valueAt(found.equals);
  let open = false;
  const entries: Entry[] = [...found.named].map(([key, one]) => ({
    key,
    when: null,
    value: esValue(one, module) ?? unknown(module.program),
  }));
  for (const { specifier } of found.stars) {
    const other = moduleAt(module, specifier);
    const inner = other && wholeExport(other);
    if (inner?.kind !== 'object') open = true;
    else {
      if (inner.open) open = true;
      entries.push(...inner.entries.filter(({ key }) => key !== 'default' && !found.named.has(key)));
    }
  }
  return { kind: 'object', entries, open, path: module.program };
}

function esNamed(module: SourceModule, name: string): Value | null {
  const found = esExports(module);
  if (found.equals) {
    const whole = valueAt(found.equals);
    return name === 'default' ? whole : propertyOf(whole, name);
  }
  const own = found.named.get(name);
  if (own) return esValue(own, module);
  return name === 'default' ? null : starValue(found, module, name);
}

/** Through `export * from`: null where two modules give the name. */
function starValue(found: EsExports, module: SourceModule, name: string): Value | null {
  const values = found.stars.flatMap(({ specifier }) => {
    const other = moduleAt(module, specifier);
    const value = other && namedExport(other, name);
    return value ? [value] : [];
  });
  return only(values);
}

function esValue(one: EsExport, module: SourceModule): Value | null {
  if (one.is === 'path') return valueAt(one.path);
  if (one.is === 'local') {
    const binding = module.program.scope.getBinding(one.name);
    if (binding) return boundValue(binding);
    const declared = declaredEnum(module, one.name);
    return declared ? valueAt(declared) : null;
  }
  const other = moduleAt(module, one.specifier);
  if (!other) return null;
  return one.is === 'namespace' ? wholeExport(other) : namedExport(other, one.name);
}

/** Babel's scopes do not know enums. */
function declaredEnum({ program }: SourceModule, name: string): NodePath | null {
  for (const statement of program.get<NodePath[]>('body'))
    if (statement.isTSEnumDeclaration() && statement.node.id.name === name) return statement;
  return null;
}

/** What an expression or declaration is once the module has run. */
function valueAt(path: NodePath): Value {
  if (path.isIdentifier()) {
    const binding = path.scope.getBinding(path.node.name);
    if (binding) return boundValue(binding);
  }
  if (path.isFunctionDeclaration()) return { kind: 'function', fn: path, path };
  if (path.isClass()) return { kind: 'unknown', path, elsewhere: { fn: path } };
  if (path.isTSEnumDeclaration()) return enumValue(path, path);
  return evaluate(path);
}

function boundValue(binding: Binding): Value {
  const { path } = binding;
  if (binding.constantViolations.length === 0) {
    const init =
      path.isVariableDeclarator() && is.isIdentifier((path.node as ast.VariableDeclarator).id)
        ? (path.get('init') as NodePath)
        : path;
    if (init.node && init.isClass()) return { kind: 'unknown', path, elsewhere: { fn: init } };
  }
  return finalValue(binding);
}
