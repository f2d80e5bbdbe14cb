/**
 * Code that catches the error of an HTTP client and reads what that client's errors alone have: v4's errors tell the
 * same under names of their own. It is rewritten where nothing but calls of v4 can fail there; elsewhere it is told.
 */
import { bare, evaluate } from '../evaluate/evaluate.js';
import { programOf } from '../evaluate/modules/localised.js';
import { functionAt } from '../find/answers/function-at.js';
import { rejectionsOf, usesOfName } from '../find/answers/rejections.js';
import { type ErrorField, errorField, tellsClientError } from '../find/http/error-fields.js';
import type { Target } from '../options.js';
import { type ast, is, type NodePath } from '../syntax/index.js';
import type { CallPlan, PlanReason } from './call-plan.js';
import { isCompared } from './error-reads.js';
import { needHelper } from './needs.js';
import { onlyRejectedBy } from './only-rejected-by.js';
import { isOfOwnClass } from './own-errors.js';
import type { Planned } from './plan-calls.js';
import type { Rewriter } from './rewriter.js';

/** An expression that reads a field of the client's error. */
interface ErrorRead {
  readonly path: NodePath;
  /** what the field is reached by */
  readonly names: readonly string[];
  /** the name of the error; null where it is no plain name */
  readonly error: string | null;
  readonly field: ErrorField;
}

/** A name for the errors of some calls. */
interface Catcher {
  readonly plans: CallPlan[];
  readonly reads: readonly ErrorRead[];
  /** v4's errors are the only ones that have what is read */
  readonly isOfV4: boolean;
}

/** What decides how an error is told of. */
interface Setting {
  readonly target: Target;
  /** the file is of TypeScript */
  readonly typed: boolean;
}

/** The calls, with a reason for each read that stays as it is. */
export function withClientErrors(planned: readonly Planned[], setting: Setting): Planned[] {
  const left = new Map<CallPlan, ErrorRead[]>();
  for (const catcher of catchersOf(planned.flatMap(({ plan }) => plan ?? [])))
    if (!isAnswered(catcher, setting))
      for (const plan of catcher.plans) left.set(plan, [...(left.get(plan) ?? []), ...catcher.reads]);
  return planned.map((one) => {
    const reads = one.plan && left.get(one.plan);
    if (!one.plan || !reads) return one;
    const here = programOf(one.call.site);
    const told: PlanReason[] = reads.map(({ path, names }) => ({
      id: 'client-error',
      path: programOf(path) === here ? path : one.call.site,
      field: names.join('.'),
    }));
    const reasons = [...one.reasons.filter(({ id }) => id !== 'client-error'), ...told];
    return { ...one, plan: { ...one.plan, reasons }, reasons };
  });
}

/**
 * Finds each read of a client's error that an error of v4 answers. What is given back sets their texts: it is for when
 * the name of the SDK's class is chosen, which depends on what is read.
 */
export function readClientErrors(plans: readonly CallPlan[], rewriter: Rewriter): () => void {
  const setting = { target: rewriter.target, typed: rewriter.module.typescript };
  const answered = catchersOf(plans).filter((one) => isAnswered(one, setting));
  for (const { plans: own, reads } of answered)
    if (reads.some(({ field }) => field === 'status' || field === 'answered'))
      for (const plan of own) rewriter.statusRead.add(plan);
  return () => {
    for (const { path, error, field } of answered.flatMap(({ reads }) => reads))
      rewriter.replaced.set(path.node, v4Text(error ?? '', field, rewriter));
  };
}

/** Does an error of v4 tell all that is read? */
function isAnswered({ plans, reads, isOfV4 }: Catcher, { target, typed }: Setting): boolean {
  const made = plans.some(({ call }) => call.rejection ?? call.failure ?? call.lost);
  const tells: ErrorField[] = ['code', 'cause'];
  if (!made) tells.push('status', 'answered');
  // Without the SDK there is no class that types would be told by.
  if (!made && (target === 'sdk' || !typed)) tells.push('kind');
  return isOfV4 && reads.every(({ error, field }) => error !== null && tells.includes(field));
}

function v4Text(error: string, field: ErrorField, rewriter: Rewriter): string {
  if (field === 'kind')
    return rewriter.target === 'sdk'
      ? `${error} instanceof ${rewriter.sdkName}.APIError`
      : `(${error}.status || ${error}.cause)`;
  if (field !== 'code' && field !== 'cause') return `${error}.status`;
  const cause = `${needHelper(rewriter, 'root-cause')}(${error})`;
  return field === 'code' ? `${cause}.code` : cause;
}

interface Found {
  readonly error: NodePath;
  readonly plans: CallPlan[];
  /** the code whose errors come here */
  readonly guarded: NodePath[];
  readonly kinds: NodePath[];
}

function catchersOf(plans: readonly CallPlan[]): Catcher[] {
  const found = new Map<ast.Node, Found>();
  const reached = new Set<ast.Node>();
  const foundAt = (error: NodePath, plan: CallPlan): Found => {
    const one = found.get(error.node) ?? { error, plans: [], guarded: [], kinds: [] };
    one.plans.push(plan);
    found.set(error.node, one);
    return one;
  };
  for (const plan of plans) {
    const { delivery, site } = plan.call;
    if (delivery.by === 'callback') for (const name of errorsGiven(plan)) foundAt(name, plan);
    if (delivery.by !== 'value' || delivery.shape.is !== 'promise') continue;
    const rejections = rejectionsOf(site);
    for (const node of rejections.reached) reached.add(node);
    for (const { error, guarded, kinds } of rejections.caught) {
      const one = foundAt(error, plan);
      one.guarded.push(guarded, ...rejections.through.values());
      one.kinds.push(...kinds);
    }
  }
  return [...found.values()].flatMap(({ error, guarded, plans: own, kinds }) => {
    const clients = [...new Set(own.map(({ call }) => call.client))];
    const reads = [...clients.flatMap((client) => readsOf(error, client)), ...kinds.flatMap(kindRead)];
    if (reads.length === 0) return [];
    const isHere = reads.every(({ path }) => own.every(({ call }) => programOf(path) === programOf(call.site)));
    return {
      plans: own,
      reads,
      isOfV4: isHere && [...new Set(guarded)].every((code) => onlyRejectedBy(code, reached)),
    };
  });
}

/** The parameters that a client's error comes to beside its answer, where the server's answer can be an error. */
function errorsGiven({ call, answer }: CallPlan): NodePath[] {
  if (errorField(call.client, ['response']) === null) return [];
  return [...answer.holders].flatMap(([{ path }, shape]) =>
    shape.is === 'error' && !shape.made && path.isIdentifier() ? path : [],
  );
}

/** `.catch(errors.StatusCodeError, …)`, `err instanceof got.HTTPError` */
function kindRead(kind: NodePath): ErrorRead[] {
  const value = evaluate(kind);
  if (value.kind !== 'external' || value.module === null) return [];
  return [{ path: kind, names: [value.members.at(-1) ?? value.module], error: null, field: 'other' }];
}

/** What is read of an error under a name: of its own properties, by another name, or in a function that it is given to. */
function readsOf(name: NodePath, client: string, depth = 0): ErrorRead[] {
  if (depth > 3) return [];
  if (name.isObjectPattern()) return takenOut(name, client);
  return usesOfName(name).flatMap((use) => {
    const written = asWritten(use);
    const { parentPath: parent, key, listKey } = written;
    if (parent?.isVariableDeclarator() && key === 'init')
      return readsOf(parent.get('id') as NodePath, client, depth + 1);
    // Of a type that is written down: that of the client's errors.
    const error = name.isIdentifier() && name.node.typeAnnotation ? null : nameOf(written);
    if (parent?.isBinaryExpression({ operator: 'instanceof' }) && key === 'left') return kindRead(parent.get('right'));
    if (parent?.isBinaryExpression({ operator: 'in' }) && key === 'right') {
      const { left } = parent.node;
      const known = is.isStringLiteral(left) ? errorField(client, [left.value]) : null;
      return known && is.isStringLiteral(left)
        ? { path: parent, names: [left.value], error, field: known.field === 'code' ? 'other' : known.field }
        : [];
    }
    if (parent?.isCallExpression() && listKey === 'arguments') {
      const callee = evaluate(parent.get('callee') as NodePath);
      const tells = callee.kind === 'external' && callee.module === client ? callee.members.at(-1) : undefined;
      if (tells && tellsClientError(tells)) return { path: parent, names: [`${tells}()`], error, field: 'kind' };
      const given = functionAt(parent.get('callee') as NodePath)?.get('params')[Number(key)] as NodePath | undefined;
      return given ? readsOf(given, client, depth + 1) : [];
    }
    if (isOfOwnClass(use)) return [];
    const members = membersOn(written);
    const names = members.map(({ node }) => ((node as ast.MemberExpression).property as ast.Identifier).name);
    const known = errorField(client, names);
    const read = known && members[known.length - 1];
    if (!known || !read || read.parentPath?.isAssignmentExpression({ left: read.node as ast.MemberExpression }))
      return [];
    // Whose name it is does not matter to who prints it.
    if (names[0] === 'name' && !isCompared(read)) return [];
    const asked = leadsToCode(read, client);
    const goesOn = names.length > known.length && (known.field === 'answered' || known.field === 'body');
    return {
      path: asked ?? read,
      names: [name.isIdentifier() ? name.node.name : 'error', ...names.slice(0, known.length + (goesOn ? 1 : 0))],
      error,
      field: asked ? 'code' : goesOn ? 'other' : known.field,
    };
  });
}

/** `catch ({ response })`, `const { code } = err` */
function takenOut(pattern: NodePath<ast.ObjectPattern>, client: string): ErrorRead[] {
  return (pattern.get('properties') as NodePath[]).flatMap((property) => {
    const { key, computed } = property.node as Partial<ast.ObjectProperty>;
    const known = !computed && is.isIdentifier(key) && errorField(client, [key.name]);
    return known ? { path: property, names: [key.name], error: null, field: known.field } : [];
  });
}

/** `err.error && err.error.code`: the whole of it, where the first is only asked so that the code can be. */
function leadsToCode(path: NodePath, client: string): NodePath | null {
  const { parentPath: parent, key } = path;
  if (!parent?.isLogicalExpression({ operator: '&&' }) || key !== 'left') return null;
  const right = bare(parent.get('right'));
  if (!right.isMemberExpression() || String(right.get('object')) !== String(path)) return null;
  const { property } = path.node as ast.MemberExpression;
  const names = [property, right.node.property].map((one) => (is.isIdentifier(one) ? one.name : ''));
  return errorField(client, names)?.field === 'code' ? parent : null;
}

function nameOf(path: NodePath): string | null {
  return path.isIdentifier() ? path.node.name : null;
}

/** With the type assertions around it. */
function asWritten(use: NodePath): NodePath {
  let written = use;
  while (written.parentPath && bare(written.parentPath).node === use.node) written = written.parentPath;
  return written;
}

/** `err.response`, `err.response.status` of `err` */
function membersOn(base: NodePath): NodePath[] {
  const members: NodePath[] = [];
  for (let path = base; ; ) {
    const outer = path.parentPath;
    if (!outer || path.key !== 'object') return members;
    if (!outer.isMemberExpression() && !outer.isOptionalMemberExpression()) return members;
    if (outer.node.computed || !is.isIdentifier(outer.node.property)) return members;
    members.push(outer);
    path = outer;
  }
}
