/** docs/rules.md: every rule and every reason in words, from the tables that the program itself reads. */
import { REASONS, type Reason, type ReasonId } from '../plan/reasons.js';
import { mdText } from './md.js';
import { RULE_IDS, RULES } from './rules.js';

/** @returns Markdown with a line end; each rule and reason has a heading, and so an anchor, of its own */
export function rulesMarkdown(): string {
  const rules = RULE_IDS.map((id) => {
    const { severity, what, why, help } = RULES[id];
    return [`### ${id}`, `${severity}. ${mdText(what)}`, `Why: ${mdText(why)}`, `What to do: ${mdText(help)}`];
  });
  const reasons = (Object.keys(REASONS) as ReasonId[]).map((id) => {
    const { applicability, message, help, link }: Reason = REASONS[id];
    // the places are filled in from a finding, and here is none
    const says = mdText(`${message.replace(/\{\w+\}/g, '…')}.`.replace(/\.\.$/, '.'));
    return [`### ${id}`, `${applicability}. ${says}`, `What to do: ${mdText(help)}${link ? ` [More](${link})` : ''}`];
  });
  return `${[
    '# Rules and reasons',
    'What `cfv1 explain` tells of each. Rules may be given to `--only` and `--skip`; the comments that hide a finding name them too.',
    '## Rules',
    ...rules.flat(),
    '## Reasons',
    'Why a call is `review` (it is written, and a person should look) or `manual` (it is left as it is).',
    ...reasons.flat(),
  ].join('\n\n')}\n`;
}
