import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { html } from '../../src/report/html.js';
import { diffHtml } from '../../src/report/html-diff.js';
import { STYLE } from '../../src/report/html-style.js';
import { CHROMIUM, inChromium } from './chromium.js';
import { emptyReport, hostileReport, migrationReport } from './example.js';

const PAGES = { empty: html(emptyReport()), migration: html(migrationReport()), hostile: html(hostileReport()) };

/** Tags with their attributes, as far as they are the page's own. */
function tags(page: string): string[] {
  const body = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1></$1>');
  return [...body.matchAll(/<\/?[a-z][^>]*>/gi)].map(([tag]) => tag);
}

describe('--format html', () => {
  it.each(Object.entries(PAGES))('of the %s report asks for nothing else and closes what it opens', (_name, page) => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    const open: string[] = [];
    for (const tag of tags(page)) {
      expect(tag).not.toMatch(/\s(?:src|href|style|on\w+)=/i);
      const [, slash, name = ''] = /^<(\/?)([a-z0-9]+)/i.exec(tag) ?? [];
      if (['meta', 'input', 'col', 'rect'].includes(name)) continue;
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
    for (const kind of ['style', 'script']) {
      const found = [...page.matchAll(new RegExp(`<${kind}>([\\s\\S]*?)</${kind}>`, 'g'))].map(([, text = '']) => text);
      expect(found).toHaveLength(1);
      const hash = createHash('sha256').update(found[0]!).digest('base64');
      expect(page).toContain(`${kind}-src 'sha256-${hash}'`);
    }
    expect(page).not.toMatch(/canary|https?:\/\//);
    expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(page).not.toContain('##[');
  });

  it('is the same each time', () => {
    expect(html(migrationReport())).toBe(PAGES.migration);
  });

  it('shows totals, bars, places and both sides of a change', () => {
    const { migration } = PAGES;
    expect(migration).toContain('<b>1</b> would move, to review</li>');
    expect(migration).toContain('<rect class="review" x="0" y="0" width="100" height="8"/>');
    expect(migration).toContain('<th scope="row"><code>rec_new</code></th>');
    expect(migration).toContain('<th scope="row"><code>src</code></th>');
    expect(migration).toContain('<details class="file" data-file="src/dns.ts" open>');
    expect(migration).toContain('<td class="del"><del><code>await request.post(V1_URL, { form });</code></del></td>');
    expect(migration).toContain('<td class="ins"><ins><code>await cloudflare.dns.records.create(record);</code></ins>');
    expect(migration).toContain('<code>npm install</code>');
  });

  it('marks what is not the same in two lines, and cuts what is too long', () => {
    const before = "a({ ttl: '120' });\n";
    const long = `b('${'x'.repeat(500)}');\n`;
    const text = diffHtml({ file: 'a.js', before, after: `a({ ttl: 120 });\n${long}` }).text;
    expect(text).toContain('<code>a({ ttl: <mark>&#39;120&#39;</mark> });</code>');
    expect(text).toContain('<code>a({ ttl: <mark>120</mark> });</code>');
    expect(text).toMatch(/x{290,300}…<\/code>/);
    expect(text).toContain('+2 −1');
  });

  it('tells of the baseline and of an incomplete run', () => {
    expect(PAGES.hostile).toContain('<progress max="4" value="1" aria-labelledby="baseline"></progress>');
    expect(PAGES.hostile).toContain('The run is incomplete');
    expect(PAGES.migration).not.toContain('The run is incomplete');
  });

  it('names every field, and every part by a heading that there is', () => {
    for (const page of Object.values(PAGES)) {
      const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
      for (const [, id] of page.matchAll(/ (?:aria-labelledby|for)="([^"]+)"/g)) expect(ids).toContain(id);
    }
  });

  it.each(['light', 'dark'])('can be read in %s: text stands out from what is behind it', (theme) => {
    const [light = '', dark = ''] = [...STYLE.matchAll(/--bg[^}]*/g)].map(([text]) => text);
    const colours = new Map(
      [...(theme === 'light' ? light : dark).matchAll(/--(\w+):(#\w+)/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
    const luminance = (name: string) => {
      const hex = colours.get(name)!.slice(1);
      const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
      const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
        const value = Number.parseInt(full.slice(at, at + 2), 16) / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a: string, b: string) => {
      const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
      return (high! + 0.05) / (low! + 0.05);
    };
    for (const text of ['fg', 'soft', 'safe', 'review', 'left', 'link'])
      for (const behind of ['bg', 'card'])
        expect({ text, behind, ok: contrast(text, behind) >= 4.5 }).toMatchObject({ ok: true });
    for (const behind of ['del', 'ins', 'delm', 'insm']) expect(contrast('fg', behind)).toBeGreaterThanOrEqual(4.5);
  });
});

describe.skipIf(CHROMIUM === null)('the page in Chromium (skipped where there is none)', () => {
  const shown = `[...document.querySelectorAll('.finding')].filter((one) => one.checkVisibility()).length`;
  const type = (text: string) =>
    `query.value = ${JSON.stringify(text)}; query.dispatchEvent(new Event('input')); document.getElementById('shown').textContent`;
  const inFile = async (page: string, test: (url: string) => Promise<void>) => {
    const folder = mkdtempSync(join(tmpdir(), 'cfv1 page '));
    try {
      const file = join(folder, 'report.html');
      writeFileSync(file, page);
      await test(pathToFileURL(file).href);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it('filters, asks for nothing over a network, and fits narrow windows', async () => {
    await inFile(PAGES.migration, (url) =>
      inChromium(url, true, async ({ evaluate, resize, screenshot, requests, complaints }) => {
        expect(await evaluate(shown)).toBe(3);
        expect(await evaluate(`document.getElementById('shown').textContent`)).toBe('3 in 2 files');
        expect(await evaluate(type('ip_lkup'))).toBe('1 in 1 file');
        expect(await evaluate(type('SRC/dns becomes'))).toBe('1 in 1 file');
        expect(await evaluate(type('nothing of that name'))).toBe('0 in 0 files');
        expect(await evaluate(type(''))).toBe('3 in 2 files');
        expect(
          await evaluate(
            `document.querySelector('[value=left]').click(); document.getElementById('shown').textContent`,
          ),
        ).toBe('1 in 1 file');
        expect(await evaluate(`document.getElementById('close').click(); ${shown}`)).toBe(0);
        expect(await evaluate(`document.getElementById('open').click(); ${shown}`)).toBe(1);
        for (const width of [1280, 360]) {
          await resize(width, 800);
          expect(await evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
          expect((await screenshot()).length).toBeGreaterThan(5_000);
        }
        expect(requests).toEqual([url]);
        expect(complaints).toEqual([]);
      }),
    );
  });

  it('can be read without scripts, and is no other page through hostile texts', async () => {
    await inFile(PAGES.hostile, (url) =>
      inChromium(url, false, async ({ evaluate, requests, complaints }) => {
        expect(await evaluate(shown)).toBe(2);
        expect(await evaluate(`document.getElementById('filter').checkVisibility()`)).toBe(false);
        expect(await evaluate('document.scripts.length')).toBe(1);
        expect(await evaluate(`document.querySelector('.file > summary code').textContent`)).toContain('</script>.js');
        expect(requests).toEqual([url]);
        expect(complaints).toEqual([]);
      }),
    );
  });
});
