/** docs/rules/: a page for each rule, with an example that it is raised in; docs/reasons.md: every reason. */
import type { RuleId } from '../../src/finding.js';
import { REASONS, type Reason, type ReasonId } from '../../src/plan/reasons.js';
import { mdText } from '../../src/report/md.js';
import { RULE_IDS, RULES } from '../../src/report/rules.js';
import { cell, fence, page, table } from './action-page.js';
import { examined, RULE_EXAMPLES } from './examples.js';

export function rulePage(id: RuleId): string {
  const { severity, what, why, help } = RULES[id];
  return page([
    `# ${id}`,
    `${severity === 'error' ? 'An error' : severity === 'warning' ? 'A warning' : 'A note'}. ${mdText(what)}`,
    `**Why:** ${mdText(why)}`,
    `**What to do:** ${mdText(help)}`,
    ...example(id),
    `\`--only ${id}\` looks for this rule alone, \`--skip ${id}\` leaves it out; [a comment](../gate.md#hiding-a-finding) hides one finding. All rules: [rules.md](../rules.md).`,
  ]);
}

function example(id: RuleId): string[] {
  const given = RULE_EXAMPLES[id];
  if (!given) return [];
  const { findings, changes } = examined(given.file, given.text);
  const said = findings.map(({ rule, reason, applicability, range, message }) => {
    const line = given.text.slice(0, range.start).split('\n').length;
    return `${given.file}:${line}: ${RULES[rule].severity} ${rule}${reason ? `/${reason}` : ''} [${applicability}] ${message}`;
  });
  const after = changes.find(({ file }) => file === given.file)?.after;
  return [
    '## Example',
    `\`${given.file}\``,
    fence('js', given.text),
    fence('text', said.join('\n')),
    ...(after === undefined ? [] : ['`cfv1 migrate --write` writes', fence('js', after)]),
  ];
}

/** docs/rules.md */
export function rulesIndex(): string {
  const rows = RULE_IDS.map(
    (id) => `| [${id}](rules/${id}.md) | ${RULES[id].severity} | ${cell(mdText(RULES[id].what))} |`,
  );
  return page([
    '# Rules',
    'What `lint`, `ci` and `migrate` report. `--only` and `--skip` choose among them; `cfv1 explain` tells of them too. [reasons.md](reasons.md) has the reasons why a call is not simply rewritten.',
    table(['rule', 'severity', 'what'], rows),
  ]);
}

/** docs/reasons.md */
export function reasonsPage(): string {
  const part = (wanted: Reason['applicability']) =>
    (Object.entries(REASONS) as [ReasonId, Reason][])
      .filter(([, { applicability }]) => applicability === wanted)
      .flatMap(([id, { message, help, link }]) => [
        `### ${id}`,
        `${sentence(message)}`,
        `${mdText(help)}${link ? ` [More](${link}).` : ''}`,
      ]);
  return page([
    '# Reasons',
    'Why a call is not simply `safe`. `cfv1 explain REASON` says the same; reports, TODO comments and `--format json` name the reason of each finding.',
    '## For review',
    'Written by `migrate --write`, with a TODO comment above it; left out by `--safe-only` and `lint --fix`.',
    ...part('review'),
    '## By hand',
    'The code stays as it is.',
    ...part('manual'),
  ]);
}

/** The places are filled in from a finding, and here is none. */
function sentence(message: string): string {
  const text = message.replace(/`?\{\w+\}`?/g, '…');
  return mdText(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
}
