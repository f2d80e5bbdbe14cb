/** How the code that is written looks: tables by name, comments with their fields, no parameter that nothing uses. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_MIGRATION, type Target } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const ENDPOINT = "'https://www.cloudflare.com/api_json.html'";
const CREDENTIALS = "tkn: process.env.K, email: process.env.E, z: 'example.com'";

function migrated(text: string, target: Target = 'sdk', file = 'x.js'): string {
  const { changes } = analyse([{ file, text }], { manifests: {}, lockFile: null }, { ...DEFAULT_MIGRATION, target });
  return (changes[0]?.after ?? text).split('\n\n/** ')[0] ?? '';
}

const post = (form: string, callback = 'function (err) { if (err) throw err; }') =>
  `require('request').post(${ENDPOINT}, { form: { ${form}, ${CREDENTIALS} } }, ${callback});\n`;

describe('value tables', () => {
  const set = post("a: 'sec_lvl', v: level");
  const read = `require('request').post(${ENDPOINT}, { json: true, form: { a: 'zone_settings', ${CREDENTIALS} } }, function (err, res, body) { console.log(body.response.result.objs[0].sec_lvl); });\n`;

  it('are constants beside the client, each written once', () => {
    const after = migrated(
      `exports.set = function (level) {\n  ${set}};\nexports.more = function (level) {\n  ${set}};\n`,
    );
    expect(after.match(/help: 'under_attack'/g)).toHaveLength(1);
    expect(after).toMatch(/maxRetries: 0 \}\);\nvar SECURITY_LEVEL = \{ help: 'under_attack', .*\};\n/);
    expect(after.match(/value: SECURITY_LEVEL\[level\]/g)).toHaveLength(2);
  });

  it('have v1 names where v1 values are made', () => {
    expect(migrated(read)).toContain("var SEC_LVL = { under_attack: 'help'");
    expect(migrated(read)).toContain('console.log(SEC_LVL[settings.security_level.value])');
  });

  it('take no name that the file has', () => {
    expect(
      migrated(
        `var SECURITY_LEVEL = 1;\nexports.level = SECURITY_LEVEL;\nexports.set = function (level) {\n  ${set}};\n`,
      ),
    ).toContain('value: SECURITY_LEVEL2[level]');
  });

  it('are typed', () => {
    const text = `import request = require('request');\nexport function set(level: string): void {\n  ${set.replace("require('request')", 'request')}}\n`;
    const after = migrated(text, 'sdk', 'x.ts');
    expect(after).toContain('as const;');
    expect(after).toContain('SECURITY_LEVEL[level as keyof typeof SECURITY_LEVEL]');
  });

  it('stand below imports and above what uses them at once, with fetch too', () => {
    const after = migrated(`'use strict';\nvar level = process.argv[2];\n${set}`, 'fetch');
    expect(after.indexOf('var SECURITY_LEVEL')).toBeLessThan(after.indexOf('SECURITY_LEVEL['));
    expect(after.startsWith("'use strict';")).toBe(true);
  });

  it('are not written for values that are known', () => {
    expect(migrated(post("a: 'sec_lvl', v: attacked ? 'help' : 'med'"))).not.toContain('SECURITY_LEVEL');
  });
});

describe('comments', () => {
  const form = [
    "a: 'rec_new', // the action",
    "type: 'A', // no IPv6 yet",
    '/* the label */',
    'name: host,',
    'content: ip,',
    '// five minutes',
    'ttl: 300',
  ].join('\n    ');
  const text = `module.exports = function (host, ip) {\n  require('request').post(${ENDPOINT}, { form: { ${CREDENTIALS},\n    ${form}\n  } }, function (err) { // only told\n    // never thrown\n    if (err) console.log(err.message);\n    else console.log('added');\n  });\n};\n`;

  it('at fields go with their fields', () => {
    expect(migrated(text)).toContain(
      [
        '      // no IPv6 yet',
        "      type: 'A',",
        '      /* the label */',
        "      name: recordName(host, 'example.com'),",
        '      content: ip,',
        '      // five minutes',
        '      ttl: 300,',
      ].join('\n'),
    );
    expect(migrated(text)).not.toContain('the action');
  });

  it('behind a brace stand in line with the code', () => {
    expect(migrated(text)).toContain('      // only told\n      // never thrown\n      console.log(');
  });
});

describe('handlers', () => {
  it('take no parameter that they do not use', () => {
    const text = post("a: 'fpurge_ts', v: 1", "function (err) { console.log(err ? 'no connection' : 'purged'); }");
    expect(migrated(text)).toMatch(/\}, function \(\) \{\n {4}console\.log\('no connection'\);/);
  });
});

describe('a chain of the author', () => {
  const chain = (zone: string) =>
    migrated(
      `const rp = require('request-promise');\nmodule.exports = function (zone) {\n  return rp.post(${ENDPOINT}, { form: { a: 'fpurge_ts', v: 1, tkn: process.env.K, email: process.env.E, z: ${zone} } }).then(function () {\n    return true;\n  }, () => false);\n};\n`,
    );

  it('keeps its indentation: the request stands in one line, or on a line of its own', () => {
    expect(chain('zone.name.toLowerCase()')).toContain(
      'zone.name.toLowerCase()).then((zoneId) => (\n    cloudflare.cache.purge({ zone_id: zoneId, purge_everything: true })\n  )).catch(ignoreRefusal).then(function () {\n    return true;\n  },',
    );
  });

  it('is not called for what it gives anyway', () => {
    expect(chain('zone')).toContain('() => false)');
    expect(chain('zone')).not.toContain('(() => false)(err)');
  });
});

describe('long lines', () => {
  it('are broken: the fields of a record, a chain that is awaited', () => {
    const record = migrated(
      post("a: 'rec_new', type: 'A', name: hosts.map(String).join('.'), content: addresses[0], ttl: 120"),
    );
    expect(record).toContain('dns.records.create({\n');
    const awaited = migrated(
      `const rp = require('request-promise');\nmodule.exports = async (zone) => {\n  try {\n    await rp.post(${ENDPOINT}, { json: true, form: { a: 'fpurge_ts', v: 1, tkn: process.env.K, email: process.env.E, z: zone } });\n  } catch (err) { console.log(err.message); }\n};\n`,
    );
    for (const line of awaited.split('\n').filter((one) => !one.includes('new Cloudflare(')))
      expect(line.length).toBeLessThan(120);
  });
});
