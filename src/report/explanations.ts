/** What `cfv1 explain` says of rules, reasons and v1 actions. All of it is the program's own words. */
import { ACTIONS, operation } from '../catalogue/index.js';
import type { Action, Param } from '../catalogue/types.js';
import type { RuleId } from '../finding.js';
import { REASONS, type Reason, type ReasonId } from '../plan/reasons.js';
import { RULE_IDS, RULES } from './rules.js';

const WIDTH = 100;

export function explainRule(id: RuleId): string {
  const { severity, what, why, help } = RULES[id];
  return lines([`${id} (rule, ${severity})`, '', ...wrap(what), '', field('why', why), field('help', help)]);
}

export function explainReason(id: ReasonId): string {
  const { applicability, message, help, link }: Reason = REASONS[id];
  const means =
    applicability === 'review'
      ? 'The rewrite is written, and a person should look at it.'
      : 'The code is left as it is, and a person has to change it.';
  return lines([
    `${id} (reason, ${applicability})`,
    '',
    // the places are filled in from a finding, and here is none
    ...wrap(message.replace(/\{\w+\}/g, '…')),
    '',
    field('means', means),
    field('help', help),
    ...(link ? [field('see', link)] : []),
  ]);
}

export function explainAction(action: Action): string {
  const section = action.section === null ? action.status : `section ${action.section} of the v1 document`;
  const reason = action.reason ?? action.review;
  return lines([
    `${action.name} (v1 action, ${section})`,
    '',
    ...wrap(`${action.summary}.`.replace(/\.\.$/, '.')),
    '',
    field('v4', requests(action)),
    field('verdict', action.verdict),
    field('why', action.why),
    ...(reason === null ? [] : [field('reason', reasonLine(reason))]),
    ...list('parameters', action.params.map(param)),
    ...list(
      'cases',
      action.cases.map((one) => `${one.when}: ${one.verdict}${one.reason === null ? '' : `, ${one.reason}`}`),
    ),
    ...list('notes', action.notes),
  ]);
}

/** Everything that can be explained, by name. */
export function explainList(): string {
  const reasons = Object.keys(REASONS) as ReasonId[];
  return lines([
    'Rules',
    ...RULE_IDS.flatMap((id) => wrap(`${id.padEnd(22)}${RULES[id].what}`, 2, 24)),
    '',
    'Reasons',
    ...reasons.flatMap((id) => wrap(`${id.padEnd(22)}${REASONS[id].message.replace(/\{\w+\}/g, '…')}`, 2, 24)),
    '',
    'Actions of API v1',
    ...wrap(ACTIONS.map(({ name }) => name).join(', '), 2, 2),
    '',
    'cfv1 explain NAME tells about one of them, cfv1 explain FILE:LINE about a place in the code.',
  ]);
}

function requests(action: Action): string {
  const setting = action.rewrite?.kind === 'set-setting' ? action.rewrite.setting : '{setting_id}';
  const all = action.operations.map((id) => {
    const { method, path, sdk } = operation(id);
    return `${method} ${path.replace('{setting_id}', setting)}${sdk === null ? '' : ` (${sdk})`}`;
  });
  return all.length === 0 ? 'none' : all.join(', then ');
}

function reasonLine(reason: string): string {
  const known: Reason | undefined = Object.hasOwn(REASONS, reason) ? REASONS[reason as ReasonId] : undefined;
  return known ? `${reason}. ${known.help}` : reason;
}

function param({ name, required, meaning, v4 }: Param): string {
  return `${name}${required ? '' : ' (optional)'}: ${meaning}; v4: ${v4 ?? 'none'}`;
}

function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`  ${title}:`, ...items.flatMap((item) => wrap(`- ${item}`, 4, 6))];
}

function field(name: string, text: string): string {
  return wrap(`${`${name}:`.padEnd(9)}${text}`, 2, 11).join('\n');
}

/** Breaks at blanks; the first line is indented by `first`, the others by `rest`. */
function wrap(text: string, first = 0, rest = 0): readonly string[] {
  const broken: string[] = [];
  let line = ' '.repeat(first);
  let empty = true;
  for (const word of text.split(/(?<=\S)(?=\s)/)) {
    if (!empty && line.length + word.length > WIDTH) {
      broken.push(line);
      line = ' '.repeat(rest) + word.trimStart();
    } else {
      line += word;
    }
    empty = false;
  }
  return [...broken, line];
}

function lines(parts: readonly string[]): string {
  return `${parts.join('\n')}\n`;
}
