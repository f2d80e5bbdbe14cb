/** A promise that leaves what can be followed: what it is of becomes v1's once it is there. */

import { isDiscarded } from '../../find/answers/discarded.js';
import type { NodePath } from '../../syntax/index.js';
import { refusedText, shapedText } from '../borders.js';
import type { CallPlan, View } from '../call-plan.js';
import { moved } from '../rewriting/moved-text.js';
import { uses } from '../text.js';
import type { CallWriter } from './writer.js';

/** `asked`: the promise as the migrated code has it. */
export function promiseBorder(writer: CallWriter, plan: CallPlan, path: NodePath, asked: string, view: View): string {
  // what unwrapped v1's answer and nothing else
  const text = asked.replace(/\.then\(\((\w+)\) => \1\)$/, '');
  const { rewriter, step, end } = writer;
  const shape = plan.answer.shapes.get(path.node);
  if (shape?.is !== 'promise') return asked;
  const { of } = shape;
  const made = shapedText(rewriter, plan, of, plan.name, view, true);
  const body = made.startsWith('{') ? `(${made})` : made;
  const isRead = !isDiscarded(path);
  const ok = !isRead ? '() => {}' : `(${uses(made, plan.name) ? plan.name : ''}) => ${body}`;
  // What v1 answered as an error was an answer to those that wait, or nothing where they were given a part of it.
  const resolved = !plan.call.rejects && (of.is === 'text' || (of.is === 'v1' && of.path.length < 2));
  const refusal = () => {
    const error = rewriter.names.inside(path.scope, 'err');
    const refused = isRead ? refusedText(rewriter, of, error) : 'undefined';
    const given = refused === 'undefined' ? '' : `${step}return ${refused}${end}\n`;
    return `(${error}) => {\n${step}if (${writer.isNoApiError(error, plan.gated)}) ${writer.rethrown(error, plan.gated)}\n${given}}`;
  };
  const fail = resolved ? `, ${refusal()}` : '';
  const base = writer.indentOf(path);
  const link = `then(${ok}${fail})`;
  if (!text.includes('\n') && !link.includes('\n') && text.length + link.length < 100) return `${text}.${link}`;
  const inner = text.includes('\n') && /\n\)+(?:\.\w+\(\w*\))*$/.test(text) ? '.' : `\n${base}${step}.`;
  return `${text}${inner}${moved(link, inner === '.' ? base : base + step)}`;
}
