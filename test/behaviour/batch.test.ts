// biome-ignore-all lint/suspicious/noExplicitAny: answers of two APIs
/** Batch files before against v1 and after against v4, carried out by the cmd of Wine. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';
import { Account, EMAIL, KEY } from './account.js';
import { startV1 } from './v1-server.js';
import { startV4 } from './v4-server.js';
import { MISSING, startWindows, type Windows } from './windows/wine.js';

const V1 = 'https://www.cloudflare.com/api_json.html';
const API = 'https://api.cloudflare.com/client/v4';
const BY = '-d "tkn=%TKN%" -d "email=%MAIL%"';
const IN = `-d z=example.com ${BY}`;

interface Example {
  readonly name: string;
  readonly text: string;
  readonly args?: readonly string[];
  readonly effects: number;
  /** what of the two outputs must be the same, where it is not all */
  readonly read?: (out: string) => unknown;
}

const EXAMPLES: readonly Example[] = [
  {
    name: 'variables, quotes and lines that go on',
    text: `@echo off\nset API=${V1}\nset ACTION=fpurge_ts\ncurl -s %API% -d a=%ACTION% -d v=1 ^\n  ${IN} >nul\ncurl -s "%API%" -d a=devmode -d v=1 ${IN} -o nul && echo done\n`,
    effects: 2,
  },
  {
    name: 'quotes of JSON and of cmd',
    text: `@echo off\ncurl -s ${V1} -d a=rec_new -d type=TXT -d name=txt --data-urlencode "content=50%% \\"q\\" & more" -d ttl=120 ${IN} >nul\ncurl -s ${V1} -d a=zone_file_purge --data-urlencode "url=http://example.com/a b^(1).css?x=1&y=%%20" ${IN} >nul\n`,
    effects: 2,
  },
  {
    name: 'rules that are there and not',
    text: `@echo off\nfor %%i in (192.0.2.7 2001:db8::9) do (\n  curl -s ${V1} -d a=nul -d key=%%i ${BY} >nul\n)\ncurl -s ${V1} -d a=ban -d key=192.0.2.7 ${BY} >nul\ncurl -s ${V1} -d a=wl -d key=192.0.2.7 ${BY} >nul\ncurl -s ${V1} -d a=ban -d key=%1 ${BY} >nul\ncurl -s ${V1} -d a=ban -d key=%2 ${BY} >nul\ncurl -s ${V1} -d a=nul -d key=%2 ${BY} >nul\n`,
    args: ['192.0.2.44', '2001:db8::1'],
    effects: 5,
  },
  {
    name: 'blocks, conditions and loops',
    text: `@echo off\nif exist a.cmd (\n  curl -s ${V1} -d a=sec_lvl -d v=help ${IN} >nul\n  echo inside\n) else (\n  curl -s ${V1} -d a=sec_lvl -d v=low ${IN} >nul\n)\nif "%1"=="yes" curl -s ${V1} -d a=cache_lvl -d v=agg ${IN} -o nul\nif not "%1"=="yes" curl -s ${V1} -d a=cache_lvl -d v=basic ${IN} >nul\nfor %%z in (example.com "example.org") do curl -s ${V1} -d a=devmode -d v=1 -d z=%%z ${BY} >nul && echo %%~z\n`,
    args: ['yes'],
    effects: 4,
  },
  {
    name: 'values that come with the call',
    text: `@echo off\ncall :level help\ncall :level low\ncall :record @ "first text"\ncall :record deep second\ncall :record whole.example.com third\nexit /b\n:level\ncurl -s ${V1} -d a=sec_lvl -d v=%1 ${IN} >nul\nexit /b\n:record\ncurl -s ${V1} -d a=rec_new -d type=TXT -d "name=%1" -d "content=%~2" -d ttl=120 ${IN} >nul\nexit /b\n`,
    effects: 5,
  },
  {
    name: 'all settings, in a file',
    text: `@echo off\ncurl -s ${V1} -d a=zone_settings ${IN} > settings.json\ntype settings.json\n`,
    effects: 0,
    read: (out) => {
      const answers = JSON.parse(`[${out.trim().replaceAll(/\}\s*\{"/g, '},{"')}]`);
      const v1 = answers[0].response?.result.objs[0];
      const level = answers.find(({ result }: any) => result?.id === 'security_level')?.result.value;
      return v1 ? v1.sec_lvl : level === 'medium' ? 'med' : level;
    },
  },
  {
    name: 'stats',
    text: `@echo off\ncurl -s ${V1} -d a=stats -d interval=20 ${IN}\n`,
    effects: 0,
    read: (out) => {
      const { response, data } = JSON.parse(out);
      return response
        ? response.result.objs[0].trafficBreakdown.pageviews.regular
        : data.viewer.zones[0].httpRequests1dGroups.reduce((sum: number, one: any) => sum + one.sum.pageViews, 0);
    },
  },
];

function migrated(text: string) {
  return analyse([{ file: 'a.cmd', text }], { manifests: {}, lockFile: null }, DEFAULT_MIGRATION);
}

const SKIPPED = MISSING.length > 0 ? `: ${MISSING.join(', ')} missing` : process.env.LONG ? '' : ' (LONG=1)';

describe.skipIf(SKIPPED !== '')(`batch files${SKIPPED}`, () => {
  let windows: Windows;
  beforeAll(async () => {
    windows = await startWindows();
  }, 120_000);
  afterAll(() => windows?.close());

  test.each(EXAMPLES)('$name', async ({ text, args = [], effects, read = (out) => out }) => {
    const [first, second] = [new Account(), new Account()];
    const [v1, v4] = [await startV1(first), await startV4(second)];
    const env = { TKN: KEY, MAIL: EMAIL };
    try {
      const { changes, findings } = migrated(text);
      const after = changes[0]?.after ?? '';
      expect(after.replace(/^set API=.*/m, '')).not.toContain('api_json');
      const old = await windows.run(text.replaceAll(V1, `http://127.0.0.1:${v1.port}/api_json.html`), args, env);
      const now = await windows.run(after.replaceAll(API, `http://127.0.0.1:${v4.port}/client/v4`), args, env);
      expect(read(now)).toEqual(read(old));
      expect(v4.violations.filter((one) => !/settings\/(\w+): setting \1$/.test(one))).toEqual([]);
      expect(first.effects).toHaveLength(effects);
      expect(second.effects).toEqual(first.effects);
      expect(findings.every(({ applicability }) => applicability !== 'safe')).toBe(true);
      expect(migrated(after).changes, 'a second run').toEqual([]);
    } finally {
      await Promise.all([v1.close(), v4.close()]);
    }
  }, 120_000);
});
