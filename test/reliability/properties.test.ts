/** What holds for any text, any path and any program. LONG=1: a hundred times as many of them. The seed is printed. */

import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it, vi } from 'vitest';
import { baselineText, compare, parseBaseline } from '../../src/cli/baseline.js';
import type { Finding, RuleId } from '../../src/finding.js';
import { fingerprint } from '../../src/fingerprint.js';
import type { Target } from '../../src/options.js';
import { painter } from '../../src/report/colour.js';
import { compact } from '../../src/report/compact.js';
import { FORMATS, type FormatName } from '../../src/report/format-names.js';
import { github } from '../../src/report/github.js';
import { gitlab } from '../../src/report/gitlab.js';
import { html } from '../../src/report/html.js';
import { json } from '../../src/report/json.js';
import { jsonl } from '../../src/report/jsonl.js';
import { junit } from '../../src/report/junit.js';
import { markdown } from '../../src/report/markdown.js';
import { pretty } from '../../src/report/pretty.js';
import { rdjson } from '../../src/report/rdjson.js';
import { buildReport, type Report } from '../../src/report/report.js';
import { RULES } from '../../src/report/rules.js';
import { mask, redact } from '../../src/report/safe-text.js';
import { sarif } from '../../src/report/sarif.js';
import { totals } from '../../src/report/totals.js';
import { decode, encode } from '../../src/workspace/index.js';
import { casesOf, families, NEGATIVES, TARGETS } from '../fixtures/cases.js';
import { migrate } from '../fixtures/run-case.js';
import { analysed, failures } from './analysed.js';

const LONG = Boolean(process.env.LONG);
if (LONG) vi.setConfig({ testTimeout: 3_600_000 });
const SEED = Number(process.env.SEED ?? 20_131_107);

function holds<T>(what: fc.IProperty<T>, runs: number): void {
  fc.assert(what, { numRuns: LONG ? runs * 100 : runs, seed: SEED });
}

const CASES = families()
  .filter((family) => family !== NEGATIVES)
  .flatMap(casesOf);
const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const target = fc.constantFrom<Target>(...TARGETS);

describe('a fixture', () => {
  const PLAIN = CASES.filter(({ text }) => !text.includes('\r'));
  const one = fc.constantFrom(...PLAIN);
  const plain = (text: string) => text.replaceAll('\r\n', '\n');

  it('is rewritten alike with any mixture of line ends', () => {
    const mixed = fc.tuple(one, target, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }));
    holds(
      fc.property(mixed, ([fixture, to, ends]) => {
        let line = 0;
        const text = fixture.text.replaceAll('\n', () => (ends[line++ % ends.length] ? '\r\n' : '\n'));
        expect(plain(migrate(fixture, to, { text }).text)).toBe(migrate(fixture, to).text);
      }),
      3,
    );
  });

  it.each(['vue/setup', 'astro/frontmatter'])('of markup is: %s, where some lines end in another way', (which) => {
    const fixture = PLAIN.find(({ family, name }) => `${family}/${name}` === which)!;
    for (const other of [0, 1]) {
      let line = 0;
      const text = fixture.text.replaceAll('\n', () => (line++ % 2 === other ? '\r\n' : '\n'));
      expect(plain(migrate(fixture, 'sdk', { text }).text)).toBe(migrate(fixture, 'sdk').text);
    }
  });

  it('is rewritten alike with and without a byte order mark', () => {
    holds(
      fc.property(one, target, (fixture, to) => {
        const bare = fixture.text.replace(/^\uFEFF/, '');
        const marked = migrate(fixture, to, { text: `\uFEFF${bare}` });
        expect(marked.text).toBe(`\uFEFF${migrate(fixture, to, { text: bare }).text}`);
      }),
      3,
    );
  });

  it('is rewritten alike behind any comment', () => {
    const comment = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((text) => `/* ${text.replaceAll('*/', '')} */\n`);
    const scripts = PLAIN.filter(
      ({ input, text }) => /\.[cm]?js$/.test(input) && !/^(?:#!|['"]use|\uFEFF|\s*\/[/*])/.test(text),
    );
    holds(
      fc.property(fc.constantFrom(...scripts), target, comment, (fixture, to, before) => {
        fc.pre(!/cloudflare|cfv1|@flow|@ts-|eslint|tkn/i.test(before) && !HALF.test(before));
        const after = migrate(fixture, to, { text: before + fixture.text });
        expect(withoutSpace(after.text.replace(before, ''))).toBe(withoutSpace(migrate(fixture, to).text));
        expect(after.findings.map(kind)).toEqual(migrate(fixture, to).findings.map(kind));
      }),
      3,
    );
  });
});

describe('several fixtures in one file', () => {
  const alone = CASES.filter(
    ({ input, text, manifest }) =>
      input === 'input.js' && manifest === null && !/^\s*(?:import|export|#!)|await|\uFEFF|'use strict'/m.test(text),
  );

  it('are rewritten without overlap, into what parses and settles', () => {
    const some = fc.array(fc.constantFrom(...alone), { minLength: 2, maxLength: 4 });
    holds(
      fc.property(some, target, (fixtures, to) => {
        const text = fixtures.map((fixture) => `(function () {\n${fixture.text}\n})();\n`).join('\n');
        const { analysis } = analysed('several.js', text, { target: to });
        expect(failures(analysis.findings)).toEqual([]);
        expect(
          analysis.findings.filter(({ reason }) => reason === 'check-failed').map(({ message }) => message),
        ).toEqual([]);
      }),
      3,
    );
  });
});

const kind = ({ rule, applicability, reason }: Finding) => `${rule} ${applicability} ${reason}`;
const withoutSpace = (text: string) => text.replace(/\s+/g, '');

/** Names and texts that mean something to a shell, a terminal, a build log, XML, HTML, JSON or Markdown. */
const NASTY = [
  '::error::',
  '##[add-path]',
  '\u001b[2J',
  '\u001b]8;;http://x\u0007',
  '\u202e',
  '\u2028',
  '\n',
  '\r\n',
  '-rf',
  '$(id)',
  '`id`',
  '../',
  ']]>',
  '<script>',
  '"',
  "'",
  '&',
  '|',
  '%0A',
  '\\',
  '\0',
  '\ud800',
  '😀',
  'é',
  '#',
  '```',
  '-->',
  '](x)',
];
const nasty = fc
  .array(
    fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ maxLength: 12 })),
    {
      minLength: 1,
      maxLength: 10,
    },
  )
  .map((parts) => parts.join(''));

const RULE_IDS = Object.keys(RULES) as RuleId[];
const finding: fc.Arbitrary<(file: string, length: number) => Finding> = fc
  .record({
    rule: fc.constantFrom(...RULE_IDS),
    severity: fc.constantFrom('error' as const, 'warning' as const, 'note' as const),
    applicability: fc.constantFrom('safe' as const, 'review' as const, 'manual' as const),
    message: nasty,
    note: nasty,
    action: fc.option(nasty),
    at: fc.tuple(fc.nat(500), fc.nat(500)),
  })
  .map(({ at, note, action, ...rest }) => (file, length) => {
    const [start = 0, end = 0] = at.map((one) => one % (length + 1)).sort((a, b) => a - b);
    return {
      ...rest,
      file,
      range: { start, end },
      related: [{ file, start, end, message: note }],
      notes: [note],
      ...(action === null ? {} : { action }),
      fingerprint: fingerprint(rest.rule, file, note),
    };
  });

const report: fc.Arbitrary<Report> = fc
  .tuple(nasty, nasty, fc.array(finding, { maxLength: 4 }), nasty)
  .map(([file, text, findings, error]) =>
    buildReport({
      findings: findings.map((make) => make(file, text.length)),
      sources: [{ file, text }],
      files: { scanned: 3, parsed: 1, changed: 1 },
      errors: [{ file, message: error }],
      quiet: false,
    }),
  );

const isJson = (text: string) => void JSON.parse(text);
const eachLine = (text: string, check: (line: string) => void) => text.split('\n').slice(0, -1).forEach(check);
const lines = (text: string) => expect(text === '' || text.endsWith('\n')).toBe(true);

/** Name → how it is written, and what makes it well-formed. */
const FORMS: Readonly<Record<FormatName, readonly [(report: Report) => string, (text: string) => void]>> = {
  pretty: [(one) => pretty(one, { width: 100, paint: painter(false) }), lines],
  compact: [compact, lines],
  summary: [totals, lines],
  json: [json, isJson],
  jsonl: [jsonl, (text) => eachLine(text, isJson)],
  sarif: [sarif, isJson],
  github: [github, (text) => eachLine(text, (line) => expect(line).toMatch(/^::(?:error|warning|notice)\b/))],
  gitlab: [gitlab, isJson],
  junit: [junit, (text) => expect(XMLValidator.validate(text)).toBe(true)],
  rdjson: [rdjson, isJson],
  markdown: [markdown, lines],
  html: [html, (text) => expect(text.match(/<script\b/g)?.length ?? 0).toBeLessThanOrEqual(2)],
};

describe('any path and any text', () => {
  it.each(FORMATS)('give a well-formed %s report', (name) => {
    const [write, check] = FORMS[name];
    holds(
      fc.property(report, (one) => {
        const text = write(one);
        check(text);
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        expect(write(one)).toBe(text);
      }),
      16,
    );
  });
});

describe('a mask', () => {
  const CANARY = 'Xq7canary9Z';
  const roles = fc.constantFrom(
    (text: string) => `{ tkn: '${text}' }`,
    (text: string) => `form.email = "${text}";`,
    (text: string) => `'https://www.cloudflare.com/api_json.html?a=x&tkn=${text}'`,
    (text: string) => `headers: { 'X-Auth-Key': \`${text}\` }`,
    (text: string) => `h['Authorization'] = 'Bearer ${text}'`,
    (text: string) => `{"api_key": "${text}"}`,
    (text: string) => `const CLOUDFLARE_TOKEN = '${text}'`,
  );
  const code = fc.array(fc.constantFrom(...'abc _$.,;:=?|&()[]{}'.split(''), 'const ', '\n', 'tkn', 'email'), {
    maxLength: 30,
  });

  it('leaves nothing of a credential, whatever stands before and after', () => {
    holds(
      fc.property(code, roles, code, (before, role, after) => {
        expect(mask(`${before.join('')}\n${role(CANARY)}\n${after.join('')}`)).not.toContain(CANARY);
      }),
      200,
    );
  });

  it('masks nothing more the second time', () => {
    const parts = fc.oneof(
      code.map((all) => all.join('')),
      nasty,
      roles.map((role) => role(CANARY)),
    );
    holds(
      fc.property(fc.array(parts, { maxLength: 6 }), fc.boolean(), (all, bare) => {
        const once = mask(all.join('\n'), bare);
        expect(mask(once, bare)).toBe(once);
        const shown = redact(all.join('\n'));
        expect(redact(shown)).toBe(shown);
      }),
      200,
    );
  });
});

describe('a baseline', () => {
  it('comes back from its text, and holds what it was made from', () => {
    const entries = fc.uniqueArray(
      fc.record({
        rule: fc.constantFrom(...RULE_IDS),
        file: nasty,
        fingerprint: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 24, maxLength: 24 }),
        count: fc.integer({ min: 1, max: 9 }),
      }),
      { selector: ({ rule, file, fingerprint: print }) => `${rule}\0${file}\0${print}`, maxLength: 8 },
    );
    holds(
      fc.property(entries, (some) => {
        const text = baselineText(some);
        const read = parseBaseline('b.json', text);
        expect(baselineText(read)).toBe(text);
        expect([...read].map((one) => JSON.stringify(one)).sort()).toEqual(
          some.map((one) => JSON.stringify(one)).sort(),
        );
        const found = some.flatMap((one) =>
          Array.from(
            { length: one.count },
            () => ({ ...one, fingerprint: `${one.fingerprint}00000000` }) as unknown as Finding,
          ),
        );
        expect(compare(read, found, () => true)).toMatchObject({ fresh: [], gone: [], accepted: found.length });
      }),
      60,
    );
  });
});

describe('bytes', () => {
  it('come back from their text, or are refused', () => {
    holds(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const decoded = decode(bytes);
        if (decoded.ok) expect(encode(decoded.text, decoded.bom)).toEqual(Buffer.from(bytes));
      }),
      200,
    );
  });

  it('of a text are its own, or it holds half a pair', () => {
    holds(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.boolean(), (text, bom) => {
        const bytes = encode(text, bom);
        if (bytes === null) expect(text).toMatch(HALF);
        else expect(bytes.toString('utf8')).toBe((bom ? '\uFEFF' : '') + text);
      }),
      200,
    );
  });
});
