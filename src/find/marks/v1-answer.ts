/** Reads of a v1 answer that no call of the file explains: the call is elsewhere, and its migration breaks them. */
import { actionByName } from '../../catalogue/index.js';
import { memberName } from '../../evaluate/evaluate.js';
import { type ast, type Binding, is, type NodePath, type SourceModule } from '../../syntax/index.js';
import { Follower } from '../answers/follow.js';
import type { Mark, MarkContext } from './mark.js';

const HINT = /\b(?:objs|rec_id|rec_tag|service_mode|zone_status_class)\b|\brec\b[\s\S]{0,20}\bobj\b/;
const PATHS = ['response.recs.objs', 'response.zones.objs', 'response.rec.obj'];
/** fields that only v1 had, and fields that others have too */
const OWN_FIELDS = new Set(['rec_id', 'rec_tag', 'service_mode', 'zone_status_class']);
const SHARED_FIELDS = new Set(['display_name', 'zone_name']);
/** What a read ends with that tells something. */
const TELLING = new Set(['objs', 'obj', ...OWN_FIELDS, ...SHARED_FIELDS]);
/** The helpers that a migration writes where an answer keeps v1's shape: a TODO tells of that. */
const IN_SHAPE = /\bfunction asV1(?:Record|Zone)\(/;
const MARK = /cloudflare|api_json|\btkn\b/i;

export function v1Answer(module: SourceModule, { calls }: MarkContext): Mark[] {
  if (!HINT.test(module.text) || IN_SHAPE.test(module.text)) return [];
  const followed = followedNodes(calls);
  // What the answer of a call becomes is not known: its own finding covers the reads of the file.
  return followed ? unfollowedReads(module, followed) : [];
}

/** Reads that are of a v1 answer by their names, and not of what is followed. */
export function unfollowedReads(module: SourceModule, followed: ReadonlySet<ast.Node>): Mark[] {
  if (!HINT.test(module.text)) return [];
  const marks = new Map<ast.Node, Mark>();
  const fields = new Map<Binding, { path: NodePath; names: Set<string> }>();
  const add = (path: NodePath, what: string) => {
    marks.set(path.node, {
      rule: 'v1-answer',
      at: path,
      message: `${what} is read of an answer of API v1, whose call is not in this file`,
    });
  };
  const visit = (path: NodePath<ast.MemberExpression> | NodePath<ast.OptionalMemberExpression>) => {
    if (!mayTell(path.node) || followed.has(path.node)) return;
    const chain = chainOf(path as NodePath<ast.MemberExpression>);
    const found = PATHS.find((one) => chain.join('.').endsWith(one));
    if (found && !isMadeHere(path)) add(path, `\`${found}\``);
    else if (!found) countField(path as NodePath<ast.MemberExpression>, followed, fields);
  };
  module.program.traverse({
    MemberExpression: visit,
    OptionalMemberExpression: visit,
    ObjectPattern(path) {
      if (path.parentPath.isObjectProperty() || followed.has(path.node)) return;
      const found = PATHS.find((one) => patternHolds(path.node, one.split('.')));
      if (found) add(path, `\`${found}\``);
    },
  });
  if (MARK.test(module.text))
    for (const { path, names } of fields.values())
      if (names.size > 1 && [...names].some((name) => OWN_FIELDS.has(name)))
        add(path, [...names].map((name) => `\`${name}\``).join(' and '));
  return [...marks.values()];
}

/** Is the member called as one that is looked for, as far as that is written there? */
function mayTell({ computed, property }: ast.MemberExpression | ast.OptionalMemberExpression): boolean {
  return computed || (is.isIdentifier(property) && TELLING.has(property.name));
}

/** What the answers of the file's calls are followed to; null where one of them goes where it is not seen. */
function followedNodes(calls: MarkContext['calls']): ReadonlySet<ast.Node> | null {
  const nodes = new Set<ast.Node>();
  for (const call of calls) {
    const action = call.action === null ? undefined : actionByName(call.action);
    if (!action || call.browser) return null;
    const { shapes, problems } = new Follower(call, action).run();
    if (
      problems.some(({ reason }) =>
        /^(?:answer-leaves|unknown-callback|shared-callback|mixed-values|changed-answer|stand-in|response-metadata)$/.test(
          reason,
        ),
      )
    )
      return null;
    for (const node of shapes.keys()) nodes.add(node);
  }
  return nodes;
}

/** `answer.response.recs`, where the file itself wrote down what `answer` is. */
function isMadeHere(member: NodePath): boolean {
  let root = member;
  while (root.isMemberExpression() || root.isOptionalMemberExpression()) root = root.get('object') as NodePath;
  const declarator = root.isIdentifier() ? root.scope.getBinding(root.node.name)?.path : undefined;
  let isMade = false;
  if (declarator?.isVariableDeclarator())
    declarator.traverse({
      ObjectProperty({ node: { key } }) {
        if (is.isIdentifier(key) && /^(?:response|result)$/.test(key.name)) isMade = true;
      },
    });
  return isMade;
}

/** The names of a member chain, outermost last; a call or index in it begins it anew. */
function chainOf(path: NodePath<ast.MemberExpression>): string[] {
  const name = memberName(path);
  if (name === null) return [];
  const object = path.get('object') as NodePath;
  const before =
    object.isMemberExpression() || object.isOptionalMemberExpression()
      ? chainOf(object as NodePath<ast.MemberExpression>)
      : [];
  return [...before, name];
}

function countField(
  path: NodePath<ast.MemberExpression>,
  followed: ReadonlySet<ast.Node>,
  fields: Map<Binding, { path: NodePath; names: Set<string> }>,
): void {
  const object = path.get('object') as NodePath;
  const name = memberName(path);
  if (!object.isIdentifier() || name === null || followed.has(object.node)) return;
  if (!OWN_FIELDS.has(name) && !SHARED_FIELDS.has(name)) return;
  // writing a field makes an object, it reads none
  if (path.parentPath.isAssignmentExpression() && path.key === 'left') return;
  const binding = object.scope.getBinding(object.node.name);
  if (!binding) return;
  const known = fields.get(binding);
  if (known) known.names.add(name);
  else fields.set(binding, { path, names: new Set([name]) });
}

function patternHolds(pattern: ast.ObjectPattern, [name, ...rest]: readonly string[]): boolean {
  return pattern.properties.some((property) => {
    if (!is.isObjectProperty(property) || !is.isIdentifier(property.key, { name })) return false;
    if (rest.length === 0) return true;
    const value = is.isAssignmentPattern(property.value) ? property.value.left : property.value;
    return is.isObjectPattern(value) && patternHolds(value, rest);
  });
}
