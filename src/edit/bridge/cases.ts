/** What a bridge does for each action: the cases of its one `switch`. */
import { STATS_PERIODS } from '../../catalogue/stats-object.js';
import type { Action, ToV4 } from '../../catalogue/types.js';
import { REASONS, type ReasonId } from '../../plan/reasons.js';
import type { HelperId } from '../helpers/index.js';
import { answerText } from './answer-text.js';
import type { PartId } from './part.js';
import type { Wire } from './wire.js';

export interface BridgeCase {
  readonly lines: readonly string[];
  readonly helpers?: readonly HelperId[];
  readonly parts?: readonly PartId[];
}

/** The statements that answer the action. */
export function caseOf(action: Action, wire: Wire): BridgeCase {
  const one = CASES[action.rewrite?.kind ?? ''] ?? recordCases(action, wire)[action.rewrite?.kind ?? ''];
  if (!one) throw new Error(`no bridge for ${action.name}`);
  return typeof one === 'function' ? one(action, wire) : one;
}

type Writer = (action: Action, wire: Wire) => BridgeCase;

function handed(name: string, part: PartId, ...args: readonly string[]): Writer {
  return (_action, wire) => ({ lines: [`return ${name}(${wire.args(...args)});`], parts: [part] });
}

const CASES: Readonly<Partial<Record<string, Writer>>> = {
  'list-zones': handed('listZones', 'list-zones'),
  'list-records': handed('listRecords', 'list-records', 'form'),
  'create-record': handed('createRecord', 'create-record', 'form'),
  'edit-record': handed('editRecord', 'edit-record', 'form'),
  'delete-record': handed('deleteRecord', 'delete-record', 'form'),
  'proxy-record': handed('proxyRecord', 'proxy-record', 'form'),
  'read-settings': handed('allSettings', 'read-settings', 'form'),
  'set-setting': settingCase,
  'purge-everything': purgeCase,
  'purge-url': purgeCase,
  'set-access-rule': (action, wire) => ruleCase(action, 'setAccessRule', 'set-access-rule', wire),
  'remove-access-rules': (action, wire) => ruleCase(action, 'removeAccessRules', 'remove-access-rules', wire),
  stats: statsCase,
};

/** Those that are a call or two of the helpers. */
function recordCases(action: Action, wire: Wire): Readonly<Partial<Record<string, BridgeCase>>> {
  // rec_set and rec_del call the zone so
  const renamed = wire.args('{ ...form, z: form.zone }');
  const nothing = `return ${answerText(action, { root: null })};`;
  return {
    'get-zone': {
      lines: [zoneLine(wire), `return ${answerText(action, { root: 'asV1Zone(zone)' })};`],
      helpers: ['find-zone', 'v1-zone'],
      parts: ['ascii-name', 'needed'],
    },
    'check-zones': {
      lines: [
        "const names = needed(form, 'zones').split(',').filter(Boolean);",
        `return ${answerText(action, { root: `await zoneIds(${wire.args('names')})` })};`,
      ],
      helpers: ['zone-ids'],
      parts: ['needed'],
    },
    'set-record': { lines: [`await createRecord(${renamed});`, nothing], parts: ['create-record'] },
    'delete-records-by-name': {
      lines: [
        `const zone = await zoneOf(${renamed});`,
        `await deleteRecordsNamed(${wire.args('zone.id', "recordName(needed(form, 'name'), zone.name)")});`,
        nothing,
      ],
      helpers: ['delete-records-named', 'record-name'],
      parts: ['zone-of', 'needed'],
    },
    'update-hosts': {
      lines: [`await updateHosts(${wire.args("needed(form, 'hosts')", "needed(form, 'ip')")});`, nothing],
      helpers: ['update-hosts'],
      parts: ['needed'],
    },
  };
}

/** The whole zone that the form names. */
function zoneLine(wire: Wire): string {
  return `const zone = await findZone(${wire.args("asciiName(needed(form, 'z'))")});`;
}

/** What a program may ask for and v4 does not have. */
export function refusedCase(action: Action): BridgeCase {
  const message = action.reason
    ? REASONS[action.reason as ReasonId].message.replace('{action}', action.name)
    : `${action.name} needs the Global API Key in v4`;
  return { lines: [`throw refusal('${message.replaceAll("'", "\\'")}');`], parts: ['refusal'] };
}

function settingCase(action: Action, wire: Wire): BridgeCase {
  const setting = action.rewrite?.kind === 'set-setting' ? action.rewrite.setting : '';
  const param = action.params.find(({ name }) => name === 'v');
  const table = param?.convert as ToV4 & { as: 'table' };
  const values = Object.entries(table.values).map(([v1, v4]) => `${v1}: '${v4}'`);
  const call = `await setSetting(${wire.args('form', `'${setting}'`, `{ ${values.join(', ')} }`)});`;
  const answer = answerText(action, { root: null, result: 'setting' });
  if (!answer.includes('setting')) return { lines: [call, `return ${answer};`], parts: ['set-setting'] };
  return {
    lines: [`const setting = ${call}`, `return ${answer};`],
    helpers: ['expiry'],
    parts: ['set-setting'],
  };
}

function purgeCase(action: Action, wire: Wire): BridgeCase {
  const all = action.rewrite?.kind === 'purge-everything';
  const check = all
    ? "if (form.v !== '1') throw refusal('fpurge_ts takes the value 1 alone');"
    : "const url = needed(form, 'url');";
  const body = all ? 'purge_everything: true' : 'files: [url]';
  const whole = action.answer.beside.some(({ read }) => read.as === 'zone');
  return {
    lines: [
      check,
      whole ? zoneLine(wire) : `const zone = await zoneOf(${wire.args('form')});`,
      `await ${wire.send('cache.purge', { zone_id: 'zone.id' }, body)};`,
      `return ${answerText(action, { root: null, zone: 'asV1Zone(zone)' })};`,
    ],
    helpers: whole ? ['find-zone', 'v1-zone'] : [],
    parts: [...(whole ? (['ascii-name', 'needed'] as const) : (['zone-of'] as const)), all ? 'refusal' : 'needed'],
  };
}

function ruleCase(action: Action, name: string, helper: HelperId, wire: Wire): BridgeCase {
  const args = action.rewrite?.kind === 'set-access-rule' ? [`'${action.rewrite.mode}'`] : [];
  const { accessRules } = wire;
  const ofZone = accessRules.scope === 'zone';
  const scope =
    accessRules.scope === 'account'
      ? [`'/accounts/${accessRules.id}'`]
      : accessRules.scope === 'zone'
        ? [`\`/zones/\${await findZoneId(${wire.args(`'${accessRules.name}'`)})}\``]
        : [];
  return {
    lines: [
      `await ${name}(${wire.args(...args, "needed(form, 'key')", ...scope)});`,
      `return ${answerText(action, { root: null })};`,
    ],
    helpers: [helper, ...(ofZone ? (['find-zone-id'] as const) : [])],
    parts: ['needed'],
  };
}

/** Only those of whole days have a data set that every plan has. */
const STATS_INTERVALS = Object.entries(STATS_PERIODS).flatMap(([code, { dataset }]) =>
  dataset === 'httpRequests1dGroups' ? [code] : [],
);

function statsCase(action: Action, wire: Wire): BridgeCase {
  const known = STATS_INTERVALS.map((one) => `'${one}'`).join(', ');
  return {
    lines: [
      "const interval = needed(form, 'interval');",
      `if (![${known}].includes(interval)) throw refusal(\`stats: v4 has no interval \${interval}\`);`,
      `const zone = await zoneOf(${wire.args('form')});`,
      `const stats = await zoneStats(${wire.args('zone.id', 'interval')});`,
      `return ${answerText(action, { root: 'stats' })};`,
    ],
    helpers: ['zone-stats'],
    parts: ['zone-of', 'needed', 'refusal'],
  };
}
