import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/catalogue/index.js';
import { actionsJson, actionsMarkdown, actionsTable } from '../../src/report/actions-table.js';

const names = ACTIONS.map(({ name }) => name);

describe('the table of actions', () => {
  it('is plain text of 100 columns, without blanks at line ends', () => {
    const lines = actionsTable().split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBe(100);
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
    expect(lines.at(-1)).toBe('');
  });

  it('has every action once, with requests and verdict', () => {
    const first = actionsTable()
      .split('\n\n')[0]!
      .split('\n')
      .slice(2)
      .flatMap((line) => /^\S+/.exec(line) ?? []);
    expect(first).toEqual(names);
    expect(actionsTable()).toMatch(
      /^sec_lvl +PATCH \/zones\/\{zone_id\}\/settings\/security_level +safe, ids looked up$/m,
    );
    expect(actionsTable()).toMatch(/^ip_lkup +none +manual: threat-score-ended$/m);
    expect(actionsTable()).toMatch(/^ +DELETE \/user\/firewall\/access_rules\/rules\/\{rule_id\}$/m);
  });

  it('is Markdown with four cells a row', () => {
    const rows = actionsMarkdown().trimEnd().split('\n');
    expect(rows).toHaveLength(names.length + 2);
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
    expect(rows[2]).toContain('| `stats` |');
  });

  it('is JSON with the reasons in words and the sources as addresses', () => {
    const { schemaVersion, actions } = JSON.parse(actionsJson());
    expect(schemaVersion).toBe(1);
    expect(actions.map(({ action }: { action: string }) => action)).toEqual(names);
    const ending = actions.find(({ action }: { action: string }) => action === 'zone_grab');
    expect(ending).toMatchObject({
      applicability: 'manual',
      reason: 'no-counterpart',
      message: 'zone_grab has no v4 counterpart',
      v4: [],
    });
    const edit = actions.find(({ action }: { action: string }) => action === 'rec_edit');
    expect(edit).toMatchObject({ applicability: 'safe', permissions: ['Zone: Zone: Read', 'Zone: DNS: Edit'] });
    expect(edit.sources[0].url).toMatch(/^https:/);
  });
});
