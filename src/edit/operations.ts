/**
 * v1 action → v4 expression. One writer per kind of rewrite; what is sent where is the catalogue's, how a request is
 * spelt is the target's.
 */
import { operation } from '../catalogue/index.js';
import type { Param } from '../catalogue/types.js';
import { bare, memberName } from '../evaluate/evaluate.js';
import { type Entry, entryOf, literalText, type Value } from '../evaluate/value.js';
import { locate } from '../find/answers/locate.js';
import { isNeverOf } from '../find/answers/types-read.js';
import type { Shape } from '../find/request.js';
import type { MigrationOptions } from '../options.js';
import type { NodePath } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';
import { declaredTexts } from './declared-texts.js';
import { fieldComments } from './field-comments.js';
import type { HelperId } from './helpers/index.js';
import { locationData } from './location.js';
import { helperName, neededHelpers, needHelper } from './needs.js';
import { settingsRead } from './settings-read.js';
import { shapesRead } from './shapes-read.js';
import { changesType } from './type-changes.js';
import { completeName, type ValueWriter } from './values.js';

export interface OperationContext {
  readonly plan: CallPlan;
  readonly options: MigrationOptions;
  readonly values: ValueWriter;
  /** the client variable (sdk), the credentials variable (fetch) or '' */
  readonly client: string;
}

export interface Property {
  readonly name: string;
  readonly text: string;
  /** lines above it */
  readonly comments?: readonly string[];
}

/**
 * The expression that makes the call, or one of two by a condition; `zoneId` is the text of the zone's id where the
 * action has a zone.
 */
export function operationText(context: OperationContext, zoneId: string): string {
  const { either } = context.plan;
  if (!either) return requestText(context, zoneId);
  const sides = [either.then, either.otherwise];
  const [then = '', otherwise = ''] = sides.map((plan) => operationText({ ...context, plan }, zoneId));
  const test = context.values.test(either.test);
  const line = `${test} ? ${then} : ${otherwise}`;
  if (line.length < LONGEST_CHOICE && !line.includes('\n')) return line;
  const [first, second] = [then, otherwise].map((text, index) =>
    text.replaceAll('\n', sides[index]?.either ? '\n  ' : '\n    '),
  );
  return `${test}\n  ? ${first}\n  : ${second}`;
}

/** Of two calls in one line. */
const LONGEST_CHOICE = 70;

function requestText(context: OperationContext, zoneId: string): string {
  const { rewrite } = context.plan.action;
  switch (rewrite?.kind) {
    case 'list-zones':
      return listed(context, 'zones.list', '', []);
    case 'get-zone':
      return helperCall(
        context,
        'find-zone',
        context.plan.zone ? context.values.zoneName(context.plan.zone) : 'undefined',
      );
    case 'check-zones':
      return helperCall(context, 'zone-ids', zoneNames(context));
    case 'list-records':
      return listed(context, 'dns.records.list', zoneId, typeFilter(context));
    case 'read-settings':
      return helperCall(context, 'read-settings', zoneId, settingsRead(context.plan));
    case 'set-setting':
      return setting(context, rewrite.setting, zoneId);
    case 'purge-everything':
      return request(context, 'cache.purge', { zone_id: zoneId }, [{ name: 'purge_everything', text: 'true' }]);
    case 'purge-url':
      return request(context, 'cache.purge', { zone_id: zoneId }, [
        { name: 'files', text: `[${lifted(context, 'url')}]` },
      ]);
    case 'set-access-rule':
      return accessRule(context, 'set-access-rule', rewrite.mode);
    case 'remove-access-rules':
      return accessRule(context, 'remove-access-rules', null);
    case 'create-record':
    case 'set-record':
      return request(
        context,
        'dns.records.create',
        { zone_id: zoneId },
        recordBody(context, true),
        'RecordCreateParams',
      );
    case 'edit-record':
      if (changesType(context.plan)) return replacement(context, zoneId);
      return request(
        context,
        'dns.records.edit',
        { zone_id: zoneId, dns_record_id: recordId(context, zoneId) },
        recordBody(context, false),
        'RecordEditParams',
      );
    case 'delete-record':
      return request(context, 'dns.records.delete', { zone_id: zoneId, dns_record_id: recordId(context, zoneId) }, []);
    case 'proxy-record':
      return request(
        context,
        'dns.records.edit',
        { zone_id: zoneId, dns_record_id: recordId(context, zoneId) },
        recordBody(context, false),
        'RecordEditParams',
      );
    case 'delete-records-by-name':
      return helperCall(context, 'delete-records-named', zoneId, lifted(context, 'name'));
    case 'update-hosts':
      return helperCall(context, 'update-hosts', lifted(context, 'hosts'), lifted(context, 'ip'));
    case 'stats':
      return helperCall(context, 'zone-stats', zoneId, lifted(context, 'interval'));
    default:
      throw new Error(`no writer for ${context.plan.action.name}`);
  }
}

/** The value of a v1 field, or null where the call does not send it. */
export function field(context: { readonly plan: CallPlan }, name: string): Value | null {
  return entryOf(context.plan.call.form, name)?.value ?? null;
}

function lifted(context: OperationContext, name: string): string {
  const value = field(context, name);
  return value ? context.values.lift(value) : 'undefined';
}

function helperCall(context: OperationContext, helper: HelperId, ...args: string[]): string {
  const name = needHelper(context.values.rewriter, helper);
  return `${name}(${[context.client, ...args].filter(Boolean).join(', ')})`;
}

/** `zones: 'a.com,b.com'` or a list. */
function zoneNames(context: OperationContext): string {
  const value = field(context, 'zones');
  if (!value) return '[]';
  const text = literalText(value);
  if (text !== null)
    return `[${text
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => context.values.literal(name))
      .join(', ')}]`;
  const list = context.values.lift(value);
  if (value.kind === 'array') return list;
  return `String(${list}).split(',')`;
}

function typeFilter(context: OperationContext): Property[] {
  const value = field(context, 'type');
  return value ? [{ name: 'type', text: context.values.lift(value) }] : [];
}

function setting(context: OperationContext, id: string, zoneId: string): string {
  const param = context.plan.action.params.find(({ name }) => name === 'v') as Param;
  const entry = entryOf(context.plan.call.form, 'v');
  const text = entry ? context.values.v4(param, entry.value, null, id) : 'undefined';
  const comments = entry ? fieldComments(entry, context.values.rewriter.module.text) : [];
  return request(context, 'zones.settings.edit', { zone_id: zoneId, setting_id: context.values.literal(id) }, [
    { name: 'value', text, comments },
  ]);
}

function accessRule(context: OperationContext, helper: HelperId, mode: string | null): string {
  const { accessRules, zones } = context.options;
  const { values } = context;
  const args = [...(mode ? [values.literal(mode)] : []), lifted(context, 'key')];
  const call = (...path: string[]) => helperCall(context, helper, ...args, ...path);
  if (accessRules.scope === 'user') return call();
  if (accessRules.scope === 'account') return call(values.literal(`/accounts/${accessRules.id}`));
  const { name } = accessRules;
  if (Object.hasOwn(zones, name)) return call(values.literal(`/zones/${zones[name]}`));
  const findZoneId = needHelper(values.rewriter, 'find-zone-id');
  const zone = [context.client, values.literal(name)].filter(Boolean).join(', ');
  return `${findZoneId}(${zone}).then((zoneId) => ${call('`/zones/${zoneId}`')})`;
}

/** The id of a record: v4's own where it comes from a list, else looked up by name and type. */
function recordId(context: OperationContext, zoneId: string): string {
  const value = field(context, 'id');
  const { plan, values } = context;
  if (value && !plan.reasons.some(({ id }) => id === 'looked-up-record')) return values.lift(value);
  const name = field(context, 'name');
  const type = field(context, 'type');
  const args = [zoneId, name ? values.recordName(name, plan.zone) : "''", type ? values.lift(type) : "''"];
  return `await ${helperCall(context, 'find-record-id', ...args)}`;
}

/** Another type: the old record goes and the new one comes in one batch. */
function replacement(context: OperationContext, zoneId: string): string {
  const batch = request(context, 'dns.records.batch', { zone_id: zoneId }, [
    { name: 'deletes', text: `[{ id: ${recordId(context, zoneId)} }]` },
    { name: 'posts', text: `[${objectText(recordBody(context, true))}]` },
  ]);
  const { plan } = context;
  if (!shapesRead(plan).some((shape) => isRead(shape, plan))) return batch;
  const typed = batch.replace(/^(\w+)<(\w+)>/, '$1<{ posts: [$2] }>');
  return `${typed}.then(({ posts: [record] }) => record)`;
}

/** Fields of the v4 record from those of the form. */
function recordBody(context: OperationContext, create: boolean): Property[] {
  const { plan, values } = context;
  const type = field(context, 'type');
  const typeName = type && literalText(type);
  if (typeName === 'SRV') return srvBody(context);
  if (typeName === 'LOC') return locBody(context);
  const body: Property[] = [];
  for (const param of plan.action.params) {
    const entry = entryOf(plan.call.form, param.name);
    if (
      !entry ||
      !param.v4 ||
      param.v4 === 'zone_id' ||
      param.convert.as === 'record-id' ||
      param.convert.as === 'part-of' ||
      param.convert.as === 'none'
    )
      continue;
    if (param.name === 'prio' && typeName !== null && typeName !== 'MX' && typeName !== 'URI') continue;
    const name = param.v4 === 'data.priority' ? 'priority' : param.v4;
    const comments = fieldComments(entry, values.rewriter.module.text);
    body.push({ ...property(name, recordField(context, param, entry), entry, values), comments });
  }
  if (create && !body.some(({ name }) => name === 'type')) body.unshift({ name: 'type', text: values.literal('A') });
  if (create && !body.some(({ name }) => name === 'ttl')) insertTtl(body);
  return body;
}

function recordField(context: OperationContext, param: Param, entry: Entry): string {
  const { plan, values } = context;
  if (param.convert.as !== 'record-content')
    return values.v4(param, entry.value, plan.zone, param.name, entry.when !== null);
  const type = field(context, 'type');
  const typeName = type && literalText(type);
  if (typeName && typeName !== 'TXT') return values.lift(entry.value);
  const text = literalText(entry.value);
  if (typeName === 'TXT' && text !== null)
    return values.literal(text.startsWith('"') ? text : `"${text.replaceAll('"', '\\"')}"`);
  if (type && isNever(type, 'TXT')) return values.lift(entry.value);
  const copied = type && copiedContent(context, entry.value, type);
  if (copied) return copied;
  const quoteText = needHelper(values.rewriter, 'quote-text');
  if (typeName === 'TXT') return `${quoteText}(${values.lift(entry.value)})`;
  if (!type) return values.lift(entry.value);
  const given = values.lift(type);
  const operand = /^[\w$.?[\]'"]+$/.test(given) ? given : `(${given})`;
  return `${operand} === ${values.literal('TXT')} ? ${quoteText}(${values.lift(entry.value)}) : ${values.lift(entry.value)}`;
}

/** `content: rec.content, type: rec.type`: what v4 gave as content of that record is what it takes. */
function copiedContent({ values }: OperationContext, content: Value, type: Value): string | null {
  const record = /^([\w$]+(?:\.[\w$]+|\[\w+\])*)\.type$/.exec(values.lift(type))?.[1];
  if (!record) return null;
  const needed = neededHelpers(values.rewriter);
  const before = needed.has('record-content');
  const text = values.lift(content);
  if (text !== `${helperName(values.rewriter, 'record-content')}(${record})`) return null;
  if (!before) needed.delete('record-content');
  return `${record}.content`;
}

function memberNameAt(path: NodePath): string | null {
  const inner = bare(path);
  return inner.isMemberExpression() ? memberName(inner) : null;
}

/** Is the value certainly another text, whichever way its conditions go? */
function isNever(value: Value, text: string): boolean {
  if (value.kind === 'choice' && value.operator === '?:')
    return isNever(value.then, text) && isNever(value.otherwise, text);
  const known = literalText(value);
  if (known !== null) return known !== text;
  // `rec.type` of a record that was asked for its type
  if (memberNameAt(value.path) === 'type' && isNeverOf(value.path, text)) return true;
  return declaredTexts(value.path)?.includes(text) === false;
}

/** A field under a condition is left out where the condition fails. */
function property(name: string, text: string, entry: Entry, values: ValueWriter): Property {
  if (!entry.when) return { name, text };
  const test = values.test(entry.when.path);
  const [then, otherwise] = entry.when.negated ? ['undefined', text] : [text, 'undefined'];
  return { name, text: `${test} ? ${then} : ${otherwise}` };
}

/** v4 wants a ttl: 1 is automatic, as v1's default was. */
function insertTtl(body: Property[]): void {
  const content = body.findIndex(({ name }) => name === 'content');
  body.splice(content + 1 || body.length, 0, { name: 'ttl', text: '1' });
}

/** SRV: service, protocol and host are the name; the rest is `data`. */
function srvBody(context: OperationContext): Property[] {
  const { plan, values } = context;
  const part = (name: string) => {
    const value = field(context, name);
    const text = value && literalText(value);
    if (text !== null && text !== undefined) return text.startsWith('_') ? text : `_${text}`;
    return value ? `\${${values.lift(value)}}` : null;
  };
  const host = field(context, 'srvname') ?? field(context, 'name');
  const hostText = host && literalText(host);
  const zoneText = plan.zone && literalText(plan.zone);
  const own = field(context, 'service') ? [part('service'), part('protocol')].filter(Boolean).join('.') : '';
  const full = hostText !== null && hostText !== undefined && zoneText ? completeName(hostText, zoneText) : null;
  const prefix = own ? `${own}.` : '';
  const tail = full ?? (host ? `\${${values.recordName(host, plan.zone)}}` : '');
  const name = full?.startsWith('_') ? full : `${prefix}${tail}`;
  const nameText = name.includes('${') ? `\`${name}\`` : values.literal(name);
  const ttl = field(context, 'ttl');
  const data = ['prio', 'weight', 'port', 'target'].flatMap((v1) => {
    const value = field(context, v1);
    if (!value) return [];
    return [`${v1 === 'prio' ? 'priority' : v1}: ${v1 === 'target' ? values.lift(value) : values.number(value)}`];
  });
  return [
    { name: 'type', text: values.literal('SRV') },
    { name: 'name', text: nameText },
    { name: 'ttl', text: ttl ? values.number(ttl, '1') : '1' },
    { name: 'data', text: `{ ${data.join(', ')} }` },
  ];
}

/** LOC: the text of RFC 1876 in pieces; sizes that it leaves out are that document's defaults. */
function locBody(context: OperationContext): Property[] {
  const { plan, values } = context;
  const data = locationData(literalText(field(context, 'content') ?? undefined) ?? '');
  const name = field(context, 'name');
  const ttl = field(context, 'ttl');
  return [
    { name: 'type', text: values.literal('LOC') },
    { name: 'name', text: name ? values.recordName(name, plan.zone) : "''" },
    { name: 'ttl', text: ttl ? values.number(ttl, '1') : '1' },
    {
      name: 'data',
      text: `{ ${Object.entries(data)
        .map(([key, value]) => `${key}: ${values.literal(value)}`)
        .join(', ')} }`,
    },
  ];
}

/** One request, spelt for the target. `params` are those of the path, `body` the JSON fields. */
export function request(
  context: OperationContext,
  id: string,
  params: Readonly<Record<string, string>>,
  body: readonly Property[],
  type?: string,
): string {
  const known = operation(id);
  if (!known) throw new Error(`no operation ${id}`);
  if (context.options.target === 'fetch') {
    const cloudflare = needHelper(context.values.rewriter, 'cloudflare');
    const args = [
      context.values.literal(known.method),
      pathText(known.path, params, context),
      ...(body.length ? [objectText(body)] : []),
    ];
    return `${cloudflare}${answerType(context)}(${[context.client, ...args].filter(Boolean).join(', ')})`;
  }
  const first = known.positional ? params[known.positional] : undefined;
  const rest = Object.entries(params).filter(([name]) => name !== known.positional);
  const fields = [...rest.map(([name, text]) => ({ name, text })), ...body];
  const cast = type && needsCast(context, type) ? ` as ${context.values.rewriter.sdkName}.DNS.${type}` : '';
  const args = [...(first ? [first] : []), ...(fields.length ? [`${objectText(fields)}${cast}`] : [])];
  return `${context.client}.${known.sdk}(${args.join(', ')})`;
}

/** The SDK's types want type, name and ttl with every change, and a literal type. */
function needsCast(context: OperationContext, type: string): boolean {
  if (!context.values.rewriter.module.typescript) return false;
  const literal = literalText(field(context, 'type') ?? undefined);
  const complete = ['type', 'name', 'ttl'].every((name) => field(context, name));
  const plain = literal !== null && field(context, 'content') !== null;
  return type === 'RecordCreateParams'
    ? literal === null || (literal !== 'SRV' && !plain)
    : !(literal !== null && complete);
}

function listed(context: OperationContext, id: string, zoneId: string, query: readonly Property[]): string {
  const { zone, action } = context.plan;
  const label = action.answer.labelled && zone ? context.values.zoneName(zone) : null;
  const list = needHelper(context.values.rewriter, label ? 'list-labelled' : 'list-all');
  const known = operation(id);
  if (!known) throw new Error(`no operation ${id}`);
  if (context.options.target === 'sdk') {
    const fields = [
      ...(zoneId ? [{ name: 'zone_id', text: zoneId }] : []),
      ...query,
      { name: 'per_page', text: String(known.perPage) },
    ];
    return `${list}(${[`${context.client}.${known.sdk}(${objectText(fields)})`, label].filter(Boolean).join(', ')})`;
  }
  needHelper(context.values.rewriter, 'cloudflare');
  const filter = query.map(({ name, text }) => `${name}=\${encodeURIComponent(${text})}`).join('&');
  const path = pathText(known.path, { zone_id: zoneId }, context, filter ? `?${filter}` : '');
  return `${list}${answerType(context)}(${[context.client, path, label].filter(Boolean).join(', ')})`;
}

/** `<DnsRecord>`: the type of what is answered, where something reads it. */
function answerType({ plan, values }: OperationContext): string {
  const { kind, shape } = plan.action.answer;
  if (!values.rewriter.module.typescript || (shape !== 'zone' && shape !== 'record')) return '';
  if (kind === 'one' && !shapesRead(plan).some((one) => isRead(one, plan))) return '';
  return `<${needHelper(values.rewriter, shape === 'zone' ? 'type-zone' : 'type-record')}>`;
}

function isRead(shape: Shape, plan: CallPlan): boolean {
  if (shape.is !== 'v1') return false;
  const { at } = locate(plan.action, shape.path);
  return at === 'root' || at === 'field' || at === 'partial';
}

/** `/zones/{zone_id}/…` as a template, or a string where nothing is filled in. */
function pathText(
  path: string,
  params: Readonly<Record<string, string>>,
  context: OperationContext,
  query = '',
): string {
  const filled = `${path}${query}`.replace(/\{(\w+)\}/g, (_, name: string) => {
    const text = params[name] ?? '';
    const constant = /^(['"])(.*)\1$/.exec(text);
    return constant ? (constant[2] ?? '') : `\${${text}}`;
  });
  return filled.includes('${') ? `\`${filled}\`` : context.values.literal(filled);
}

/** An object literal, on one line if it is short. */
/** In one line: the call around it takes as many columns again. */
const LONGEST_OBJECT = 76;

export function objectText(properties: readonly Property[]): string {
  const written = properties.map(({ name, text }) => (name === text ? name : `${name}: ${text}`));
  const line = `{ ${written.join(', ')} }`;
  const noted = properties.some(({ comments }) => comments && comments.length > 0);
  if (line.length <= LONGEST_OBJECT && !line.includes('\n') && !noted) return line;
  const lines = written.flatMap((part, index) => [...(properties[index]?.comments ?? []), `${part},`]);
  return `{\n${lines.map((one) => `  ${one}`).join('\n')}\n}`;
}
