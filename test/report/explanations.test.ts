import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/catalogue/index.js';
import { REASONS, type ReasonId } from '../../src/plan/reasons.js';
import { explainAction, explainList, explainReason, explainRule } from '../../src/report/explanations.js';
import { RULE_IDS, RULES } from '../../src/report/rules.js';
import { redact } from '../../src/report/safe-text.js';

describe('explanations', () => {
  it.each(RULE_IDS)('tells what rule %s finds, why and what to do', (id) => {
    const { what, why, help, severity } = RULES[id];
    const text = explainRule(id).replace(/\s+/g, ' ');
    expect(text).toContain(`${id} (rule, ${severity})`);
    for (const sentence of [what, why, help]) {
      expect(sentence).toMatch(/\.$/);
      expect(text).toContain(sentence);
      // reports show them through the redactor
      expect(redact(sentence)).toBe(sentence);
    }
  });

  it.each(Object.keys(REASONS) as ReasonId[])('tells what to do about reason %s', (id) => {
    const text = explainReason(id).replace(/\s+/g, ' ');
    expect(text).toContain(REASONS[id].help);
    expect(text).not.toMatch(/\{\w+\}/);
    expect(redact(REASONS[id].help)).toBe(REASONS[id].help);
  });

  it.each(ACTIONS.map((action) => [action.name, action] as const))('tells what becomes of %s', (name, action) => {
    const text = explainAction(action);
    expect(text.startsWith(`${name} (v1 action`)).toBe(true);
    expect(text).toContain(`verdict: ${action.verdict}`);
    for (const param of action.params) expect(text).toContain(`- ${param.name}`);
  });

  it('names the v4 request and the setting', () => {
    expect(explainAction(ACTIONS.find(({ name }) => name === 'sec_lvl')!)).toContain(
      'PATCH /zones/{zone_id}/settings/security_level',
    );
  });

  it('lists everything', () => {
    const text = explainList();
    for (const name of [...RULE_IDS, ...Object.keys(REASONS), ...ACTIONS.map((action) => action.name)]) {
      expect(text).toContain(name);
    }
  });

  it('keeps to the width', () => {
    const all = [explainList(), ...ACTIONS.map(explainAction)].join('').split('\n');
    expect(all.filter((line) => line.length > 100 && !/\S{60}/.test(line))).toEqual([]);
  });
});
