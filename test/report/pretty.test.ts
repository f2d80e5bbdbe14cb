import { describe, expect, it } from 'vitest';
import { painter, takesColour } from '../../src/report/colour.js';
import { pretty } from '../../src/report/pretty.js';
import { countsLine, migrationSummary } from '../../src/report/summary.js';
import { exampleReport, FINDINGS } from './example.js';

const PLAIN = { width: 80, paint: painter(false) };

describe('findings for people', () => {
  it('shows place, message, lines, related places, why and what to do', () => {
    const report = exampleReport({ findings: FINDINGS.slice(0, 1) });
    expect(pretty(report, PLAIN)).toBe(`src/dns.ts:3:7  error  v1-call/error-leaves  [review]
  rec_new becomes dns.records.create

    1 │ const form = { a: 'rec_new', z: zone,
    2 │   tkn: '**********', email: '******************' };
  > 3 │ await request.post(V1_URL, { form });
      │       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    4 │ lookup(form);
    5 │
  at src/config.ts:1:18  the address is written here
  at src/dns.ts:1:14  form with tkn: '**********'

  why:   Cloudflare answers API v1 no more, so this call fails.
  fix:   dns.records.create: to review, cfv1 migrate --write writes it and leaves a TODO
  help:  Check what callers do with it.
  docs:  cfv1 explain v1-call
`);
  });

  it('offers no fix where there is none', () => {
    const text = pretty(exampleReport({ findings: FINDINGS.slice(1, 2) }), PLAIN);
    expect(text).toContain('[manual]');
    expect(text).toContain('help:  Remove the call, or take the score from another service.');
    expect(text).not.toContain('fix:');
  });

  it('places a finding whose text is not known, and shows what a terminal would act on', () => {
    const text = pretty(exampleReport({ findings: FINDINGS.slice(2) }), PLAIN);
    expect(text).toContain('test/\\u202edns.js:1:1  note  v1-mock  [manual]\n  nock imitates API v1\\u001b[2J\n');
  });

  it('is empty where nothing was found', () => {
    expect(pretty(exampleReport({ findings: [] }), PLAIN)).toBe('');
  });

  it('reports errors alone when it is to be quiet, and still counts the rest', () => {
    const report = exampleReport({ quiet: true });
    expect(report.findings.map(({ rule }) => rule)).toEqual(['v1-call', 'removed-action']);
    expect(report.summary.severity).toEqual({ error: 2, warning: 0, note: 1 });
  });

  it('paints when asked', () => {
    const text = pretty(exampleReport(), { width: 80, paint: painter(true) });
    expect(text).toContain('\u001b[31merror\u001b[39m');
  });
});

describe('colour', () => {
  it('follows flag, NO_COLOR, FORCE_COLOR and the terminal, in this order', () => {
    const tty = { isTTY: true };
    expect(takesColour(tty, {}, null)).toBe(true);
    expect(takesColour({}, {}, null)).toBe(false);
    expect(takesColour(tty, { NO_COLOR: '1' }, null)).toBe(false);
    expect(takesColour(tty, { NO_COLOR: '1' }, true)).toBe(true);
    expect(takesColour({}, { FORCE_COLOR: '1' }, null)).toBe(true);
    expect(takesColour(tty, { FORCE_COLOR: '0' }, null)).toBe(false);
    expect(takesColour(tty, { TERM: 'dumb' }, null)).toBe(false);
    expect(takesColour(tty, {}, false)).toBe(false);
  });
});

describe('summary', () => {
  it('counts findings in one line', () => {
    expect(countsLine(exampleReport().summary)).toBe('2 errors, 0 warnings, 1 note in 2 of 9 files');
  });

  it('tells of files, applicability, actions and advice', () => {
    const text = migrationSummary(exampleReport().summary, 'preview', ['run npm install cloudflare@7']);
    expect(text).toBe(`9 files scanned, 2 with findings, 1 would change
0 safe, 1 to review, 2 by hand
  action     safe  review  manual
  ip_lkup       0       0       1
  rec_new       0       1       0
note: run npm install cloudflare@7`);
  });
});
