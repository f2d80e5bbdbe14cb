/** What runs generator functions so that `yield` waits for a promise: co, bluebird, Q, and what compilers write. */
import { type ast, is, type NodePath } from '../babel.js';

/**
 * What is done to a generator function that is handed over. `run`: it is called with what else is given; `wrap`: what
 * comes back is called in its place; `bound`: it is run with the `this` that is handed over in front of it; `serve`: it
 * is called later, by others.
 */
export type Running = 'run' | 'wrap' | 'bound' | 'serve';

export interface Runner {
  readonly does: Running;
  /** may lists, objects and functions with a callback be waited for, and other generators? */
  readonly many: boolean;
}

/** Module, or nothing for a global name, and member → what it does. */
const RUNNERS: Readonly<Record<string, Runner>> = {
  co: { does: 'run', many: true },
  'co.wrap': { does: 'wrap', many: true },
  'co.call': { does: 'bound', many: true },
  'bluebird.coroutine': { does: 'wrap', many: false },
  'bluebird.spawn': { does: 'run', many: false },
  'bluebird-co.coroutine': { does: 'wrap', many: true },
  'bluebird-co.wrap': { does: 'wrap', many: true },
  'bluebird-co.co': { does: 'run', many: true },
  '.Promise.coroutine': { does: 'wrap', many: false },
  '.Promise.spawn': { does: 'run', many: false },
  'q.async': { does: 'wrap', many: false },
  'q.spawn': { does: 'run', many: false },
  'co-express': { does: 'serve', many: true },
  'tslib.__awaiter': { does: 'bound', many: false },
};

/** Packages for programs whose generators are run this way, whoever runs them. */
const COMPANY = /^(?:co|koa|thunkify)(?:-|$)/;

/** What the program loads or gets from the language, and the member of it; null: something of its own. */
interface Source {
  /** null: a global name */
  readonly module: string | null;
  readonly members: readonly string[];
}

/** Who is called there, if that is known to run generators. */
export function runnerOf(call: NodePath): Runner | null {
  const callee = call.get('callee') as NodePath;
  if (is.isIdentifier(callee.node, { name: '__awaiter' })) return RUNNERS['tslib.__awaiter']!;
  const source = sourceOf(callee);
  if (!source) return null;
  if (isKoa(source)) return { does: 'serve', many: true };
  const name = [source.module ?? '', ...source.members].join('.');
  return Object.hasOwn(RUNNERS, name) ? RUNNERS[name]! : null;
}

/** `app.use(…)` of koa, `router.get(…)` of its routers. */
function isKoa({ module, members }: Source): boolean {
  if (module === 'koa') return members.join('.') === '().use';
  return (module === 'koa-router' && members[0] === '()') || (module === 'koa-route' && members.length === 1);
}

/** Does the file load something that only programs with such generators do? */
export function isInCompany(program: NodePath<ast.Program>): boolean {
  let found = false;
  program.traverse({
    CallExpression(path) {
      const module = requiredBy(path.node);
      if (module !== null && COMPANY.test(module)) found = true;
    },
  });
  return found || program.node.body.some((one) => is.isImportDeclaration(one) && COMPANY.test(one.source.value));
}

const DEPTH = 6;

/** What an expression is, by where the file has it from. */
export function sourceOf(path: NodePath, depth = 0): Source | null {
  if (depth > DEPTH) return null;
  if (path.isMemberExpression() && !path.node.computed && is.isIdentifier(path.node.property))
    return memberOf(sourceOf(path.get('object'), depth + 1), path.node.property.name);
  const module = requiredBy(path.node);
  if (module !== null) return { module, members: [] };
  if (path.isCallExpression() || path.isNewExpression())
    return memberOf(sourceOf(path.get('callee') as NodePath, depth + 1), '()');
  if (!path.isIdentifier()) return null;
  const binding = path.scope.getBinding(path.node.name);
  if (!binding) return { module: null, members: [path.node.name] };
  return binding.constant ? declaredSource(binding.path, path.node.name, depth + 1) : null;
}

/** `const co = require('co')`, `const { coroutine } = Promise`, `import co from 'co'` */
function declaredSource(path: NodePath, name: string, depth: number): Source | null {
  const { node, parent } = path;
  if (is.isImportDeclaration(parent)) {
    const imported = is.isImportSpecifier(node) ? node.imported : null;
    return memberOf(
      { module: parent.source.value, members: [] },
      is.isIdentifier(imported) ? imported.name : 'default',
    );
  }
  if (is.isTSImportEqualsDeclaration(node) && is.isTSExternalModuleReference(node.moduleReference))
    return { module: node.moduleReference.expression.value, members: [] };
  if (!path.isVariableDeclarator() || !path.node.init) return null;
  const source = sourceOf(path.get('init'), depth);
  if (!is.isObjectPattern(path.node.id)) return is.isIdentifier(path.node.id) ? source : null;
  for (const one of path.node.id.properties)
    if (is.isObjectProperty(one) && is.isIdentifier(one.value, { name }) && is.isIdentifier(one.key))
      return memberOf(source, one.key.name);
  return null;
}

function memberOf(source: Source | null, name: string): Source | null {
  if (!source || name === 'default') return source;
  return { ...source, members: [...source.members, name] };
}

function requiredBy(node: ast.Node): string | null {
  if (!is.isCallExpression(node) || !is.isIdentifier(node.callee, { name: 'require' })) return null;
  const [module] = node.arguments;
  return is.isStringLiteral(module) ? module.value : null;
}
