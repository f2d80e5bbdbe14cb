/** What a record's fields become in the call of v4, by what the form held. */
import { expect, it } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const ROWS = [
  // v1 took text; what is left out or empty is v4's 1, automatic
  ['ttl: 1', 'ttl: 1'],
  ["ttl: '300'", 'ttl: 300'],
  ["ttl: ''", 'ttl: 1'],
  ['ttl: null', 'ttl: 1'],
  ['ttl: ttl', 'ttl: Number(ttl ?? 1)'],
  ['ttl: o.ttl', 'ttl: Number(o.ttl ?? 1)'],
  ['ttl: +ttl', 'ttl: Number(+ttl)'],
  ['ttl: ttl || 1', 'ttl: Number(ttl || 1)'],
  ["ttl: ttl || ''", 'ttl: Number(ttl || 1)'],
  ['ttl: ttl ?? null', 'ttl: Number(ttl ?? 1)'],
  ['ttl: on ? 1 : 300', 'ttl: on ? 1 : 300'],
  ["ttl: on ? 300 : ''", 'ttl: on ? 300 : 1'],
  ['ttl: on ? ttl : 1', 'ttl: on ? Number(ttl ?? 1) : 1'],
  // no priority is none
  ['prio: 10', 'priority: 10'],
  ["prio: ''", 'priority: undefined'],
  ['prio: prio', 'priority: prio == null ? undefined : Number(prio)'],
  ['prio: o.prio', 'priority: o.prio == null ? undefined : Number(o.prio)'],
  ['prio: prio || 10', 'priority: Number(prio || 10)'],
  ['prio: prio || undefined', 'priority: prio ? Number(prio) : undefined'],
  ['prio: prio ?? null', 'priority: prio != null ? Number(prio) : undefined'],
  ["prio: on ? prio : ''", 'priority: on ? Number(prio) : undefined'],
  // of a record that has none
  ['service_mode: 1, prio: 10', 'proxied: true'],
  // '1' and '0' are true and false, whatever the condition holds
  ['service_mode: 1', 'proxied: true'],
  ["service_mode: '0'", 'proxied: false'],
  ['service_mode: true', 'proxied: true'],
  ["service_mode: ''", 'proxied: undefined'],
  ['service_mode: on ? 1 : 0', 'proxied: Boolean(on)'],
  ["service_mode: on ? '0' : '1'", 'proxied: !on'],
  ['service_mode: o.on ? 0 : 1', 'proxied: !o.on'],
  ['service_mode: !on ? 1 : 0', 'proxied: !on'],
  ['service_mode: !on ? 0 : 1', 'proxied: Boolean(on)'],
  ['service_mode: on && off ? 0 : 1', 'proxied: !(on && off)'],
  ['service_mode: on && off ? 1 : 0', 'proxied: Boolean(on && off)'],
  ['service_mode: on === 1 ? 1 : 0', 'proxied: on === 1'],
  ['service_mode: on === 1 ? 0 : 1', 'proxied: !(on === 1)'],
  ['service_mode: on ? 1 : 1', 'proxied: on ? true : true'],
  ['service_mode: on ? x : 1', "proxied: on ? String(x) === '1' : true"],
  ['service_mode: on', "proxied: on == null ? undefined : String(on) === '1'"],
  ['service_mode: o.on', "proxied: o.on == null ? undefined : String(o.on) === '1'"],
  ['service_mode: +on', "proxied: String(+on) === '1'"],
  // v4 wants the complete name, in ASCII
  ["name: '@'", "name: 'example.com'"],
  ["name: ''", "name: 'example.com'"],
  ["name: 'example.com'", "name: 'example.com'"],
  ["name: 'www'", "name: 'www.example.com'"],
  ["name: '*.www'", "name: '*.www.example.com'"],
  ["name: 'www.example.com.'", "name: 'www.example.com'"],
  ["name: 'wwwexample.com'", "name: 'wwwexample.com.example.com'"],
  ["name: 'bücher'", "name: 'xn--bcher-kva.example.com'"],
  ["name: host + '.example.com'", "name: host + '.example.com'"],
  ["name: host + 'example.com'", "name: recordName(host + 'example.com', 'example.com')"],
  ['name: `${host}.example.com`', 'name: `${host}.example.com`'],
  ["name: 'a' + host", "name: recordName('a' + host, 'example.com')"],
  ['name: host', "name: recordName(host, 'example.com')"],
  // of a zone that is not known
  ["name: 'www', z: o.zone", 'name: `www.${o.zone}`'],
  ["name: '@', z: o.zone", 'name: o.zone'],
  ["name: 'a.b', z: o.zone", "name: recordName('a.b', o.zone)"],
  ["name: 'www.' + host, z: host", "name: 'www.' + host"],
  ["name: 'www' + host, z: host", "name: recordName('www' + host, host)"],
  ["name: 'www.' + off, z: host", "name: recordName('www.' + off, host)"],
] as const;

it('each is converted where it is known, and in code where it is not', () => {
  const form = (row: string) =>
    [
      "a: 'rec_new', tkn: process.env.K, email: process.env.E",
      `type: '${row.startsWith('prio') ? 'MX' : 'A'}', content: x`,
      ...(row.startsWith('name') ? [] : ["name: 'a'"]),
      ...(row.includes('z: ') ? [] : ["z: 'example.com'"]),
      row,
    ].join(', ');
  const functions = ROWS.map(
    ([row]) => `calls.push((host, ttl, prio, on, off, o, x) => {
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: { ${form(row)} } }, (err) => {
    if (err) throw err;
  });
});
`,
  );
  const text = `const request = require('request');\nconst calls = [];\n${functions.join('')}module.exports = calls;\n`;
  const { changes } = analyse([{ file: 'a.js', text }], { manifests: {}, lockFile: null }, DEFAULT_MIGRATION);
  const after = changes[0]?.after.split('calls.push(').slice(1) ?? [];
  const written = after.map((one) => one.replaceAll(/\s+/g, ' ').replaceAll(', }', ' }'));
  for (const [index, [row, wanted]] of ROWS.entries())
    expect(`${row} → ${written[index]}`).toMatch(
      new RegExp(`${wanted.replaceAll(/[^\w\s]/g, '\\$&')}(?:, ttl: 1| \\}|, content)`),
    );
});
