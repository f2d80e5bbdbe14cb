import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLIENT_WORDS } from '../../src/find/http/words.js';

const FOLDER = new URL('../../src/find/http/', import.meta.url);
/** What the clients' files name beside clients: packages that make promises, texts and addresses, and events. */
const OTHERS =
  /^(?:bluebird|util|q|when|es6-promisify|pify|thenify|thunkify|promise|rsvp|buffer|events|url|whatwg-url|url-parse|url-join)(?:\/|$)/;

/** Packages that a file looks for: lists named so, and those given to `calleeOf` and `isExternal`. */
function packagesIn(text: string): string[] {
  const lists = [
    ...text.matchAll(/(?:MODULES|PACKAGES|PROMISED)\s*=\s*(?:new Set\()?\[([^\]]*)\]/g),
    ...text.matchAll(/(?:calleeOf|isExternal)\([\w.?]+(?:\s*\?\?\s*[\w.]+)?,\s*\[([^\]]*)\]/g),
  ];
  const names = lists.flatMap(([, list = '']) => [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name));
  return [...new Set(names)].filter((name) => !OTHERS.test(name));
}

describe('CLIENT_WORDS', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts') && file !== 'words.ts');
  const packages = files.flatMap((file) => packagesIn(readFileSync(new URL(file, FOLDER), 'utf8')));

  it('holds every package that a client is looked for in', () => {
    expect(packages.length).toBeGreaterThan(40);
    expect(packages.filter((name) => !CLIENT_WORDS.test(`const x = require('${name}');`))).toEqual([]);
  });

  it.each([
    'fetch(url)',
    'new XMLHttpRequest()',
    '$.ajax({})',
    'jQuery.post(url)',
    '(function ($) {})(jQuery)',
    'HTTP.post(url)',
    'axios(url)',
    'reqwest({})',
    'new FormData()',
    "import https from 'node:https'",
  ])('knows %s', (text) => {
    expect(CLIENT_WORDS.test(text)).toBe(true);
  });

  it.each([
    '// http://example.com',
    'const request = null',
    '`$' + '{x}`',
    "require('lodash')",
  ])('lets %s be', (text) => {
    expect(CLIENT_WORDS.test(text)).toBe(false);
  });
});
