/** The functions that a bridge is made of. */
import { settingsAnswer } from '../helpers/v1-shapes.js';
import { answerText } from './answer-text.js';
import { actionOf, type Part, type PartId, zoneLine } from './part.js';
import { RECORD_PARTS } from './record-parts.js';

const OTHER_PARTS = {
  'list-zones': {
    helpers: ['list-all', 'v1-zone'],
    text: (wire) =>
      `/** All zones of the account at once. */
async function listZones(${wire.params()}) {
  const zones = await ${wire.all('zones.list', {})};
  const objs = zones.map((zone) => asV1Zone(zone));
  return ${answerText(actionOf('list-zones'), { root: 'objs', length: 'objs.length' })};
}`,
  },
  'set-setting': {
    parts: ['zone-of', 'needed', 'refusal'],
    text: (wire) => {
      const t = (text: string) => wire.t(text);
      return `/** Sets one setting of a zone; \`values\` are v4's for those of v1. */
async function setSetting(${wire.params('form', `id${t(': string')}`, `values${t(': Record<string, string>')}`)})${t(': Promise<any>')} {
  const value = values[needed(form, 'v')];
  if (value === undefined) throw refusal(\`\${form.a}: v4 has nothing for the value \${form.v}\`);
  ${zoneLine(wire)}
  return ${wire.send('zones.settings.edit', { zone_id: 'zone.id', setting_id: 'id' }, 'value')};
}`;
    },
  },
  'read-settings': {
    helpers: ['read-settings', 'expiry'],
    parts: ['zone-of'],
    text: (wire) => {
      const { ids, lines } = settingsAnswer(wire.typescript);
      const root = `{\n${lines.map((line) => `    ${line},`).join('\n')}\n  }`;
      return `/** The settings of a zone that v4 still has; v1 answered them as one object. */
async function allSettings(${wire.params('form')}) {
  ${zoneLine(wire)}
  const ids = [
${ids.map((id) => `    '${id}',`).join('\n')}
  ];
  const settings = await readSettings(${wire.args('zone.id', 'ids')});
  const value = (id${wire.t(': string')}) => settings[id].value;
  const all = ${root};
  return ${answerText(actionOf('read-settings'), { root: 'all' })};
}`;
    },
  },
  'zone-of': {
    helpers: ['find-zone-id'],
    parts: ['ascii-name', 'needed'],
    text: (wire) => `/** The zone that the form names: its name as v4 has it, and its id. */
async function zoneOf(${wire.params('form')}) {
  const name = asciiName(needed(form, 'z'));
  return { name, id: await findZoneId(${wire.args('name')}) };
}`,
  },
  'ascii-name': {
    text: (wire) => `/** A host name as v4 has it: small letters, and Punycode. */
function asciiName(name${wire.t(': string')})${wire.t(': string')} {
  return URL.canParse(\`http://\${name}\`) ? new URL(\`http://\${name}\`).hostname : name;
}`,
  },
  needed: {
    parts: ['refusal'],
    text: (wire) => `/** A field that the action cannot do without. */
function needed(form${wire.t(': V1Form')}, name${wire.t(': string')})${wire.t(': string')} {
  const value = form[name];
  if (!value) throw refusal(\`\${form.a} needs \${name}\`);
  return value;
}`,
  },
  refusal: {
    text: (wire) => {
      const params = `message${wire.t(': string')}, status = 400`;
      const error = wire.sdk
        ? 'new Cloudflare.APIError(status, { errors: [{ message }] }, message, new Headers())'
        : 'Object.assign(new Error(message), { status, errors: [{ message }] })';
      return `/** What v4 is not asked at all. */
function refusal(${params}) {
  return ${error};
}`;
    },
  },
} satisfies Partial<Record<PartId, Part>>;

export const PARTS: Readonly<Record<PartId, Part>> = { ...OTHER_PARTS, ...RECORD_PARTS };
