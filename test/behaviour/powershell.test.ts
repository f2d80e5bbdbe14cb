// biome-ignore-all lint/suspicious/noExplicitAny: answers of two APIs
/** Scripts of PowerShell before against v1 and after against v4, carried out by a model of it. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';
import { Account, EMAIL, KEY } from './account.js';
import { startV1 } from './v1-server.js';
import { startV4 } from './v4-server.js';
import { HAS_GRAMMAR, runPowershell } from './windows/powershell.js';

const V1 = 'https://www.cloudflare.com/api_json.html';
const API = 'https://api.cloudflare.com/client/v4';
const BY = 'tkn = $Env:TKN; email = $Env:MAIL';
const CURL = `curl.exe -s '${V1}' -d "tkn=$Env:TKN" -d "email=$Env:MAIL"`;
const IRM = `irm '${V1}' -Method Post -Body`;

interface Example {
  readonly name: string;
  readonly text: string;
  readonly effects: number;
  readonly read?: (answers: readonly any[]) => unknown;
}

const EXAMPLES: readonly Example[] = [
  {
    name: 'rules that are there and not',
    text: `foreach ($ip in '192.0.2.7', '2001:db8::9') {\n  ${IRM} @{ a = 'nul'; key = $ip; ${BY} } | Out-Null\n  ${IRM} @{ a = 'ban'; key = $ip; ${BY} } | Out-Null\n  ${CURL} -d a=wl -d "key=$ip" | Out-Null\n}\n& ${CURL} -d a=nul -d key=192.0.2.7 | Out-Null\n`,
    effects: 5,
  },
  {
    name: 'values, names and headers',
    text: `function Set-Level($level) { $null = Invoke-RestMethod -Uri '${V1}' -Method Post -Headers @{ 'User-Agent' = 'x' } -Body @{ a = 'sec_lvl'; v = $level; z = 'example.com'; ${BY} } }\nSet-Level help\nSet-Level low\nforeach ($name in '@', 'www', 'x.example.com') { ${CURL} -d a=rec_new -d type=TXT -d "name=$name" --data-urlencode 'content=it''s "q" \`$5' -d ttl=120 -d z=example.com | Out-Null }\n`,
    effects: 5,
  },
  {
    name: 'settings of a variable zone',
    text: `foreach ($zone in 'example.com', 'example.org') {\n  $form = @{ a = 'devmode'; v = 1; z = $zone; ${BY} }\n  ${IRM} $form | Out-Null\n}\n`,
    effects: 2,
  },
  {
    name: 'all settings',
    text: `${IRM} @{ a = 'zone_settings'; z = 'example.com'; ${BY} }\n`,
    effects: 0,
    read: (answers) => {
      const v1 = answers[0].response?.result.objs[0];
      const level = answers.find(({ result }) => result?.id === 'security_level')?.result.value;
      return v1 ? v1.sec_lvl : level === 'medium' ? 'med' : level;
    },
  },
  ...[
    `${IRM} @{ a = 'stats'; interval = 20; z = 'example.com'; ${BY} }\n`,
    `${CURL} -d a=stats -d interval=20 -d z=example.com\n`,
  ].map((text, index) => ({
    name: index === 0 ? 'stats' : 'stats with curl',
    text,
    effects: 0,
    read: ([answer]: readonly any[]) => {
      const { response, data } = typeof answer === 'string' ? JSON.parse(answer) : answer;
      return response
        ? response.result.objs[0].trafficBreakdown.pageviews.regular
        : data.viewer.zones[0].httpRequests1dGroups.reduce((sum: number, one: any) => sum + one.sum.pageViews, 0);
    },
  })),
];

function migrated(text: string) {
  return analyse([{ file: 'a.ps1', text }], { manifests: {}, lockFile: null }, DEFAULT_MIGRATION);
}

describe.skipIf(!HAS_GRAMMAR)('PowerShell, by a model (POWERSHELL_GRAMMAR names no folder)', () => {
  test.each(EXAMPLES)('$name', async ({ text, effects, read = (answers) => answers }) => {
    const [first, second] = [new Account(), new Account()];
    const [v1, v4] = [await startV1(first), await startV4(second)];
    const env = { TKN: KEY, MAIL: EMAIL };
    try {
      const { changes, findings } = migrated(text);
      const after = changes[0]?.after ?? '';
      expect(after).not.toContain('api_json');
      const old = await runPowershell(text.replaceAll(V1, `http://127.0.0.1:${v1.port}/api_json.html`), env);
      const now = await runPowershell(after.replaceAll(API, `http://127.0.0.1:${v4.port}/client/v4`), env);
      expect(read(now)).toEqual(read(old));
      expect(v4.violations.filter((one) => !/settings\/(\w+): setting \1$/.test(one))).toEqual([]);
      expect(first.effects).toHaveLength(effects);
      expect(second.effects).toEqual(first.effects);
      expect(findings.every(({ applicability }) => applicability === 'review')).toBe(true);
      expect(migrated(after).changes, 'a second run').toEqual([]);
    } finally {
      await Promise.all([v1.close(), v4.close()]);
    }
  });
});
