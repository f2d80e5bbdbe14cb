/** The pages that are made from tables are what these tables say, and their examples what the program makes of them. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ACTIONS } from '../src/catalogue/index.js';
import { RULE_IDS } from '../src/report/rules.js';
import { ACTION_EXAMPLES, examined, RULE_EXAMPLES } from './docs-pages/examples.js';
import { PAGES } from './docs-pages/pages.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');

it('every page is what the tables say (npm run docs writes them)', () => {
  for (const [path, make] of Object.entries(PAGES)) {
    const text = make();
    if (process.env.UPDATE) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    expect.soft(read(path) === text, `${path}: npm run docs`).toBe(true);
  }
});

it('no page is of something that there is no more', () => {
  for (const folder of ['docs/rules', 'docs/actions', 'man'])
    for (const name of readdirSync(join(root, folder))) expect(Object.keys(PAGES)).toContain(`${folder}/${name}`);
});

it('every action and nearly every rule has an example, and the rule is raised in it', () => {
  expect(Object.keys(ACTION_EXAMPLES).sort()).toEqual(ACTIONS.map(({ name }) => name).sort());
  expect(RULE_IDS.filter((id) => !RULE_EXAMPLES[id])).toEqual(['v1-bridge', 'not-analysed']);
  for (const [id, { file, text }] of Object.entries(RULE_EXAMPLES)) {
    const found = examined(file, text).findings;
    if (id !== 'stored-record-id' || found.length > 0) expect(found.map(({ rule }) => rule)).toContain(id);
  }
});

it('links lead to pages and headings that there are', () => {
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => posix.join('docs', name.replaceAll('\\', '/')));
  const anchors = (path: string) =>
    [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
  const broken = [...pages, 'README.md'].flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)\s#]*)(?:#([\w-]+))?\)/g)].flatMap(([, file = '', anchor]) => {
      const target = file === '' ? page : posix.join(posix.dirname(page), file);
      if (!existsSync(join(root, target))) return [`${page}: ${target}`];
      return anchor && !anchors(target).includes(anchor) ? [`${page}: ${target}#${anchor}`] : [];
    }),
  );
  expect(broken).toEqual([]);
});

it('the manual page is one', () => {
  const text = read('man/cfv1.1');
  expect(text).toMatch(/^\.TH CFV1 1/m);
  expect(
    [...text.matchAll(/^\.(\w+)/gm)].map(([, name]) => name).filter((name) => !/^(?:TH|S[HS]|TP|B|br)$/.test(name!)),
  ).toEqual([]);
  expect(JSON.parse(read('package.json'))).toMatchObject({ man: ['./man/cfv1.1'] });
  if (!process.env.LONG) return;
  const shown = execFileSync('man', ['-l', '--warnings', '-P', 'cat', join(root, 'man/cfv1.1')], { encoding: 'utf8' });
  expect(shown).toContain('--patch-file');
});
