/** The type that a variable of the answer has after the migration. */
import { locate } from '../find/answers/locate.js';
import type { Shape } from '../find/request.js';
import type { NodePath } from '../syntax/index.js';
import type { CallPlan, View } from './call-plan.js';
import { needHelper } from './needs.js';
import type { Rewriter } from './rewriter.js';

interface Context {
  readonly plan: CallPlan;
  readonly view: View;
  readonly rewriter: Rewriter;
}

/** `: Rec[]` in place of the author's annotation; a variable that held v1's envelope takes the type of its value. */
export function annotation(written: NodePath, shape: Shape, context: Context): string {
  const { plan, rewriter, view } = context;
  if (shape.is === 'v1' && locate(plan.action, shape.path).at === 'root') return rewriter.render(written, view);
  const declared = written.parentPath?.parentPath?.isVariableDeclarator() ?? false;
  if (declared) return '';
  return `: ${wholeType(plan, rewriter) ?? 'unknown'}`;
}

/** All of what v4 answers. */
export function wholeType(plan: CallPlan, rewriter: Rewriter): string | null {
  const type = answerType(plan, rewriter);
  return type && `${type}${plan.action.answer.kind === 'list' ? '[]' : ''}`;
}

/** One item of what v4 answers. */
export function answerType(plan: CallPlan, rewriter: Rewriter): string | null {
  const { shape, labelled } = plan.action.answer;
  if (shape !== 'record' && shape !== 'zone') return null;
  const type =
    rewriter.target === 'fetch'
      ? needHelper(rewriter, shape === 'zone' ? 'type-zone' : 'type-record')
      : `${rewriter.sdkName}.${shape === 'zone' ? 'Zones.Zone' : 'DNS.RecordResponse'}`;
  return labelled ? `(${type} & { display_name: string })` : type;
}
