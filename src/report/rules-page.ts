/** docs/rules.md: every rule in words, from the table that the program itself reads. */
import { mdText } from './md.js';
import { RULE_IDS, RULES } from './rules.js';

/** @returns Markdown with a line end; each rule has a heading, and so an anchor, of its own */
export function rulesMarkdown(): string {
  const rules = RULE_IDS.map((id) => {
    const { severity, what, why, help } = RULES[id];
    return [`## ${id}`, `${severity}. ${mdText(what)}`, `Why: ${mdText(why)}`, `What to do: ${mdText(help)}`];
  });
  return `${[
    '# Rules',
    'What `lint`, `ci` and `migrate` report. `--only` and `--skip` choose among them; `cfv1 explain` tells of them too, and of the reasons why a call is not simply rewritten.',
    ...rules.flat(),
  ].join('\n\n')}\n`;
}
