/** What is written around a call that a plugin of a build tool made: the plugin's condition, or its task. */

import type { BuildTask } from '../find/request.js';
import type { TextEdit } from '../finding.js';
import { endOf, type NodePath, spanOf, startOf } from '../syntax/index.js';
import type { CallPlan, View } from './call-plan.js';
import type { Rewriter } from './rewriter.js';
import { indentAt, sliceWith } from './text.js';
import { removal } from './unused-properties.js';
import { quoted } from './values.js';

/** `edits`: what is written in the place of the call itself. */
export function withSurroundings(
  edits: readonly TextEdit[],
  plan: CallPlan,
  view: View,
  rewriter: Rewriter,
): readonly TextEdit[] {
  const { unless, task } = plan.call;
  if (!unless && !task) return edits;
  const { start, end } = spanOf(plan.anchor.node);
  const indent = indentAt(rewriter.source, start);
  const { indent: step, semicolons } = rewriter.module.style;
  const inner = indent + step;
  const text = sliceWith(rewriter.source, start, end, [...edits]).replace(/\n(?=.)/g, `\n${step}`);
  if (unless) {
    const test = rewriter.render(unless.path, view);
    const negated = /^[\w$.]+$/.test(test) ? `!${test}` : `!(${test})`;
    return [{ start, end, text: `if (${negated}) {\n${inner}${text}\n${indent}}` }];
  }
  if (!task) return edits;
  const stop = semicolons ? ';' : '';
  const word = rewriter.module.style.es5 ? 'var' : 'const';
  const opening = `${rewriter.render(task.grunt, view)}.registerTask(${quoted(task.name, rewriter.module.style)}, function () {`;
  const written = `${opening}\n${inner}${word} done = this.async()${stop}\n${inner}${text}\n${indent}})${stop}`;
  return [{ start, end, text: written }, ...configurationEdits(task, rewriter)];
}

/** The task is told everything where it stands now. */
function configurationEdits({ configuration }: BuildTask, { module }: Rewriter): TextEdit[] {
  const object = configuration?.parentPath;
  if (!configuration || !object) return [];
  const list = object.get('properties') as NodePath[];
  const own = list.find(({ node }) => node === configuration.node);
  if (own && list.length > 1) return [removal(module, own, list)];
  return [{ start: startOf(object.node) + 1, end: endOf(object.node) - 1, text: '' }];
}
