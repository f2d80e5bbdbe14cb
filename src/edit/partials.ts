/** Variables that hold an object on the way to fields: `var props = rec.props`, `const { props } = rec`. */
import { shape as objectShape } from '../catalogue/index.js';
import type { Action, Field } from '../catalogue/types.js';
import type { Answer } from '../find/answers/answer.js';
import { locate } from '../find/answers/locate.js';
import { type ast, type Binding, is, type NodePath } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';
import type { Rewriter } from './rewriter.js';

/** Has v4 the object as well, under the same name? Its variable stays, then. */
export function staysInV4(action: Action, name: string): boolean {
  const fields = action.answer.shape ? objectShape(action.answer.shape).fields : [];
  const inside = fields.filter((field) => field.name.startsWith(`${name}.`) && field.v4 !== null);
  return inside.length > 0 && inside.every(({ v4 }) => v4?.startsWith(`${name}.`));
}

/** The name of the object that a variable holds, as in `props`; null where it holds something else. */
export function partialName(binding: Binding, plan: Pick<CallPlan, 'answer' | 'action'>): string | null {
  const shape = plan.answer.holders.get(binding);
  const place = shape?.is === 'v1' ? locate(plan.action, shape.path) : null;
  return place?.at === 'partial' ? place.name : null;
}

/** Is a variable of the object needed for reads of single fields alone, so that these can be read without it? */
export function isOnlyRead(binding: Binding, answer: Answer, action: Action): boolean {
  return binding.constant && binding.referencePaths.every((use) => fieldRead(use, answer, action) !== null);
}

/** `props.cloud_on`: the field. */
function fieldRead(use: NodePath, answer: Answer, action: Action): Field | null {
  let path = use;
  while (
    path.key === 'object' &&
    (path.parentPath?.isMemberExpression() || path.parentPath?.isOptionalMemberExpression())
  ) {
    path = path.parentPath;
    const shape = answer.shapes.get(path.node);
    const place = shape?.is === 'v1' ? locate(action, shape.path) : null;
    if (place?.at === 'field') return place.field;
    if (place?.at !== 'partial') return null;
  }
  return null;
}

/** The expression that a variable of the object was declared with; null where a pattern binds it. */
export function declaredAs(binding: Binding): NodePath | null {
  const { path } = binding;
  if (!binding.constant || !path.isVariableDeclarator() || !is.isIdentifier(path.node.id)) return null;
  const init = path.get('init') as NodePath;
  return init.isMemberExpression() || init.isOptionalMemberExpression() ? init : null;
}

const TAKEN = new WeakMap<ast.Node, ReadonlyMap<Field, string>>();

/** The fields that are read of an object that a pattern takes, and the variables that take their place. */
export function takenFields(binding: Binding, plan: CallPlan, rewriter: Rewriter): ReadonlyMap<Field, string> {
  const known = TAKEN.get(binding.identifier);
  if (known) return known;
  const taken = new Map<Field, string>();
  for (const use of binding.referencePaths) {
    const field = fieldRead(use, plan.answer, plan.action);
    if (!field || taken.has(field)) continue;
    const wish = (field.v4 ?? field.name).split('.').at(-1) as string;
    let name = rewriter.names.inside(binding.scope, wish);
    for (let number = 2; [...taken.values()].includes(name); number++)
      name = rewriter.names.inside(binding.scope, `${wish}${number}`);
    taken.set(field, name);
  }
  TAKEN.set(binding.identifier, taken);
  return taken;
}
