/** npm packages that speak v1: the old `cloudflare`, under any name, where no call of it is found, and others. */
import { type OtherPackage, otherPackage } from '../../catalogue/other-packages.js';
import { V1_PACKAGE } from '../../catalogue/v1-package.js';
import { isRequire } from '../../evaluate/ambient.js';
import { evaluate } from '../../evaluate/evaluate.js';
import { type ast, is, type NodePath, nameOfKey, type SourceModule } from '../../syntax/index.js';
import { leakOf, sharedMakings } from '../packages/client-groups.js';
import { type FileFacts, isBeforeOne } from '../packages/facts.js';
import type { Mark, MarkContext } from './mark.js';

export interface PackageUse {
  /** the `require(…)` or import */
  readonly path: NodePath;
  /** `cloudflare`, `machinepack-cloudflare`, … without what stands below it */
  readonly name: string;
  readonly spec: string;
}

export function v1Package(module: SourceModule, context: MarkContext): Mark[] {
  return packageUses(module).flatMap((use) => {
    const message = messageOf(use, module, context);
    return message ? [{ rule: 'v1-package' as const, at: use.path, message }] : [];
  });
}

function messageOf(use: PackageUse, module: SourceModule, context: MarkContext): string | null {
  const range = context.facts.ranges[use.name] ?? null;
  const old = isOldCloudflare(use, range, module);
  if (old) {
    // its calls say what to do
    if (context.calls.some(({ packageClient }) => packageClient) || sharedMakings(module).length > 0) return null;
    const speaks = `npm package ${use.name} speaks API v1 in this version: from 7 on it speaks v4, and its calls differ`;
    const leak = leakOf(module);
    return leak ? `${speaks}. Its client goes where it is not followed: ${leak}` : speaks;
  }
  // its calls say what to do
  if (context.calls.some(({ client }) => client === use.name)) return null;
  const other = otherPackage(use.name);
  return other && speaksV1(other, range) ? `npm package ${use.name} speaks API v1. ${other.advice}` : null;
}

/** Where the file loads the old `cloudflare`, under any name. */
export function oldLoads(module: SourceModule, { ranges }: Pick<FileFacts, 'ranges'>): PackageUse[] {
  return packageUses(module).filter((use) => isOldCloudflare(use, ranges[use.name] ?? null, module));
}

/** package.json says so, or what is taken from the package does. */
function isOldCloudflare({ path, name }: PackageUse, range: string | null, module: SourceModule): boolean {
  if (range?.startsWith('npm:cloudflare@')) return isBeforeOne(range.slice('npm:cloudflare@'.length));
  if (name === V1_PACKAGE.alias && range === null) return true;
  if (name !== V1_PACKAGE.name) return false;
  if (range !== null && /\d/.test(range)) return isBeforeOne(range);
  return usesOldMembers(path, module);
}

/** `.createClient`, `.CloudFlare` or a pattern of these on what the use gives. */
function usesOldMembers(use: NodePath, module: SourceModule): boolean {
  if (use.isImportDeclaration())
    return use.node.specifiers.some(
      (one) =>
        (is.isImportSpecifier(one) && isOldName(one.imported)) ||
        (!is.isImportSpecifier(one) && readsOldMember(module, one.local.name)),
    );
  const holder = use.parentPath;
  if (holder?.isMemberExpression()) return isOldName(holder.node.property);
  if (!holder?.isVariableDeclarator()) return false;
  const { id } = holder.node;
  if (is.isObjectPattern(id)) return id.properties.some((one) => is.isObjectProperty(one) && isOldName(one.key));
  return is.isIdentifier(id) && readsOldMember(module, id.name);
}

function readsOldMember(module: SourceModule, name: string): boolean {
  const binding = module.program.scope.getBinding(name);
  return (
    binding?.referencePaths.some((use) => is.isMemberExpression(use.parent) && isOldName(use.parent.property)) ?? false
  );
}

function isOldName(node: ast.Node): boolean {
  const name = nameOfKey(node) ?? '';
  return name === 'createClient' || name === 'CloudFlare';
}

/** `*`: every version; `<2`: only where package.json asks for one below. */
function speaksV1({ versions }: OtherPackage, range: string | null): boolean {
  if (versions === '*') return true;
  const below = Number(/^<(\d+)$/.exec(versions)?.[1]);
  const major = /(\d+)/.exec(range ?? '')?.[1];
  return major !== undefined && Number(major) < below;
}

/** Every package that the file loads: `require`, `import`, `import()`, `import x = require()`, grunt's `loadNpmTasks`. */
export function packageUses(module: SourceModule): PackageUse[] {
  const uses: PackageUse[] = [];
  const add = (path: NodePath, spec: string) => {
    if (!/^[./]/.test(spec)) uses.push({ path, spec, name: packageName(spec) });
  };
  module.program.traverse({
    ImportDeclaration(path) {
      if (path.node.importKind !== 'type') add(path, path.node.source.value);
    },
    TSImportEqualsDeclaration(path) {
      const { moduleReference } = path.node;
      if (is.isTSExternalModuleReference(moduleReference)) add(path, moduleReference.expression.value);
    },
    CallExpression(path) {
      const [argument] = path.get('arguments') as NodePath[];
      if (!argument || !loads(path)) return;
      const value = evaluate(argument);
      if (value.kind === 'literal' && typeof value.value === 'string') add(path, value.value);
    },
  });
  return uses;
}

function loads(path: NodePath<ast.CallExpression>): boolean {
  const { callee } = path.node;
  if (is.isImport(callee)) return true;
  if (isRequire(path.get('callee'))) return true;
  return is.isMemberExpression(callee) && is.isIdentifier(callee.property, { name: 'loadNpmTasks' });
}

function packageName(spec: string): string {
  const parts = spec.replace(/^node:/, '').split('/');
  return spec.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? spec);
}
