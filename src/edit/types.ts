/**
 * TypeScript types that describe v1's answer: what stays of them is written for v4's. Values have no part in this; a
 * type that cannot be told to be v1's is left alone.
 */
import type { Action } from '../catalogue/types.js';
import { evaluate } from '../evaluate/evaluate.js';
import { programOf } from '../evaluate/modules/localised.js';
import { homeOf } from '../evaluate/modules/module-index.js';
import { locate } from '../find/answers/locate.js';
import { type ast, codeOf, endOf, is, type NodePath, nameOfKey, type SourceModule, startOf } from '../syntax/index.js';
import { answerType } from './annotations.js';
import type { CallPlan } from './call-plan.js';
import { optionalIn } from './missing.js';
import type { Rewriter } from './rewriter.js';
import { type Parts, v4Members } from './type-members.js';
import { typeDeclaration } from './type-names.js';

/** Where in the answer of which action a type's value is. */
interface At {
  readonly action: Action;
  readonly path: readonly string[];
}

/** Gives the rewriter the new texts of types that stand for parts of answers, whichever file those are read in. */
export function typeEdits(module: SourceModule, rewriter: Rewriter): void {
  if (!module.typescript) return;
  const types = new AnswerTypes(rewriter);
  for (const program of [module.program, ...readersOf(rewriter.plans, module.program)])
    describeIn(program, types, rewriter.plans);
  module.program.traverse({
    enter(path) {
      const annotated = annotationOf(path);
      if (annotated && !shapeOf(path, rewriter.plans)) retype(path, annotated, rewriter);
    },
  });
  for (const [node, text] of types.texts) if (text !== null) rewriter.replaced.set(node, text);
}

/** The files whose types stand for parts of the answer where it is read. */
export function typeFilesOf(plan: CallPlan): string[] {
  const home = plan.call.site.scope.getProgramParent().path;
  if (!homeOf(home.node as ast.Node)?.module.typescript) return [];
  const types = new AnswerTypes(null);
  for (const program of [home, ...readersOf([plan], home)]) describeIn(program, types, [plan]);
  return [...types.programs].flatMap((one) => (one === home.node ? [] : (homeOf(one)?.module.file ?? [])));
}

/** Where the answers are read, beside the program itself. */
function readersOf(plans: readonly CallPlan[], program: NodePath): NodePath[] {
  const paths = plans.flatMap(({ call, abroad }) => [call.site, ...(abroad?.abroad.values() ?? [])]);
  const programs = paths.map((path) => path.scope.getProgramParent().path);
  return [...new Map(programs.map((one) => [one.node, one])).values()].filter(({ node }) => node !== program.node);
}

function describeIn(program: NodePath, types: AnswerTypes, plans: readonly CallPlan[]): void {
  program.traverse({
    enter(path) {
      const annotated = annotationOf(path);
      const at = annotated && shapeOf(path, plans);
      if (annotated && at) types.describe(annotated, at);
      if (path.isCallExpression()) describeArguments(path, types, plans);
    },
  });
}

/** The type that is written for what an expression, variable or pattern holds. */
function annotationOf(path: NodePath): NodePath | null {
  if (path.isTSAsExpression() || path.isTSTypeAssertion() || path.isTSSatisfiesExpression())
    return path.get('typeAnnotation') as NodePath;
  if (path.isFunction() && is.isTSTypeAnnotation(path.node.returnType))
    return path.get('returnType.typeAnnotation') as NodePath;
  if (!path.isIdentifier() && !path.isObjectPattern() && !path.isArrayPattern()) return null;
  if (!is.isTSTypeAnnotation(path.node.typeAnnotation)) return null;
  return path.get('typeAnnotation.typeAnnotation') as NodePath;
}

/** A callback's parameter whose value leaves in v1's shape further down: here it is what v4 answers. */
function retype(path: NodePath, annotated: NodePath, rewriter: Rewriter): void {
  const isGiven = path.isIdentifier() && path.listKey === 'params' && path.parentPath?.listKey === 'arguments';
  if (!isGiven || is.isTSAnyKeyword(annotated.node) || is.isTSUnknownKeyword(annotated.node)) return;
  const binding = path.scope.getBinding(path.node.name);
  for (const plan of rewriter.plans) {
    const shape = binding && plan.answer.borders.size > 0 ? plan.answer.holders.get(binding) : undefined;
    if (shape?.is !== 'v1' || locate(plan.action, shape.path).at !== 'element') continue;
    const text = answerType(plan, rewriter);
    if (text !== null) rewriter.replaced.set(annotated.node, text);
  }
}

function shapeOf(path: NodePath, plans: readonly CallPlan[]): At | null {
  const values = path.isFunction() ? returned(path) : [path];
  for (const plan of plans) {
    // What leaves keeps v1's shape, and the types that say so.
    if (plan.answer.borders.size > 0) continue;
    const answer = plan.abroad ?? plan.answer;
    for (const value of values) {
      const binding = value.isIdentifier() ? value.scope.getBinding(value.node.name) : undefined;
      const held = binding?.identifier === value.node ? answer.holders.get(binding) : undefined;
      const found = held ?? answer.shapes.get(value.node);
      const shape = found?.is === 'promise' ? found.of : found;
      if (shape?.is === 'v1') return { action: plan.action, path: shape.path };
    }
  }
  return null;
}

/** What a function gives back. */
function returned(fn: NodePath): NodePath[] {
  const body = fn.get('body');
  if (!body.isBlockStatement()) return [body];
  const found: NodePath[] = [];
  body.traverse({
    Function: (inner) => inner.skip(),
    ReturnStatement(statement) {
      if (statement.node.argument) found.push(statement.get('argument'));
    },
  });
  return found;
}

/** `first<Zone>(zones)`: what the type parameters of a function of the file stand for. */
function describeArguments(call: NodePath<ast.CallExpression>, types: AnswerTypes, plans: readonly CallPlan[]): void {
  const args = typeArguments(call);
  const callee = args.length > 0 ? evaluate(call.get('callee')) : null;
  if (callee?.kind !== 'function') return;
  const fn = callee.fn as NodePath<ast.Function>;
  const names = (fn.node.typeParameters as ast.TSTypeParameterDeclaration | null)?.params ?? [];
  const given = new Map(names.flatMap((one, index) => (args[index] ? [[one.name, args[index]] as const] : [])));
  call.get('arguments').forEach((argument, index) => {
    const parameter = fn.get('params')[index];
    const annotated = parameter && annotationOf(parameter);
    const at = shapeOf(argument, plans);
    if (annotated && at) types.describe(annotated, at, given);
  });
}

class AnswerTypes {
  /** object types and keys with their new texts; null: described as two different things */
  readonly texts = new Map<ast.Node, string | null>();
  /** where those stand that are no part of the file */
  readonly programs = new Set<ast.Node>();

  /** null: only to know which files have them */
  constructor(private readonly rewriter: Rewriter | null) {}

  /** The type is that of the answer's part; `given`: what the type parameters in scope stand for. */
  describe(type: NodePath, at: At, given: ReadonlyMap<string, NodePath> = new Map(), depth = 0): void {
    if (depth > 12 || !type.node) return;
    const place = locate(at.action, at.path);
    if (place.at === 'key' && is.isTSNumberKeyword(type.node)) return this.put(type, () => 'string | 0');
    if (place.at === 'root' && at.action.answer.kind === 'map' && type.isTSTypeLiteral())
      return this.keyed(type.get('members') as NodePath[], at);
    const inner = (path: NodePath, where = at) => this.describe(path, where, given, depth + 1);
    if (type.isTSArrayType()) inner(type.get('elementType'), elementOf(at));
    else if (type.isTSUnionType() || type.isTSIntersectionType())
      for (const one of type.get('types') as NodePath[]) inner(one);
    else if (type.isTSTypeOperator() || type.isTSParenthesizedType()) inner(type.get('typeAnnotation') as NodePath);
    else if (type.isTSTypeLiteral()) this.object(type, type.get('members') as NodePath[], at, given, depth);
    else if (type.isTSTypeReference()) this.reference(type, at, given, depth);
  }

  private reference(
    type: NodePath<ast.TSTypeReference>,
    at: At,
    given: ReadonlyMap<string, NodePath>,
    depth: number,
  ): void {
    const { typeName } = type.node;
    const name = is.isIdentifier(typeName) ? typeName.name : is.isTSQualifiedName(typeName) ? typeName.right.name : '';
    const args = typeArguments(type);
    const parameter = given.get(name);
    if (parameter) return this.describe(parameter, at, new Map(), depth + 1);
    const [first, second] = args;
    if (first && ['Array', 'ReadonlyArray', 'Iterable', 'Set'].includes(name))
      return this.describe(first, elementOf(at), given, depth + 1);
    if (first && ['Promise', 'PromiseLike'].includes(name)) return this.describe(first, at, given, depth + 1);
    if (first && ['Partial', 'Required', 'Readonly', 'NonNullable', 'Pick', 'Omit'].includes(name)) {
      if (second && (name === 'Pick' || name === 'Omit')) this.keys(second, at);
      return this.describe(first, at, given, depth + 1);
    }
    if (second && name === 'Record') return this.describe(second, { ...at, path: [...at.path, '*'] }, given, depth + 1);
    const declaration = typeDeclaration(name, type);
    if (!declaration) return;
    const parameters = (declaration.node as ast.TSInterfaceDeclaration).typeParameters?.params ?? [];
    const bound = new Map(
      parameters.flatMap((one, index) => (args[index] ? [[nameOf(one), args[index]] as const] : [])),
    );
    if (declaration.isTSTypeAliasDeclaration())
      this.describe(declaration.get('typeAnnotation') as NodePath, at, bound, depth + 1);
    else if (declaration.isTSInterfaceDeclaration()) {
      const body = declaration.get('body');
      this.object(body, body.get('body') as NodePath[], at, bound, depth);
    }
  }

  /** `{ [name: string]: number }` */
  private keyed(members: readonly NodePath[], at: At): void {
    for (const member of members)
      if (member.isTSIndexSignature())
        this.describe(member.get('typeAnnotation.typeAnnotation') as NodePath, { ...at, path: [...at.path, '*'] });
  }

  /** `'rec_id' | 'name'`: names of members. */
  private keys(type: NodePath, at: At): void {
    const literals = type.isTSUnionType() ? (type.get('types') as NodePath[]) : [type];
    for (const one of literals) {
      if (!one.isTSLiteralType() || !is.isStringLiteral(one.node.literal)) continue;
      const place = locate(at.action, [...at.path, one.node.literal.value]);
      const name = place.at === 'field' ? place.field.v4 : null;
      if (!name || name.includes('.') || name === one.node.literal.value) continue;
      this.put(one, ({ module: { style } }) => `${style.quote}${name}${style.quote}`);
    }
  }

  private object(
    type: NodePath,
    members: readonly NodePath[],
    at: At,
    given: ReadonlyMap<string, NodePath>,
    depth: number,
  ): void {
    const place = locate(at.action, at.path);
    const whole = place.at === 'element' || (place.at === 'root' && at.action.answer.kind === 'one');
    const { shape } = at.action.answer;
    if (whole && (shape === 'record' || shape === 'zone' || shape === 'settings')) {
      this.put(type, (rewriter) => membersOf(type, members, at, rewriter));
      return;
    }
    if (place.at !== 'spine' && place.at !== 'root') return;
    for (const member of members) {
      const name = memberName(member);
      const own = member.isTSPropertySignature() ? (member.get('typeAnnotation.typeAnnotation') as NodePath) : null;
      if (name !== null && own?.node) this.describe(own, { ...at, path: [...at.path, name] }, given, depth + 1);
    }
  }

  private put(path: NodePath, write: (rewriter: Rewriter) => string): void {
    const program = programOf(path);
    if (program !== this.rewriter?.module.program.node) {
      this.programs.add(program);
      return;
    }
    const text = write(this.rewriter);
    const known = this.texts.get(path.node);
    this.texts.set(path.node, known === undefined || known === text ? text : known && perhapsLabelled(known, text));
  }
}

/** One type for records of which only some are given v1's label; null where more sets them apart. */
function perhapsLabelled(known: string, text: string): string | null {
  const label = /(display_name)\??(: string[;,]?)/;
  const others = (one: string) => one.replace(label, '').replace(/readonly|\s/g, '');
  const longer = known.length > text.length ? known : text;
  return others(known) === others(text) ? longer.replace(label, '$1?$2') : null;
}

/** The body of an object type, member by member; comments and breaks stay with the member that they stand before. */
function membersOf(type: NodePath, members: readonly NodePath[], at: At, rewriter: Rewriter): string {
  const { source } = rewriter;
  const start = startOf(type.node);
  const end = endOf(type.node);
  const written = new Set<string>();
  let text = '{';
  let from = start + 1;
  for (const member of members) {
    const lead = source.slice(from, startOf(member.node));
    from = endOf(member.node);
    const separator = /[;,]?$/.exec(source.slice(startOf(member.node), from))?.[0] ?? '';
    for (const one of memberTexts(member, at, rewriter)) {
      const name = /^(?:readonly )?([\w$]+)/.exec(one)?.[1] ?? one;
      if (written.has(name)) continue;
      written.add(name);
      text += `${lead}${one}${separator}`;
    }
  }
  return text + source.slice(from, end);
}

/** v4's members in place of one of v1's, without separators. */
function memberTexts(member: NodePath, at: At, rewriter: Rewriter): string[] {
  const { source } = rewriter;
  const own = codeOf(member.node, source).replace(/[;,]$/, '');
  const name = memberName(member);
  if (name === null || !member.isTSPropertySignature()) return [own];
  const place = locate(at.action, [...at.path, name]);
  const type = member.get('typeAnnotation.typeAnnotation') as NodePath;
  if (place.at === 'partial' && type.isTSTypeLiteral()) {
    const below = { ...at, path: [...at.path, name] };
    return (type.get('members') as NodePath[]).flatMap((one) => memberTexts(one, below, rewriter));
  }
  if (place.at !== 'field') return [own];
  const given = type.node ? codeOf(type.node, source) : 'any';
  const parts: Parts = { readonly: member.node.readonly ? 'readonly ' : '', optional: Boolean(member.node.optional) };
  return v4Members(place.field, given, parts, optionalIn(at.action, rewriter), at.action.answer.shape === 'settings');
}

function elementOf({ action, path }: At): At {
  const { kind, root } = action.answer;
  const isList = locate(action, path).at === 'root' && kind === 'list';
  // `result.objs[0]` is one of a list as well
  const isFirst = root[path.length - 1] === '0';
  return isList || isFirst ? { action, path: [...path, isList ? '*' : '0'] } : { action, path };
}

function typeArguments(type: NodePath<ast.TSTypeReference> | NodePath<ast.CallExpression>): NodePath[] {
  return type.node.typeParameters ? type.get<NodePath[]>('typeParameters.params') : [];
}

function memberName(member: NodePath): string | null {
  return member.isTSPropertySignature() ? nameOfKey(member.node.key) : null;
}

function nameOf(parameter: ast.TSTypeParameter): string {
  return parameter.name;
}
