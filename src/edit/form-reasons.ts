/** Is what the form holds enough, and of a kind, for v4? */
import { recordType } from '../catalogue/record-types.js';
import type { Action, Param } from '../catalogue/types.js';
import { bare } from '../evaluate/evaluate.js';
import { entryOf, isComposed, isExternal, literalText, type Value } from '../evaluate/value.js';
import type { V1Call } from '../find/v1-call.js';
import type { MigrationOptions } from '../options.js';
import type { ReasonId } from '../plan/reasons.js';
import type { NodePath } from '../syntax/index.js';
import { askedFor } from './accounts.js';
import type { PlanReason } from './call-plan.js';
import { isBoolean } from './given-values.js';
import { isLocation } from './location.js';
import { becomesClient } from './old-package.js';
import { startsAtZero } from './page-offset.js';
import { isTestKept, reachable } from './reachable.js';

export function formReasons(call: V1Call, action: Action, options: MigrationOptions): PlanReason[] {
  const reasons: PlanReason[] = [];
  const say = (id: ReasonId, path: NodePath = call.site, field?: string) => reasons.push({ id, path, field });
  if (call.form.open) say('unknown-form', call.form.path);
  if (!call.credentials && options.auth === 'key' && !call.form.open) say('missing-credentials');
  const record = recordReason(call, action);
  if (record) reasons.push(record);
  for (const param of action.params) {
    const entry = entryOf(call.form, param.name);
    if (!entry) {
      if (param.required && !call.form.open && !isOptionalHere(param, call, action))
        say('missing-parameter', call.site, param.name);
      continue;
    }
    const id = valueReason(param, entry.value);
    if (id) say(id, entry.value.path, param.name);
    else if (!call.packageClient && wasRefused(param, entry.value, action))
      say('value-refused', entry.value.path, param.name);
    if (entry.when && !isTestKept(entry.when.path, call.site)) say('moved-expression', entry.when.path, param.name);
    if (!reachable(entry.value, call.site)) say(awayReason(entry.value), entry.value.path, param.name);
  }
  // The old package's client becomes the new one where it is made: its credentials stay there.
  const isSaid = options.auth === 'key' && !becomesClient(call, options) && !askedFor(call);
  const moves = isSaid ? call.credentials : null;
  for (const value of moves ? [moves.email, moves.key] : []) {
    if (isComposed(value) || !reachable(value, call.site)) say(awayReason(value), value.path, 'tkn');
    // A secret is not copied from one file to another.
    else if (value === moves?.key && value.kind === 'literal' && value.text === null)
      say('other-file', value.path, 'tkn');
  }
  if (
    ['set-access-rule', 'remove-access-rules'].includes(action.rewrite?.kind ?? '') &&
    options.auth === 'token' &&
    options.accessRules.scope === 'user'
  )
    say('access-rule-scope');
  return reasons;
}

/** What an SRV record carries elsewhere, and what has an evident default. */
function isOptionalHere(param: Param, call: V1Call, action: Action): boolean {
  const type = literalText(entryOf(call.form, 'type')?.value);
  if (type === 'SRV') return ['content', 'name'].includes(param.name);
  if (action.rewrite?.kind === 'edit-record') return ['type', 'name', 'content', 'ttl'].includes(param.name);
  if (param.name === 'v' && action.rewrite?.kind === 'purge-everything') return true;
  return (
    param.name === 'rtag' || param.name === 'ttl' || (param.name === 'type' && action.rewrite?.kind === 'create-record')
  );
}

function valueReason(param: Param, value: Value): ReasonId | null {
  const { convert } = param;
  if (convert.as === 'none') {
    return param.name === 'o' && startsAtZero(value) ? null : convert.reason ? (convert.reason as ReasonId) : null;
  }
  if (convert.as !== 'table' && convert.as !== 'number') return null;
  if (value.kind === 'choice' && value.operator === '?:')
    return valueReason(param, value.then) ?? valueReason(param, value.otherwise);
  const text = literalText(value);
  if (convert.as === 'number') return text !== null && Number.isNaN(Number(text)) ? 'value-ended' : null;
  if (text === null) return convert.ended?.length ? 'value-may-be-ended' : null;
  return Object.hasOwn(convert.values, text) ? null : 'value-ended';
}

/** May v1 have refused the value where v4 does not: a list, true and false, and whatever it is that is not sent on? */
function wasRefused({ name, convert }: Param, value: Value, { rewrite }: Action): boolean {
  if (name === 'v' && rewrite?.kind === 'purge-everything') return literalText(value) === null;
  return ['table', 'number', 'list-of-one'].includes(convert.as) && isNoText(value);
}

/** A list or an object, or what is true or false, at least one way. */
function isNoText(value: Value): boolean {
  if (value.kind === 'choice' && value.operator === '?:') return isNoText(value.then) || isNoText(value.otherwise);
  if (value.kind === 'array' || value.kind === 'object') return true;
  if (value.kind === 'call') return isExternal(value.callee, [null], 'Boolean');
  return value.kind === 'unknown' && value.text === undefined && isBoolean(bare(value.path));
}

function recordReason(call: V1Call, action: Action): PlanReason | null {
  if (!['create-record', 'edit-record', 'set-record'].includes(action.rewrite?.kind ?? '')) return null;
  const type = entryOf(call.form, 'type')?.value;
  const text = type && literalText(type);
  if (!type) return null;
  if (text === 'LOC') {
    const content = literalText(entryOf(call.form, 'content')?.value);
    return content !== null && isLocation(content)
      ? null
      : { id: 'not-supported-value', path: type.path, field: 'content' };
  }
  if (text !== null && text !== undefined) {
    const known = recordType(text);
    return known?.reason ? { id: known.reason as ReasonId, path: type.path, field: 'type' } : null;
  }
  const structured = ['service', 'srvname', 'protocol', 'weight', 'port', 'target'].find((name) =>
    entryOf(call.form, name),
  );
  return structured ? { id: 'not-supported-value', path: type.path, field: 'type' } : null;
}

function awayReason({ text }: Value): ReasonId {
  return text === null ? 'other-file' : 'moved-expression';
}
