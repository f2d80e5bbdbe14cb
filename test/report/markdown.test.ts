import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/report/markdown.js';
import { mdCode, mdText } from '../../src/report/md.js';
import { emptyReport, FINDINGS, hostileReport, migrationReport } from './example.js';

describe('--format markdown', () => {
  it('tells what moves, what to look at and why, and what is left', () => {
    const report = migrationReport({ findings: FINDINGS.slice(0, 2), baseline: { accepted: 8, gone: 6, fresh: 0 } });
    expect(markdown(report)).toBe(`# Cloudflare API v1 to v4

2 errors, 0 warnings in 1 of 9 files.

|  | count |
| --- | --: |
| would move, safe | 0 |
| would move, to review | 1 |
| left | 1 |
| files that would change | 1 |

Of 8 findings that the baseline accepts, 6 are gone (75 %); 0 are not in it.

## By action

| action | would move, safe | would move, to review | left |
| --- | --: | --: | --: |
| \`ip_lkup\` | 0 | 0 | 1 |
| \`rec_new\` | 0 | 1 | 0 |

## By file

| file | would move, safe | would move, to review | left |
| --- | --: | --: | --: |
| \`src/dns.ts\` | 0 | 1 | 1 |

## To review (1)

### rec_new becomes dns.records.create (1)

Check what callers do with it. \`cfv1 explain error-leaves\`

- \`src/dns.ts:3\` \`rec_new\`

## Left (1)

### ip_lkup has no v4 counterpart, threat scores ended with v1 (1)

Remove the call, or take the score from another service. \`cfv1 explain threat-score-ended\`

- \`src/dns.ts:4\` \`ip_lkup\`

## Next

- run \`npm install\`: package.json asks for cloudflare ^7

cloudflare-v1-codemod 0.1.0
`);
  });

  it('of a clean run is the counts', () => {
    expect(markdown(emptyReport())).not.toContain('##');
  });

  it('says of a written migration where the code is now, and what a TODO says of it once', () => {
    const [call] = FINDINGS;
    const { basis } = migrationReport();
    const todo = { ...call!, rule: 'todo' as const, severity: 'warning' as const, fingerprint: 'new' };
    const older = { ...todo, fingerprint: 'older', message: 'an older TODO' };
    const change = basis.input.migration!.changes[0]!;
    const report = migrationReport({
      findings: [todo, older],
      migration: {
        done: 'written',
        before: { findings: [call!, older], sources: basis.input.sources },
        changes: [{ ...change, after: `// one line more\n${change.after}` }],
        safeOnly: false,
        advice: [],
      },
    });
    const text = markdown(report);
    expect(text).toContain('| moved, to review | 1 |\n| left | 1 |');
    expect(text).toContain('- `src/dns.ts:4` `rec_new`');
    expect(text).toContain('### an older TODO (1)');
  });

  it('puts together what has one reason, and says of each what differs', () => {
    const [call] = FINDINGS;
    const findings = [
      { ...call!, reason: 'field-ended', message: 'a becomes b: the code reads `x`', applicability: 'manual' as const },
      { ...call!, reason: 'field-ended', message: 'c becomes d: the code reads `y`', applicability: 'manual' as const },
    ];
    const text = markdown(migrationReport({ findings }));
    expect(text).toContain('### the code reads …, which v4 does not answer (2)\n');
    expect(text).toContain('- `src/dns.ts:3` a becomes b: the code reads `x`\n- `src/dns.ts:3` c becomes d');
  });

  it('keeps hostile texts texts, and shows no credential', () => {
    const text = markdown(hostileReport());
    expect(text).not.toContain('canary');
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    // outside code, which shows everything as it is
    const prose = text.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(prose).not.toMatch(/<script|(?<!\\)\[|@/);
  });
});

describe('texts in Markdown', () => {
  it.each([
    ['a `b|c` d', 'a `b\\|c` d'],
    ['a ` b', 'a \\` b'],
    ['`a` `b', '`a` \\`b'],
    ['rec_new _x_ *y* [z](q)', 'rec_new \\_x\\_ \\*y\\* \\[z\\](q)'],
    ['<b> & @me #1', '&#60;b&#62; &#38; &#64;me \\#1'],
  ])('%s', (text, shown) => expect(mdText(text)).toBe(shown));

  it('are code whatever backticks they hold', () => {
    expect(mdCode('a`b')).toBe('`` a`b ``');
    expect(mdCode('``')).toBe('``` `` ```');
    expect(mdCode('')).toBe('\\`\\`');
  });
});
