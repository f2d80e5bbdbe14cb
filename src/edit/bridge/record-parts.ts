/** The functions of a bridge that read and write DNS records. */
import { RECORD_TYPES } from '../../catalogue/record-types.js';
import type { Rewrite } from '../../catalogue/types.js';
import { LOCATION, LOCATION_FIELDS } from '../location.js';
import { answerText } from './answer-text.js';
import { actionOf, asyncFunction, type Part, type PartId, zoneLine } from './part.js';
import type { Wire } from './wire.js';

type RecordPartId = Extract<PartId, `${string}record${string}` | 'srv-fields' | 'loc-fields' | 'number-of'>;

const RECORD = { zone_id: 'zone.id', dns_record_id: 'id' };
const ID_LINE = 'const id = recordId(form);';
const recordAnswer = (kind: Rewrite['kind']) => answerText(actionOf(kind), { root: 'asV1Record(record, zone.name)' });

export const RECORD_PARTS: Readonly<Record<RecordPartId, Part>> = {
  'list-records': {
    helpers: ['list-all', 'v1-record'],
    parts: ['zone-of'],
    text: (wire) =>
      asyncFunction(wire, 'listRecords', 'The records of a zone, all that come behind the first `o` of them at once.', [
        zoneLine(wire),
        `const records = await ${wire.all('dns.records.list', { zone_id: 'zone.id' })};`,
        'const wanted = records.filter(({ type }) => form.type === undefined || form.type === type);',
        'const objs = wanted.slice(Number(form.o ?? 0)).map((record) => asV1Record(record, zone.name));',
        `return ${answerText(actionOf('list-records'), { root: 'objs', length: 'objs.length' })};`,
      ]),
  },
  'create-record': {
    helpers: ['v1-record'],
    parts: ['zone-of', 'record-fields'],
    text: (wire) =>
      asyncFunction(wire, 'createRecord', 'A new record; its ttl is automatic where none is given.', [
        zoneLine(wire),
        'const fields = recordFields(form, zone.name);',
        `const record = await ${wire.send('dns.records.create', { zone_id: 'zone.id' }, '...fields, ttl: fields.ttl ?? 1')};`,
        `return ${recordAnswer('create-record')};`,
      ]),
  },
  'edit-record': {
    helpers: ['v1-record'],
    parts: ['zone-of', 'record-id', 'record-fields'],
    text: (wire) =>
      asyncFunction(wire, 'editRecord', 'Changes of a record what is given, and nothing else.', [
        ID_LINE,
        zoneLine(wire),
        'const fields = recordFields(form, zone.name);',
        `const record = await ${wire.send('dns.records.edit', RECORD, '...fields')};`,
        `return ${recordAnswer('edit-record')};`,
      ]),
  },
  'delete-record': {
    parts: ['zone-of', 'record-id'],
    text: (wire) =>
      asyncFunction(wire, 'deleteRecord', 'Deletes one record.', [
        ID_LINE,
        zoneLine(wire),
        `await ${wire.send('dns.records.delete', RECORD)};`,
        `return ${answerText(actionOf('delete-record'), { root: null })};`,
      ]),
  },
  'proxy-record': {
    parts: ['zone-of', 'record-id'],
    text: (wire) =>
      asyncFunction(wire, 'proxyRecord', 'Switches the proxy of one record.', [
        ID_LINE,
        zoneLine(wire),
        `const fields${wire.t(': any')} = { proxied: form.service_mode === '1' };`,
        `await ${wire.send('dns.records.edit', RECORD, '...fields')};`,
        `return ${answerText(actionOf('proxy-record'), { root: null })};`,
      ]),
  },
  'record-fields': {
    helpers: ['record-name', 'quote-text'],
    parts: ['srv-fields', 'loc-fields', 'number-of', 'needed'],
    text: (wire) => {
      const proxiable = Object.entries(RECORD_TYPES).flatMap(([type, one]) => (one.proxiable ? [`'${type}'`] : []));
      return `/** The form as a v4 record; what the form does not hold is undefined. */
function recordFields(form${wire.t(': V1Form')}, zone${wire.t(': string')})${wire.t(': any')} {
  const type = needed(form, 'type');
  if (type === 'SRV') return srvFields(form, zone);
  if (type === 'LOC') return locFields(form, zone);
  const { content, service_mode: mode } = form;
  return {
    type,
    name: recordName(needed(form, 'name'), zone),
    content: type === 'TXT' && content !== undefined ? quoteText(content) : content,
    ttl: numberOf(form.ttl),
    priority: type === 'MX' ? numberOf(form.prio) : undefined,
    proxied: mode !== undefined && [${proxiable.join(', ')}].includes(type) ? mode === '1' : undefined,
  };
}`;
    },
  },
  'srv-fields': {
    helpers: ['record-name'],
    parts: ['number-of'],
    text: (wire) => `/** SRV: service and protocol are labels of the name, the rest is \`data\`. */
function srvFields(form${wire.t(': V1Form')}, zone${wire.t(': string')}) {
  const host = recordName(form.srvname ?? form.name ?? '@', zone);
  const labels = [form.service, form.protocol].flatMap((label) => label?.replace(/^_?/, '_') ?? []);
  return {
    type: 'SRV',
    name: host.startsWith('_') ? host : [...labels, host].join('.'),
    ttl: numberOf(form.ttl),
    data: {
      priority: numberOf(form.prio),
      weight: numberOf(form.weight),
      port: numberOf(form.port),
      target: form.target,
    },
  };
}`,
  },
  'loc-fields': {
    helpers: ['record-name'],
    parts: ['number-of', 'needed', 'refusal'],
    text: locationText,
  },
  'record-id': {
    parts: ['needed', 'refusal'],
    text: (wire) => `/** The id of a record: v4 knows none of v1's numbers. */
function recordId(form${wire.t(': V1Form')})${wire.t(': string')} {
  const id = needed(form, 'id');
  if (!/^[0-9a-f]{32}$/.test(id)) throw refusal(\`Invalid record id: \${id} is none of API v4\`, 404);
  return id;
}`,
  },
  'number-of': {
    text: (wire) => `function numberOf(text${wire.t('?: string')})${wire.t(': number | undefined')} {
  return text === undefined ? undefined : Number(text);
}`,
  },
};

function locationText(wire: Wire): string {
  const names = LOCATION_FIELDS.map(([name]) => name).join(', ');
  const named = LOCATION_FIELDS.map(([name, otherwise]) =>
    typeof otherwise === 'string'
      ? `${name}: ${name}${wire.t('?')}.toUpperCase()`
      : `${name}: Number(${name} ?? ${otherwise})`,
  );
  return `/** LOC: the text of RFC 1876 in pieces; sizes that it leaves out are those of that document. */
function locFields(form${wire.t(': V1Form')}, zone${wire.t(': string')}) {
  const location = ${String(LOCATION)};
  const found = location.exec(needed(form, 'content'));
  if (!found) throw refusal(\`\${form.content} is no location\`);
  const [, ${names}] = found;
  return {
    type: 'LOC',
    name: recordName(needed(form, 'name'), zone),
    ttl: numberOf(form.ttl),
    data: {
${named.map((one) => `      ${one},`).join('\n')}
    },
  };
}`;
}
