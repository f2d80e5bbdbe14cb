import { describe, expect, it } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

function rules(text: string, manifest = '{ "dependencies": { "cloudflare": "0.0.8" } }'): string[] {
  const project = { manifests: { 'package.json': manifest }, lockFile: null };
  const { findings, changes } = analyse([{ file: 'x.js', text: `// cloudflare\n${text}` }], project, DEFAULT_MIGRATION);
  expect(changes.filter(({ file }) => file === 'x.js')).toEqual([]);
  return findings.map(({ rule, action }) => `${rule} ${action}`);
}

describe('a client of the old package that is made elsewhere', () => {
  it.each([
    ["module.exports = (client, zone) => client.addDomainRecord(zone, { type: 'A' }, done);", 'rec_new'],
    ["require('./client').editDomainRecord('example.com', id, { ttl: 1 }, function (err) {});", 'rec_edit'],
    ['exports.purge = function (done) { this.cf.fpurge_ts(this.zone, done); };', 'fpurge_ts'],
    ['exports.zones = (cf, done) => cf.listDomains((err, zones) => done(err, zones.length));', 'zone_load_multi'],
  ])('is told: %s', (text, action) => {
    expect(rules(text)).toEqual([`v1-package ${action}`]);
  });

  it.each([
    'module.exports = (client) => client.addDomainRecord({ DomainName: zone }, options);',
    "require('dns-provider').addDomainRecord(zone, record, done);",
    'exports.check = (ip, done) => shield.checkIp(ip, done);',
    'exports.add = (dns) => dns.addRecord(zone, { name: 1 }, done);',
    'exports.wait = (client) => client.zoneCheck();',
  ])('and what is another is not: %s', (text) => {
    expect(rules(text)).toEqual([]);
  });

  it('is told where the old package is installed under another name', () => {
    const text = 'module.exports = (client, zone) => client.addDomainRecord(zone, {}, done);';
    const both = '{ "dependencies": { "cloudflare": "^7", "cloudflare-v1": "npm:cloudflare@0.0.8" } }';
    expect(rules(text, both)).toEqual(['v1-package rec_new']);
  });

  it('nor one of a package that is new enough', () => {
    const text = 'module.exports = (client, zone) => client.addDomainRecord(zone, {}, done);';
    expect(rules(text, '{ "dependencies": { "cloudflare": "^4" } }')).toEqual([]);
  });
});
