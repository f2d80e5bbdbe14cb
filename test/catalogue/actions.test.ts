import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, asksByName, namesAction, namesActionPlainly } from '../../src/catalogue/action-names.js';
import { ERROR_CODES, statusesOf } from '../../src/catalogue/error-codes.js';
import {
  ACTIONS,
  actionByName,
  COMMON_PARAMS,
  OPERATIONS,
  operation,
  SHAPES,
  SOURCES,
  shape,
} from '../../src/catalogue/index.js';
import { NEIGHBOURS, neighbourOf } from '../../src/catalogue/neighbours.js';
import { NOT_V1_PACKAGES, OTHER_PACKAGES } from '../../src/catalogue/other-packages.js';
import { RECORD_TYPES, recordType } from '../../src/catalogue/record-types.js';
import { V1_METHODS, V1_PACKAGE } from '../../src/catalogue/v1-package.js';
import { REASONS } from '../../src/plan/reasons.js';

const NAMES = [
  ['stats', 'zone_load_multi', 'rec_load_all', 'zone_check', 'zone_ips', 'ip_lkup', 'zone_settings'],
  ['sec_lvl', 'cache_lvl', 'devmode', 'fpurge_ts', 'zone_file_purge', 'zone_grab', 'wl', 'ban', 'nul'],
  ['ipv46', 'async', 'minify', 'mirage2', 'rec_new', 'rec_edit', 'rec_delete'],
  ['zone_load', 'ob', 'rec_proxy', 'rec_set', 'rec_del', 'DIUP', 'pre_purge'],
].flat();

const MANUAL = ['zone_ips', 'ip_lkup', 'zone_grab', 'minify', 'mirage2', 'pre_purge'];
const REVIEW = ['stats', 'rec_set', 'rec_del', 'DIUP'];

/** Every value that stands under one of the keys, wherever it is. */
function valuesOf(data: unknown, key: string): unknown[] {
  if (Array.isArray(data)) return data.flatMap((one) => valuesOf(one, key));
  if (data === null || typeof data !== 'object') return [];
  return Object.entries(data).flatMap(([name, value]) => (name === key ? [value] : valuesOf(value, key)));
}

const DATA = [ACTIONS, SHAPES, COMMON_PARAMS, OTHER_PACKAGES, NEIGHBOURS, RECORD_TYPES, V1_PACKAGE];
const ALL = { DATA, OPERATIONS, SOURCES, ERROR_CODES, NOT_V1_PACKAGES, V1_METHODS };

/** The places below this one at which nothing stands: a text, a list or an object without content. */
function emptyPlaces(data: unknown, place = ''): string[] {
  if (data === '') return [place];
  if (data === null || typeof data !== 'object') return [];
  const parts = Object.entries(data);
  if (parts.length === 0) return [place];
  return parts.flatMap(([key, value]) => emptyPlaces(value, `${place}.${key}`));
}

describe('actions', () => {
  it('are the thirty of v1, in the order of its document', () => {
    expect(ACTIONS.map(({ name }) => name)).toEqual(NAMES);
    expect(ACTION_NAMES).toEqual(NAMES);
  });

  it('are found by name, and nothing else is', () => {
    for (const name of NAMES) expect(actionByName(name)?.name).toBe(name);
    for (const name of ['constructor', 'toString', '__proto__', 'REC_NEW', '']) {
      expect(actionByName(name)).toBeUndefined();
    }
  });

  it('are manual or for review where v4 has nothing or not the same', () => {
    expect(ACTIONS.filter(({ reason }) => reason !== null).map(({ name }) => name)).toEqual(MANUAL.toSorted(byOrder));
    expect(ACTIONS.filter(({ review }) => review !== null).map(({ name }) => name)).toEqual(REVIEW);
  });

  it.each(ACTIONS)('$name: what is manual writes nothing, what is not says how', ({ reason, rewrite, operations }) => {
    expect(rewrite === null).toBe(reason !== null);
    expect(operations.length === 0).toBe(reason !== null);
  });

  it.each(ACTIONS)('$name names reasons of the right kind, and operations that exist', (one) => {
    if (one.reason !== null) expect(REASONS[one.reason as keyof typeof REASONS].applicability).toBe('manual');
    if (one.review !== null) expect(REASONS[one.review as keyof typeof REASONS].applicability).toBe('review');
    for (const id of one.operations) expect(operation(id).id).toBe(id);
    if (one.answer.shape !== null) expect(shape(one.answer.shape).name).toBe(one.answer.shape);
  });

  it.each(ACTIONS)('$name has no name twice, and finds its zone where it has one', ({ params, answer, operations }) => {
    expect(new Set(params.map(({ name }) => name)).size).toBe(params.length);
    expect(new Set(answer.beside.map(({ path }) => path)).size).toBe(answer.beside.length);
    if (params.some(({ convert }) => convert.as === 'zone-id') && operations.length > 0) {
      expect(operations[0]).toBe('zones.list');
    }
  });

  it.each(ACTIONS)('$name gives back only parameters that it takes', ({ params, answer }) => {
    const given = answer.beside.flatMap(({ read }) => (read.as === 'param' ? [read.param] : []));
    expect(params.map(({ name }) => name)).toEqual(expect.arrayContaining(given));
  });

  it('explain every value that their tables take', () => {
    for (const { name, params } of ACTIONS) {
      for (const { convert, values = {} } of params) {
        if (convert.as !== 'table') continue;
        expect(Object.keys(values), name).toEqual(expect.arrayContaining(Object.keys(convert.values)));
      }
    }
  });
});

describe('parameters', () => {
  it.each([
    ['stats', 'z interval', ''],
    ['rec_load_all', 'z', 'o type'],
    ['zone_check', 'zones', ''],
    ['zone_ips', 'z', 'zid hours class geo'],
    ['ip_lkup', 'ip', ''],
    ['sec_lvl', 'z v', ''],
    ['fpurge_ts', 'z v', ''],
    ['zone_file_purge', 'z url', ''],
    ['wl', 'key', 'z'],
    ['rec_new', 'z type name content', 'ttl service_mode prio service srvname protocol weight port target'],
    ['rec_edit', 'z id type name content ttl', 'service_mode prio service srvname protocol weight port target'],
    ['rec_delete', 'z id', ''],
    ['rec_proxy', 'z id rtag service_mode', ''],
    ['rec_set', 'zone type content name', 'service_mode'],
    ['rec_del', 'zone name', ''],
    ['DIUP', 'hosts', 'ip'],
    ['pre_purge', 'zone_name', ''],
  ])('%s wants %s, and takes %s', (action, wanted, taken) => {
    const params = actionByName(action)?.params ?? [];
    expect(params.flatMap(({ name, required }) => (required ? [name] : [])).join(' ')).toBe(wanted);
    expect(params.flatMap(({ name, required }) => (required ? [] : [name])).join(' ')).toBe(taken);
  });

  it('of every call are the action, and who calls', () => {
    const read = COMMON_PARAMS.map(({ name, v4, required }) => `${name} ${v4} ${required}`);
    expect(read).toEqual([
      'a null true',
      'tkn X-Auth-Key true',
      'email X-Auth-Email true',
      'u X-Auth-Email false',
      'callback null false',
      'act null false',
    ]);
    expect(COMMON_PARAMS.filter(({ convert }) => convert.as === 'none').map(({ convert }) => convert)).toEqual([
      { as: 'none' },
      { as: 'none', reason: 'browser' },
      { as: 'none' },
    ]);
  });

  it('of setters are as sure as their actions', () => {
    for (const { name, params, rewrite, confidence } of ACTIONS) {
      if (rewrite?.kind !== 'set-setting') continue;
      expect(params.find((one) => one.name === 'v')?.confidence, name).toBe(confidence);
    }
  });
});

describe('values of setters', () => {
  it.each([
    ['sec_lvl', { help: 'under_attack', high: 'high', med: 'medium', low: 'low', eoff: 'essentially_off' }],
    ['cache_lvl', { agg: 'aggressive', basic: 'basic', iqs: 'simplified' }],
    ['devmode', { 1: 'on', 0: 'off' }],
    ['ipv46', { 0: 'off', 3: 'on', 1: 'on', 5: 'on' }],
    ['async', { 0: 'off', a: 'on' }],
    ['ob', { 0: 'off', 1: 'on' }],
  ])('%s', (name, values) => {
    const v = actionByName(name)?.params.find((one) => one.name === 'v');
    expect(v?.convert).toMatchObject({ as: 'table' });
    expect(v?.convert).toHaveProperty('values', values);
  });

  it('come back as the v1 value that they were, where the setting can be read', () => {
    const inverted = ACTIONS.filter(({ rewrite, params, name }) => {
      if (rewrite?.kind !== 'set-setting') return false;
      const read = shape('settings').fields.find((one) => one.name === name && one.v4 === rewrite.setting);
      const sent = params.find((one) => one.name === 'v')?.convert;
      if (read?.convert.as !== 'table' || sent?.as !== 'table') return false;
      for (const [v4, v1] of Object.entries(read.convert.values)) expect(sent.values[String(v1)], name).toBe(v4);
      expect(Object.keys(read.convert.values).toSorted()).toEqual([...new Set(Object.values(sent.values))].toSorted());
      return true;
    });
    expect(inverted.map(({ name }) => name)).toEqual(['sec_lvl', 'cache_lvl', 'ipv46', 'async', 'ob']);
  });

  it('have one table for each name', () => {
    const tables = new Map<string, unknown>();
    for (const convert of valuesOf(DATA, 'convert') as { as: string; name?: string; values?: unknown }[]) {
      if (convert.as !== 'table' || convert.name === undefined) continue;
      expect(tables.get(convert.name) ?? convert.values, convert.name).toEqual(convert.values);
      tables.set(convert.name, convert.values);
      expect(convert.name).toMatch(/^[A-Z][A-Z0-9_]*[A-Z0-9]$/);
    }
    expect(tables.size).toBeGreaterThan(15);
  });
});

describe('record types', () => {
  it('know what v4 refuses', () => {
    expect(recordType('SPF')).toMatchObject({ v4: null, reason: 'value-ended' });
    expect(recordType('MX')).toMatchObject({ v4: 'MX', carrier: 'content-and-priority', reason: null });
    expect(recordType('constructor')).toBeUndefined();
  });

  it('are proxied where they hold an address or another name', () => {
    const proxied = Object.entries(RECORD_TYPES).filter(([, { proxiable }]) => proxiable);
    expect(proxied.map(([type]) => type)).toEqual(['A', 'AAAA', 'CNAME']);
  });
});

describe('words for errors', () => {
  it.each([
    ['E_UNAUTH', [401, 403]],
    ['E_MAXAPI', [429]],
    ['E_INVLDINPUT', [400]],
    ['E_OTHER', []],
  ])('%s stands for %j', (code, statuses) => {
    expect(statusesOf(code)).toEqual(statuses);
  });
});

describe('names of actions in a text', () => {
  it.each([
    ["call('rec_new')", true, true],
    ['a: "zone_load_multi"', true, true],
    ['`ip_lkup`', true, true],
    ["{ a: 'async' }", true, false],
    ["'ban'", true, false],
    ['rec_new', false, false],
    ["'rec_new_one'", false, false],
    ["'my rec_new'", false, false],
    ['\'rec_new"', false, false],
  ])('%s', (text, named, plainly) => {
    expect(namesAction(text)).toBe(named);
    expect(namesActionPlainly(text)).toBe(plainly);
  });

  it.each([
    ["ask('rec_new', {})", true],
    ["ask( 'async')", true],
    ["ask({ a: 'async' })", true],
    ["ask({z,a:'async'})", true],
    ["ask({ 'a': 'async' })", true],
    ['ask({ "a" : "async" })', true],
    ["ask<Answer>('ban')", true],
    ["await v1.ask('ban')", true],
    ["task('ban')", false],
    ["$ask('ban')", false],
    ["asked('ban')", false],
    ["ask(zone, 'ban')", false],
    ["ask({ data: 'ban' })", false],
    ["ask({ other: { b: 1 }, a: 'ban' })", false],
    ["ask('band')", false],
    ["ask<f()>('ban')", false],
  ])('%s asks by name: %s', (text, asks) => {
    expect(asksByName('ask', text)).toBe(asks);
  });

  it('takes a dollar of the name as it is', () => {
    expect(asksByName('$ask', "$ask('ban')")).toBe(true);
    expect(asksByName('ask$', "asks('ban')")).toBe(false);
  });
});

describe('every entry', () => {
  it('names reasons that exist', () => {
    const reasons = [...valuesOf(DATA, 'reason'), ...valuesOf(DATA, 'review')].filter((one) => one !== null);
    expect(reasons.length).toBeGreaterThan(50);
    for (const reason of reasons) expect(REASONS, String(reason)).toHaveProperty([String(reason)]);
  });

  it('has words where there is a place for them, a source where it is not concluded, and no empty rule', () => {
    // nobody read the code of these two
    const unread = OTHER_PACKAGES.flatMap((one, at) =>
      one.confidence === 'inferred' ? [`.DATA.3.${at}.sources`] : [],
    );
    expect(unread).toHaveLength(2);
    const may =
      /\.(?:cases|params|beside|operations|root|ended|notes|onlyV4|actions|yields|defaults|strings|arguments)$/;
    expect(emptyPlaces(ALL).filter((place) => !may.test(place))).toEqual(unread);
  });

  it('cites sources that exist', () => {
    const cited = new Set([...valuesOf(DATA, 'sources'), ...valuesOf(OPERATIONS, 'sources')].flat());
    expect([...cited].toSorted()).toEqual(Object.keys(SOURCES).toSorted());
    for (const { url } of Object.values(SOURCES)) if (url !== null) expect(URL.canParse(url), url).toBe(true);
  });
});

describe('neighbours', () => {
  it.each([
    ['https://api.cloudflare.com/host-gw.html', 'the Hosting Provider API'],
    ['https://www.cloudflare.com/ajax/external-event.html?evnt_v=1', 'the spam report of the WordPress plugin'],
    ['https://www.cloudflare.com/api/v2/railgun/conn_multi_delete', 'the Railgun API'],
    ['https://www.cloudflare.com/api.html?a=DIUP&hosts=a.example.com', 'the dynamic DNS address'],
  ])('%s', (url, name) => {
    expect(neighbourOf(url)?.name).toBe(name);
  });

  it('are not v1 itself', () => {
    expect(neighbourOf('https://www.cloudflare.com/api_json.html')).toBeUndefined();
  });

  it('point to actions that exist', () => {
    for (const { action } of NEIGHBOURS) if (action !== null) expect(actionByName(action)?.name).toBe(action);
    for (const name of OTHER_PACKAGES.flatMap(({ actions }) => actions)) expect(actionByName(name)?.name).toBe(name);
  });
});

function byOrder(a: string, b: string): number {
  return NAMES.indexOf(a) - NAMES.indexOf(b);
}
