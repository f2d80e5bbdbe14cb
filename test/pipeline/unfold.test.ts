import { describe, expect, test } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const PURGE = (quote = "'") =>
  `request.post('https://www.cloudflare.com/api_json.html', { form: { a: ${quote}fpurge_ts${quote}, tkn: KEY, email: MAIL, z: 'example.com', v: 1 } }, function () {});`;
const HEAD = "const request = require('request');\nconst KEY = process.env.KEY;\nconst MAIL = process.env.MAIL;\n";

function run(file: string, text: string, more: { file: string; text: string }[] = []) {
  return analyse([{ file, text }, ...more], { manifests: {}, lockFile: null }, DEFAULT_MIGRATION);
}

describe('a page or component', () => {
  test('changes in its scripts alone, whatever stands around them', () => {
    const before =
      '<!-- <script>no</script> -->\r\n<p title="</script>">a\u2028b</p>\n\n<SCRIPT type="text/javascript">\n';
    const after = '\n  </SCRIPT >\n<style>p::after { content: "<script>" }</style>\n<p>no end';
    const [change] = run('page.html', `${before}${HEAD}${PURGE()}${after}`).changes;
    expect(change?.file).toBe('page.html');
    expect(change?.after.startsWith(before)).toBe(true);
    expect(change?.after.endsWith(after)).toBe(true);
    expect(change?.after).toContain('cloudflare.cache.purge(');
  });

  test('has its findings where they stand', () => {
    const text = `<template><p/></template>\n<script>\n${HEAD}\n${PURGE()}\n</script>\n`;
    const { findings } = run('src/A.vue', text);
    expect(findings.map(({ rule, file }) => `${rule} ${file}`)).toEqual(['v1-call src/A.vue']);
    const { start, end } = findings[0]!.range;
    expect(text.slice(start, end)).toBe(PURGE().slice(0, -1));
  });

  test('two scripts are two sources and one change', () => {
    const script = `<script>\n${HEAD}${PURGE()}\n</script>`;
    const { changes, findings } = run('two.html', `${script}\n<hr>\n${script}\n`);
    expect(findings).toHaveLength(2);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.after.match(/cloudflare\.cache\.purge\(/g)).toHaveLength(2);
    expect(run('two.html', changes[0]!.after).changes).toEqual([]);
  });

  test('keeps names that its markup uses, though the script needs them no more', () => {
    const script = `<script setup>\nimport request from 'request';\nconst API = 'https://www.cloudflare.com/api_json.html';\nrequest.post(API, { form: { a: 'fpurge_ts', tkn: process.env.K, email: process.env.M, z: 'example.com', v: 1 } }, () => {});\n</script>\n`;
    const alone = run('A.vue', `${script}<template><p/></template>`).changes[0]?.after;
    expect(alone).not.toContain('const API');
    const used = run('A.vue', `${script}<template><p>{{ API }}</p></template>`).changes[0]?.after;
    expect(used).toContain('const API');
    expect(used).not.toContain('$markup');
  });

  test.each([
    [
      'fetch in a page',
      'a.html',
      "fetch('https://www.cloudflare.com/api_json.html?a=stats&z=x&tkn=' + k + '&email=' + m);",
      'browser',
    ],
    [
      'axios in a component',
      'A.vue',
      "import axios from 'axios';\naxios.post('https://www.cloudflare.com/api_json.html', new URLSearchParams({ a: 'fpurge_ts', tkn: k, email: m, z: 'example.com', v: '1' }));",
      'browser',
    ],
    ['request in a component', 'A.svelte', `${HEAD}${PURGE()}`, undefined],
  ])('%s', (_name, file, code, reason) => {
    const { findings } = run(file, `<script>\n${code}\n</script>`);
    expect(findings.map((finding) => finding.reason)).toEqual([reason]);
  });

  test('scripts that are no JavaScript are not read, nor reported where they hold nothing of v1', () => {
    const page = `<script type="text/template">{{ x }}</script><script>var cdn = 'cdnjs.cloudflare.com', x = {{ x }};</script>`;
    expect(run('a.html', page)).toMatchObject({ findings: [], changes: [] });
    const { findings } = run(
      'b.html',
      `<script>{% if x %}$.post('https://www.cloudflare.com/api_json.html', {{ x }})</script>`,
    );
    expect(findings.map(({ rule }) => rule)).toEqual(['parse-error']);
  });

  test.each([
    ['a form', '<form action="https://www.cloudflare.com/api_json.html" method="post">', 1],
    ['a handler', `<a onclick="$.get('https://www.cloudflare.com/api_json.html?a=stats')">x</a>`, 1],
    ['JSONP', '<script src="https://www.cloudflare.com/api_json.html?a=stats&callback=x"></script>', 1],
    ['a link', '<a href="https://www.cloudflare.com/api_json.html">docs</a>', 0],
    ['a link that asks', '<a href="https://www.cloudflare.com/api_json.html?a=fpurge_ts">purge</a>', 1],
    ['text', '<p title="https://www.cloudflare.com/api_json.html">https://www.cloudflare.com/api_json.html</p>', 0],
    ['a comment', '<!-- <form action="https://www.cloudflare.com/api_json.html"> -->', 0],
  ])('%s in the markup', (_name, markup, count) => {
    expect(run('a.html', markup).findings.map(({ rule }) => rule)).toEqual(Array(count).fill('v1-endpoint'));
  });

  test('an expression of a component that sends', () => {
    const text = `<p>{{ $http.get('https://www.cloudflare.com/api_json.html') }}</p>`;
    expect(run('A.vue', text).findings.map(({ rule }) => rule)).toEqual(['v1-endpoint']);
    expect(run('a.html', text).findings).toEqual([]);
  });
});
