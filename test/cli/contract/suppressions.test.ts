/** Comments that hide findings, with a reason; calls that they hide are not migrated either. */
import { describe, expect, it } from 'vitest';
import { git } from '../../workspace/temp-tree.js';
import { BAN, cfv1, ENDPOINT, findings, MINIFY, OLDER, PURGE, program, read, repository, UNKNOWN } from './real-run.js';

/** A program with a comment above its request. */
const above = (text: string, comment: string) => text.replace('\nrequest.post(', `\n${comment}\nrequest.post(`);

async function rules(files: Readonly<Record<string, string>>, line = 'lint'): Promise<readonly string[]> {
  return (await findings(repository(files), line)).found.map(({ rule }) => rule);
}

describe('a finding is hidden by', () => {
  it.each([
    ['a line comment above', above(PURGE, '// cfv1-ignore-next-line v1-call -- goes with the old server')],
    ['a block comment above', above(PURGE, '/* cfv1-ignore-next-line v1-call -- goes */')],
    ['a comment of several lines', above(PURGE, '/*\n * cfv1-ignore-next-line v1-call -- goes\n * with it\n */')],
    ['a comment with other comments below it', above(PURGE, '// cfv1-ignore-next-line -- goes\n\n// purge\n/* all */')],
    ['several rules, of which one is meant', above(PURGE, '// cfv1-ignore-next-line todo, v1-call -- goes')],
    ['another rule of the same call', above(MINIFY, '// cfv1-ignore-next-line v1-call -- goes')],
    ['no rule at all', above(UNKNOWN, '// cfv1-ignore-next-line -- goes')],
    ['a comment on its line', PURGE.replace("', form", "', /* cfv1-ignore-line -- goes */ form")],
    ['lines around it', `// cfv1-ignore-start v1-call -- goes\n${PURGE}// cfv1-ignore-end\n`],
    [
      'lines around it, one pair in another',
      `// cfv1-ignore-start -- a\n// cfv1-ignore-start todo -- b\n// TODO(cloudflare-v4): x\n// cfv1-ignore-end\n${PURGE}// cfv1-ignore-end\n`,
    ],
    ['a start without an end', `/* cfv1-ignore-start v1-call -- goes */\n${PURGE}`],
    ['the file', `${PURGE}\n// cfv1-ignore-file v1-call -- goes\n`],
  ])('%s', async (_name, text) => {
    expect(await rules({ 'a.js': text })).toEqual([]);
    expect(await rules({ 'a.ts': text.replaceAll('\n', '\r\n') })).toEqual([]);
  });

  it('comments in JSX', async () => {
    const component = (comment: string) =>
      `export const A = () => (\n  <p>\n    ${comment}\n    <a href={send('${ENDPOINT}')} />\n  </p>\n);\n`;
    expect(await rules({ 'a.jsx': component('') })).toEqual(['v1-endpoint']);
    expect(await rules({ 'a.jsx': component('{/* cfv1-ignore-next-line v1-endpoint -- goes */}') })).toEqual([]);
  });

  it('comments in HTML, for the markup; those of a script, for the script', async () => {
    const page = (markup: string, script: string) =>
      `<html>\n${markup}\n<form action="${ENDPOINT}"></form>\n<script>\n${script}\n$.post('${ENDPOINT}', { a: 'ban', key: ip, tkn: t, email: e });\n</script>\n</html>\n`;
    expect(await rules({ 'a.html': page('', '') })).toEqual(['v1-endpoint', 'v1-call']);
    expect(await rules({ 'a.html': page('<!-- cfv1-ignore-next-line v1-endpoint -- old -->', '') })).toEqual([
      'v1-call',
    ]);
    expect(await rules({ 'a.html': page('', '// cfv1-ignore-next-line v1-call -- old') })).toEqual(['v1-endpoint']);
  });
});

describe('in other languages', () => {
  const CURL =
    `curl ${ENDPOINT} -d 'a=devmode' -d 'tkn=$CF_KEY' -d 'email=$CF_EMAIL' -d 'z=example.com' -d 'v=1'`.replaceAll(
      "'",
      '"',
    );
  const HIDDEN: Readonly<Record<string, string>> = {
    'a.sh': `#!/bin/sh\n# cfv1-ignore-next-line v1-call -- goes\n${CURL}\n`,
    'a.py': `URL = '${ENDPOINT}'  # cfv1-ignore-line -- goes\n`,
    'a.yml': `# cfv1-ignore-start v1-endpoint -- goes\nurl: '${ENDPOINT}'\n# cfv1-ignore-end\n`,
    'a.php': `<?php\n/* cfv1-ignore-next-line v1-endpoint -- goes */\n$url = '${ENDPOINT}';\n`,
    'a.bat': `rem cfv1-ignore-file -- goes\nset URL=${ENDPOINT}\n`,
  };

  it.each(Object.entries(HIDDEN))('%s', async (file, text) => {
    const root = repository({ [file]: text });
    const { code, stdout } = await cfv1(root, 'lint --format json');
    const { findings: found, summary } = JSON.parse(stdout);
    expect({ code, found, hidden: summary.suppressed.comments }).toEqual({ code: 0, found: [], hidden: 1 });
    expect(await cfv1(root, 'migrate --write')).toMatchObject({ code: 0 });
    expect(read(root, file)).toBe(text);
    const without = text.replace(/cfv1-ignore[\w-]*/g, 'of old');
    expect(await rules({ [file]: without })).toHaveLength(1);
  });

  it('lint --fix takes out what hides nothing', async () => {
    const root = repository({ 'a.sh': `#!/bin/sh\n# cfv1-ignore-file -- old\nrun # cfv1-ignore-line -- old\n` });
    expect(await rules({ 'a.sh': read(root, 'a.sh') })).toEqual(['unused-suppression', 'unused-suppression']);
    await cfv1(root, 'lint --fix');
    expect(read(root, 'a.sh')).toBe('#!/bin/sh\nrun\n');
  });
});

describe('a comment of the markup', () => {
  const page = (before: string, behind = '') =>
    `${before}<script>\nconst fs = require('fs');\n${PURGE}</script>\n${behind}`;
  const told = async (text: string) => (await rules({ 'a.html': text })).join(' ');

  it('hides what stands in scripts too, which are not migrated then', async () => {
    const whole = page('<!-- cfv1-ignore-file v1-call -- goes in March -->\n');
    expect(await told(whole)).toBe('');
    expect(await told(page('<!-- cfv1-ignore-start -- goes -->\n', '<!-- cfv1-ignore-end -->\n'))).toBe('');
    const root = repository({ 'a.html': whole });
    await cfv1(root, 'migrate --write');
    expect(read(root, 'a.html')).toBe(whole);
  });

  it('hides nothing of other lines and rules, and is told then', async () => {
    expect(await told(page('<!-- cfv1-ignore-next-line -- goes -->\n'))).toBe('unused-suppression v1-call');
    expect(await told(page('<!-- cfv1-ignore-file v1-mock -- goes -->\n'))).toBe('unused-suppression v1-call');
    expect(await told(page('<!-- cfv1-ignore-start -- goes -->\n<!-- cfv1-ignore-end -->\n'))).toContain('v1-call');
    expect(await told(page('<!-- cfv1-ignore-file -->\n'))).toBe('bare-suppression');
  });
});

describe('--no-inline-config', () => {
  const TEXTS = {
    'a.js': above(PURGE, '// cfv1-ignore-next-line v1-call -- goes'),
    'b.py': `URL = '${ENDPOINT}'  # cfv1-ignore-line -- goes\n`,
    'c.html': `<!-- cfv1-ignore-file -- goes -->\n<form action="${ENDPOINT}"></form>\n`,
  };

  it('reports what comments hide, and says nothing of the comments', async () => {
    const root = repository(TEXTS);
    expect((await findings(root, 'ci')).found).toEqual([]);
    const { code, found } = await findings(root, 'ci --no-inline-config');
    expect(code).toBe(1);
    expect(found.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      'a.js v1-call',
      'b.py v1-endpoint',
      'c.html v1-endpoint',
    ]);
  });

  it('has migrate change it, too', async () => {
    const root = repository({ 'a.js': TEXTS['a.js'] });
    await cfv1(root, 'migrate --write --no-inline-config');
    expect(read(root, 'a.js')).toContain('cache.purge');
  });
});

it('SARIF has what is hidden as suppressed results', async () => {
  const root = repository({
    'a.js': above(PURGE, '// cfv1-ignore-next-line v1-call -- goes'),
    'b.js': PURGE,
    'c.js': PURGE,
  });
  await cfv1(root, 'lint --baseline debt.json --update-baseline c.js');
  const { stdout } = await cfv1(root, 'lint --baseline debt.json --format sarif');
  const { results } = JSON.parse(stdout).runs[0];
  const told = results.map(
    (one: { locations: [{ physicalLocation: { artifactLocation: { uri: string } } }]; suppressions: unknown }) => [
      one.locations[0].physicalLocation.artifactLocation.uri,
      one.suppressions,
    ],
  );
  expect(told).toEqual([
    ['b.js', []],
    ['a.js', [{ kind: 'inSource' }]],
    ['c.js', [{ kind: 'external' }]],
  ]);
});

describe('nothing is hidden by', () => {
  it.each([
    [
      'a comment about another rule',
      above(PURGE, '// cfv1-ignore-next-line todo -- goes'),
      ['v1-call', 'unused-suppression'],
    ],
    [
      'a comment two lines of code above',
      above(PURGE, '// cfv1-ignore-next-line -- goes\nsetup();'),
      ['v1-call', 'unused-suppression'],
    ],
    ['words in a string', above(PURGE, "log('// cfv1-ignore-next-line');"), ['v1-call']],
    ['a comment that tells of such comments', above(PURGE, '// write cfv1-ignore-next-line here'), ['v1-call']],
    [
      'a start that ended',
      `// cfv1-ignore-start -- a\nrun();\n// cfv1-ignore-end\n${PURGE}`,
      ['v1-call', 'unused-suppression', 'unused-suppression'],
    ],
    ['an end alone', `${PURGE}// cfv1-ignore-end\n`, ['v1-call', 'unused-suppression']],
    ['a name that is longer', above(PURGE, '// cfv1-ignore-next-lines -- a'), ['v1-call']],
  ])('%s', async (_name, text, expected) => {
    expect([...(await rules({ 'a.js': text }))].sort()).toEqual([...expected].sort());
  });
});

describe('bare-suppression and unused-suppression', () => {
  it('a comment hides without a reason, and is told', async () => {
    const root = repository({ 'a.js': above(PURGE, '// cfv1-ignore-next-line v1-call --') });
    expect(await findings(root, 'lint')).toMatchObject({
      code: 0,
      found: [{ rule: 'bare-suppression', severity: 'warning', message: 'cfv1-ignore-next-line gives no reason' }],
    });
    expect((await cfv1(root, 'lint --max-warnings 0')).code).toBe(1);
    const own = `// cfv1-ignore-file bare-suppression, unused-suppression -- no\n${above(PURGE, '// cfv1-ignore-next-line')}`;
    expect(await rules({ 'a.js': own })).toEqual(['unused-suppression', 'bare-suppression']);
  });

  it('what hides a finding that is not asked for is used', async () => {
    const files = { 'a.js': above(PURGE, '// cfv1-ignore-next-line v1-call -- goes') };
    for (const line of ['lint --only unused-suppression', 'lint --skip v1-call', 'ci', 'migrate'])
      expect(await rules(files, line)).toEqual([]);
  });

  it('lint --fix takes out what hides nothing, and that alone; migrate --write does not', async () => {
    const text = `// keep\n// cfv1-ignore-next-line todo -- old\nrun(); // cfv1-ignore-line -- old\n/* cfv1-ignore-line */ run();\n// cfv1-ignore-start\n${above(MINIFY, '// cfv1-ignore-next-line')}// cfv1-ignore-end\nexport const A = <p>\n  {/* cfv1-ignore-next-line -- old */}\n  {b /* cfv1-ignore-line -- old */}\n</p>;\n`;
    const root = repository({ 'a.jsx': text });
    await cfv1(root, 'migrate --write');
    expect(git(root, 'diff', '--name-only')).toBe('');
    expect(await cfv1(root, 'lint --fix --skip unused-suppression')).toMatchObject({ code: 0 });
    expect(git(root, 'diff', '--name-only')).toBe('');
    expect((await findings(root, 'lint --fix')).found.map(({ rule }) => rule)).toEqual([
      'bare-suppression',
      'bare-suppression',
    ]);
    expect(read(root, 'a.jsx')).toBe(
      `// keep\nrun();\nrun();\n// cfv1-ignore-start\n${above(MINIFY, '// cfv1-ignore-next-line')}// cfv1-ignore-end\nexport const A = <p>\n  {b}\n</p>;\n`,
    );
    expect((await cfv1(root, 'lint --fix')).stderr).not.toContain('changed');
  });

  it('together with a migration of the same file', async () => {
    const root = repository({ 'a.js': `// cfv1-ignore-next-line -- old\nrun();\n${PURGE}` });
    expect((await cfv1(root, 'lint --fix')).code).toBe(0);
    expect(read(root, 'a.js')).toContain('cloudflare.cache.purge');
    expect(read(root, 'a.js')).not.toContain('cfv1-ignore');
  });
});

describe('what is hidden', () => {
  it('is not migrated, gets no TODO and no bridge', async () => {
    const comment = '// cfv1-ignore-next-line -- stays';
    const files = Object.fromEntries(
      [PURGE, BAN, OLDER, MINIFY, UNKNOWN].map((text, i) => [`${i}.js`, above(text, comment)]),
    );
    const root = repository(files);
    for (const line of ['migrate', 'migrate --write', 'lint --fix', 'migrate --write --target fetch'])
      expect(await cfv1(root, line)).toMatchObject({ code: 0, stdout: '' });
    expect(git(root, 'status', '--porcelain')).toBe('');
  });

  it('leaves the others of the file to be migrated', async () => {
    const second = program("a: 'devmode', z: 'example.com', v: 1").replace(/^.*\n/, '');
    const root = repository({ 'a.js': above(PURGE, '// cfv1-ignore-next-line v1-call -- stays') + second });
    expect((await cfv1(root, 'migrate --write')).code).toBe(0);
    const text = read(root, 'a.js');
    expect(text).toContain("a: 'fpurge_ts'");
    expect(text).not.toContain("a: 'devmode'");
    expect(await cfv1(root, 'migrate --write --allow-dirty')).toMatchObject({ code: 0 });
    expect(read(root, 'a.js')).toBe(text);
  });

  it('is counted in the JSON report', async () => {
    const root = repository({ 'a.js': above(PURGE, '// cfv1-ignore-next-line -- stays'), 'b.js': MINIFY });
    for (const command of ['lint', 'ci', 'migrate']) {
      const { summary } = JSON.parse((await cfv1(root, `${command} --format json`)).stdout);
      expect(summary.suppressed).toEqual({ comments: 1, baseline: 0 });
      expect(summary.severity.error).toBe(1);
    }
  });
});
