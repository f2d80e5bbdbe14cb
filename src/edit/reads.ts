/** One read of a v1 answer, written for v4: another name, another type, or the error's own fields. */

import { statusesOf } from '../catalogue/error-codes.js';
import type { Beside, Field, FromV4 } from '../catalogue/types.js';
import { entryOf } from '../evaluate/value.js';
import { heldTests } from '../find/answers/held-tests.js';
import { locate } from '../find/answers/locate.js';
import { isNeverOf, typesRead } from '../find/answers/types-read.js';
import type { Shape } from '../find/request.js';
import type { TextEdit } from '../finding.js';
import { isLackingInText, type Scene } from '../plan/outcome.js';
import { type ast, endOf, is, type NodePath, spanOf, startOf } from '../syntax/index.js';
import type { CallPlan, View } from './call-plan.js';
import { errorReading, isCompared, isMessage } from './error-reads.js';
import { isMadeAnew } from './frameworks.js';
import { asKind } from './kinds-of-records.js';
import { isTest, mayBeMissing, mayEndEarly, takesNothing, whereGiven } from './missing.js';
import { needHelper } from './needs.js';
import { numberServes } from './number-places.js';
import { asOwner, grouped, isSimple } from './parentheses.js';
import { declaredAs, staysInV4, takenFields } from './partials.js';
import { isKeptLength, listBeside, takenFrom } from './patterns.js';
import type { Rewriter } from './rewriter.js';
import { quoted, ValueWriter } from './values.js';
import { positiveTestEdits } from './zone-tests.js';

export interface ReadSite {
  readonly path: NodePath;
  readonly shape: Shape;
  readonly plan: CallPlan;
  readonly scene: Scene;
  readonly view: View;
  readonly rewriter: Rewriter;
}

/** Edits that make the read v4's; null where nothing changes at this node itself. */
export function readEdits(site: ReadSite): TextEdit[] | null {
  const { shape, scene } = site;
  if (shape.is === 'error') return errorEdits(site);
  if (shape.is === 'known')
    return site.path.isReferencedIdentifier() || site.path.isMemberExpression()
      ? [whole(site.path, knownText(shape, site))]
      : null;
  if (shape.is !== 'v1') return null;
  const place = locate(site.plan.action, shape.path);
  // `quiet ? 'failed' : body.msg` is that in one of its endings.
  if (place.at === 'status') return isComposed(site.path) ? null : statusEdits(site, place.name);
  if (scene.outcome !== 'success' && scene.outcome !== 'open')
    return place.at === 'field' && site.path.isReferencedIdentifier() ? [whole(site.path, 'undefined')] : null;
  if (place.at === 'field') return fieldEdits(site, place.field);
  if (place.at === 'beside') return isComposed(site.path) && !isGuarded(site) ? null : besideEdits(site, place.beside);
  if (place.at === 'partial' && !staysInV4(site.plan.action, place.name)) return partialEdits(site);
  return place.at === 'key' ? positiveTestEdits(site.path) : null;
}

/** `rec?.props` as a test: each record had it, and v4's have not. */
function partialEdits(site: ReadSite): TextEdit[] | null {
  const { path, rewriter, view } = site;
  const isOnTheWay = path.key === 'object' && path.parentPath !== null && isMember(path.parentPath);
  if (!isMember(path) || isOnTheWay) return null;
  const object = path.get('object') as NodePath;
  return [whole(path, rewriter.render(object, view))];
}

/** `body.response && body.response.recs.count`: only the answer is asked. */
function isGuarded({ path, plan }: ReadSite): boolean {
  const left = path.isLogicalExpression({ operator: '&&' }) ? path.get('left') : null;
  return left !== null && plan.answer.shapes.get(left.node)?.is === 'v1';
}

function isComposed(path: NodePath): boolean {
  return path.isConditionalExpression() || path.isLogicalExpression() || path.isAssignmentExpression();
}

function knownText(shape: Extract<Shape, { is: 'known' }>, site: ReadSite): string {
  const { path, plan, scene, rewriter } = site;
  if (scene.outcome === 'broken' && shape.broken !== undefined)
    return shape.broken === 'status' ? `${rewriter.errorName(path, plan)}.status` : literal(shape.broken, site);
  if (scene.outcome === 'transport' && 'lost' in shape) return literal(shape.lost, site);
  return literal(scene.outcome === 'api' && 'api' in shape ? shape.api : shape.value, site);
}

function whole(path: NodePath, text: string): TextEdit {
  return { ...spanOf(path.node), text };
}

function literal(value: unknown, site: ReadSite): string {
  return typeof value === 'string' ? quoted(value, site.rewriter.module.style) : String(value);
}

/** In the outcomes where the client gave no error, the name stands for null. */
function errorEdits(site: ReadSite): TextEdit[] | null {
  const { path, scene, shape } = site;
  const answered = scene.outcome === 'open' || (scene.outcome === 'api' && shape.is === 'error' && shape.api);
  if (path.isMemberExpression()) return [whole(path, heldError(site))];
  if (!path.isIdentifier()) return null;
  if (!answered && scene.outcome !== 'transport')
    return [whole(path, `${(shape.is === 'error' && shape.none) ?? null}`)];
  // The author's error is made again before the code that reads it.
  if (shape.is === 'error' && shape.made) return null;
  if (scene.outcome === 'api' && shape.is === 'error' && shape.plain) return plainEdits(path, site);
  if (answered && isMessage(path)) {
    // The edit reaches over the member: `err.message` was v1's text.
    const end = path.parentPath?.node.end ?? 0;
    return [{ start: startOf(path.node), end, text: apiMessage(path.node.name, site) }];
  }
  const reading = errorReading(path);
  if (reading === 'none') return null;
  if (scene.outcome === 'transport')
    return reading === 'seen' ? [whole(path, `${needHelper(site.rewriter, 'root-cause')}(${path.node.name})`)] : null;
  return isMadeAnew(site.rewriter) ? [whole(path, `new Error(${apiMessage(path.node.name, site)})`)] : null;
}

/** `response.error` */
function heldError({ path, plan, shape, scene, rewriter }: ReadSite): string {
  const error = rewriter.errorName(path, plan);
  if (scene.outcome === 'transport') return `${needHelper(rewriter, 'root-cause')}(${error})`;
  return scene.outcome === 'broken' && shape.is === 'error' && shape.broken ? error : 'null';
}

/** The error is v1's text: what it is asked for as an object is not there, and as a text is that of v4's. */
function plainEdits(path: NodePath<ast.Identifier>, site: ReadSite): TextEdit[] | null {
  const { parentPath: parent, key } = path;
  const text = apiMessage(path.node.name, site);
  if (key === 'object' && parent && isMember(parent))
    return [isLackingInText(parent) ? whole(parent, 'undefined') : whole(path, text)];
  return errorReading(path) !== 'none' || isCompared(path) ? [whole(path, text)] : null;
}

/** v1's text of an API error. */
export function apiMessage(error: string, site: { readonly rewriter: Rewriter }): string {
  needHelper(site.rewriter, 'api-error');
  return `${error}.errors[0]?.message`;
}

function statusEdits(site: ReadSite, name: 'result' | 'msg' | 'err_code'): TextEdit[] {
  const { path, scene, rewriter } = site;
  if (name === 'result') return [whole(path, literal(scene.outcome === 'success' ? 'success' : 'error', site))];
  if (scene.outcome === 'success') return [whole(path, name === 'msg' ? 'null' : 'undefined')];
  const error = rewriter.errorName(path, site.plan);
  if (name === 'err_code') return [codeEdit(path, error, site)];
  const typed = rewriter.module.typescript && isGivenOn(path);
  return [whole(path, `${apiMessage(error, site)}${typed ? " ?? ''" : ''}`)];
}

/** `{ error: body.msg }`, `return body.msg`: TypeScript may hold it to be a text there. */
function isGivenOn({ parentPath: parent, key }: NodePath): boolean {
  if (parent?.isObjectProperty()) return key === 'value' && parent.parentPath?.isObjectExpression() === true;
  return parent?.isReturnStatement() === true || (parent?.isArrowFunctionExpression() === true && key === 'body');
}

/** `body.err_code === 'E_MAXAPI'` → `err.status === 429`; elsewhere v1's word for the status. */
function codeEdit(path: NodePath, error: string, site: ReadSite): TextEdit {
  needHelper(site.rewriter, 'api-error');
  const { parentPath: test } = path;
  const compared = test?.isBinaryExpression() && /^[=!]==?$/.test(test.node.operator) ? test : null;
  const other = compared && (path.key === 'left' ? compared.node.right : compared.node.left);
  const statuses = is.isStringLiteral(other) ? statusesOf(other.value) : [];
  if (!compared || statuses.length === 0) return whole(path, `${needHelper(site.rewriter, 'error-code')}(${error})`);
  const operator = compared.node.operator.startsWith('=') ? '===' : '!==';
  const tests = statuses.map((status) => `${error}.status ${operator} ${status}`);
  const joined = tests.join(operator === '===' ? ' || ' : ' && ');
  return whole(compared, tests.length === 1 ? joined : grouped(joined, compared));
}

/** Settings are objects in v4: their value is one field further. */
function settingValue(site: ReadSite, field: Field): string {
  return site.plan.action.answer.shape === 'settings' && field.convert.as !== 'expiry' ? '.value' : '';
}

/** Where a field is read from, as v4's code has it. */
interface Source {
  /** the expression for v4's value */
  readonly raw: string;
  /** the text of the object that holds it; null for a variable that holds the field itself */
  readonly owner: string | null;
  /** what is read of it */
  readonly below?: string;
}

function sourceOf(site: ReadSite, field: Field): Source | null {
  const { path, rewriter, view } = site;
  if (path.isIdentifier()) {
    const { raw, owner } = takenFrom(path, { at: 'field', field }, site) ?? { raw: path.node.name, owner: null };
    return { raw: raw + settingValue(site, field), owner };
  }
  const picked = site.plan.answer.picks.get(path.node);
  if (picked) {
    const owner = rewriter.render(picked.object, view);
    const below = v4Path(field) + settingValue(site, field);
    return { raw: `${asKind(owner, picked.object, field, site)}${picked.mayLack ? '?.' : '.'}${below}`, owner, below };
  }
  if (!isMember(path)) return null;
  const optional = path.isOptionalMemberExpression() && path.node.optional ? '?.' : '.';
  const v4 = v4Path(field);
  // `rec.props.cloud_on`: the field's name has two parts.
  const names = field.name.split('.');
  let object = path.get('object') as NodePath;
  for (let level = names.length - 1; level > 0; level--) {
    if (object.isIdentifier()) {
      const held = heldPartial(object, names.slice(0, level).join('.'), field, site);
      if (typeof held === 'string') return { raw: held, owner: null };
      if (!held) break;
      object = held;
    }
    if (!isMember(object)) break;
    object = object.get('object') as NodePath;
  }
  const owner = rewriter.render(object, view);
  const below = v4 + settingValue(site, field);
  return { raw: `${asKind(owner, object, field, site)}${optional}${below}`, owner, below };
}

/** `props.cloud_on` of a variable: the text of v4's value, or the expression that the variable stands for. */
function heldPartial(
  path: NodePath<ast.Identifier>,
  name: string,
  field: Field,
  site: ReadSite,
): string | NodePath | null {
  const { plan, rewriter } = site;
  if (staysInV4(plan.action, name)) return `${path.node.name}${v4Path(field).slice(name.length)}`;
  const binding = path.scope.getBinding(path.node.name);
  if (!binding) return null;
  const declared = declaredAs(binding);
  if (declared) return declared;
  const taken = takenFrom(path, { at: 'field', field }, site);
  return taken && taken.raw !== path.node.name ? taken.raw : (takenFields(binding, plan, rewriter).get(field) ?? null);
}

function isMember(path: NodePath): boolean {
  return path.isMemberExpression() || path.isOptionalMemberExpression();
}

function fieldEdits(site: ReadSite, field: Field): TextEdit[] | null {
  const { path } = site;
  const source = sourceOf(site, field);
  if (!source) return null;
  const { raw, owner, below } = source;
  const isHollow = site.shape.is === 'v1' && site.shape.hollow === true;
  const target = isHollow ? null : (compared(site, field, raw) ?? asNumber(site, field, raw));
  if (target) return [target];
  const full =
    owner === null || below === undefined || path.isIdentifier()
      ? held(site, field, owner ?? '', raw)
      : read(site, field, { raw, owner, below });
  const text = isHollow && full !== raw ? grouped(unlessHollow(field, raw, full), path) : full;
  if (
    text === raw &&
    owner !== null &&
    path.isMemberExpression() &&
    path.get('object').isIdentifier() &&
    path.node.object.extra?.parenthesized !== true &&
    raw === `${owner}.${v4Path(field)}`
  ) {
    // Only the name changes: the object keeps its text and place.
    const object = path.get('object') as NodePath;
    if (owner === (object.node as ast.Identifier).name)
      return [{ start: endOf(object.node), end: endOf(path.node), text: `.${v4Path(field)}` }];
  }
  return [whole(path, text)];
}

/** Of `{}` there is nothing to convert. */
function unlessHollow({ convert: { as } }: Field, raw: string, text: string): string {
  const isText = as === 'label' || as === 'record-content';
  if (isText) return `${raw} && ${/\?\?/.test(text) && !text.startsWith('(') ? `(${text})` : text}`;
  return `${raw} === undefined ? undefined : ${text}`;
}

/** A read of a variable. */
function held(site: ReadSite, field: Field, owner: string, raw: string): string {
  const text = convert(field.convert, raw, owner, site);
  return text === raw ? present(site, field, raw) : text;
}

/** A read of a member; where `?.` finds no owner, it gives what v1's did. */
function read(site: ReadSite, field: Field, { raw, owner, below }: Source & { owner: string; below: string }): string {
  const { path, rewriter } = site;
  const text = convert(field.convert, raw, owner, site);
  if (text === raw) return present(site, field, raw);
  const numeric = field.convert.as === 'digits' && isReadAsNumber(site);
  if (numeric || !mayEndEarly(path)) return text;
  const noun = site.plan.action.answer.noun.replace(/s$/, '');
  const given = whereGiven(owner, path, rewriter, noun, (name) => {
    const made = convert(field.convert, `${name}.${below}`, name, site);
    return /^\w+\([^()]*\)$/.test(made) || isSimple(made) || made.startsWith('(') ? made : `(${made})`;
  });
  return given.startsWith('(') ? given : grouped(given, path);
}

/** The value in places that take no undefined, though v4's types have it. */
function present(site: ReadSite, field: Field, raw: string): string {
  const { path, rewriter, plan } = site;
  if (mayEndEarly(path) || takesNothing(path) || !mayBeMissing(field, plan.action, rewriter)) return raw;
  return field.convert.as === 'record-content' ? grouped(`${raw} ?? ${q(site, '')}`, path) : raw;
}

function v4Path(field: Field): string {
  return field.v4 ?? field.name;
}

/** `rec.service_mode === '1'`, `rec.ttl == 300`: the comparison itself is rewritten. */
function compared(site: ReadSite, field: Field, raw: string): TextEdit | null {
  const { path } = site;
  const parent = path.parentPath;
  if (!parent?.isBinaryExpression() || !/^[!=]==?$/.test(parent.node.operator)) return null;
  const other = (path.key === 'left' ? parent.get('right') : parent.get('left')) as NodePath;
  const negated = parent.node.operator.startsWith('!');
  if (other.isNullLiteral() && field.convert.as === 'digits' && nullable(site) && !mayEndEarly(path))
    return whole(parent, `${raw} ${negated ? '!=' : '=='} null`);
  if (!other.isStringLiteral() && !other.isNumericLiteral() && !other.isBooleanLiteral()) return null;
  const value = String(other.node.value);
  const by = field.convert;
  const strict = parent.node.operator.length === 3;
  const number = other.isNumericLiteral();
  if (by.as === 'flag' || by.as === 'flag-number' || by.as === 'negated-flag') {
    const numeric = by.as === 'flag-number' || (by.as === 'negated-flag' && by.number === true);
    if ((value !== '0' && value !== '1') || (strict && number !== numeric)) return null;
    const positive = (value === '1') !== (by.as === 'negated-flag');
    return whole(parent, flagTest(site, field, raw, parent, positive, negated));
  }
  if (by.as === 'digits' && isPlainNumber(value) && !(strict && number))
    return whole(parent, `${raw} ${negated ? '!==' : '==='} ${Number(value)}`);
  if (by.as === 'table') {
    const found = Object.entries(by.values).find(([, v1]) => (strict ? v1 === other.node.value : String(v1) === value));
    if (found)
      return whole(parent, `${raw} ${negated ? '!==' : '==='} ${quoted(found[0], site.rewriter.module.style)}`);
  }
  return null;
}

/** Are these the digits that v1 wrote for the number? `007` is none of its texts. */
function isPlainNumber(digits: string): boolean {
  return /^\d+$/.test(digits) && String(Number(digits)) === digits;
}

/** Is the flag set (`positive`), or is it not (`negated`), as v1's comparison said it? */
function flagTest(
  site: ReadSite,
  field: Field,
  raw: string,
  comparison: NodePath,
  positive: boolean,
  negated: boolean,
): string {
  const early = mayEndEarly(site.path);
  // No record is neither '1' nor '0'.
  if (early && positive === negated && !positive) return `${raw} === false`;
  if (early && negated && !positive) return `${raw} !== false`;
  if (positive === negated) return `!${raw}`;
  const sure = !early && !mayBeMissing(field, site.plan.action, site.rewriter);
  return sure || isTest(comparison) ? raw : `${raw} === true`;
}

/** `parseInt(rec.ttl, 10)`: v4's is a number. */
function asNumber(site: ReadSite, field: Field, raw: string): TextEdit | null {
  const { path } = site;
  const call = path.parentPath;
  if (field.convert.as !== 'digits' || path.listKey !== 'arguments' || path.key !== 0 || !call?.isCallExpression())
    return null;
  const { callee } = call.node;
  if (!is.isIdentifier(callee) || !['parseInt', 'parseFloat', 'Number'].includes(callee.name)) return null;
  const [, radix] = call.node.arguments;
  if (path.scope.hasBinding(callee.name, true) || (radix && !is.isNumericLiteral(radix, { value: 10 }))) return null;
  if (field.nullable !== true && !mayEndEarly(path)) return whole(call, raw);
  // Of null, `Number` makes 0, and the others nothing.
  return callee.name === 'Number' && field.nullable === true ? null : whole(call, `Number(${raw})`);
}

/** The v1 value, made from v4's. */
export function convert(by: FromV4, raw: string, owner: string, site: ReadSite): string {
  const { rewriter } = site;
  const group = (text: string) => grouped(text, site.path);
  switch (by.as) {
    case 'digits':
      if (nullable(site) && isTested(site.path)) return `${raw} != null`;
      if (numberServes(site.path)) return nullable(site) && mayLack(site) ? group(`${raw} ?? null`) : raw;
      return nullable(site) ? group(`${raw} == null ? null : String(${raw})`) : `String(${raw})`;
    case 'flag':
      return group(`${raw} ? ${q(site, '1')} : ${q(site, '0')}`);
    case 'flag-number':
      return isTest(site.path) ? raw : group(`${raw} ? 1 : 0`);
    case 'negated-flag':
      return by.number ? group(`${raw} ? 0 : 1`) : group(`${raw} ? ${q(site, '0')} : ${q(site, '1')}`);
    case 'automatic-ttl':
      if (!isTest(site.path)) return group(`${raw} === 1 ? 1 : 0`);
      return site.path.parentPath?.isUnaryExpression() ? `(${raw} === 1)` : `${raw} === 1`;
    case 'record-content':
      if (isNeverOf(site.path, 'TXT')) return raw;
      return `${needHelper(rewriter, 'record-content')}(${owner})`;
    case 'label':
      return `${needHelper(rewriter, 'record-label')}(${raw}, ${zoneText(site)})`;
    case 'zone-name':
      return zoneText(site);
    case 'constant':
      return literal(by.value, site);
    case 'now':
      return 'Math.floor(Date.now() / 1000)';
    case 'table':
      return tableText(by.values, raw, site);
    case 'expiry':
      return `${needHelper(rewriter, 'expiry')}(${raw}.time_remaining)`;
    case 'braced-list':
      return group(`${raw} ? \`{\${${raw}.join(',')}}\` : null`);
    case 'zone-status-class':
      return `${needHelper(rewriter, 'zone-status-class')}(${owner})`;
    default:
      return raw;
  }
}

function tableText(values: Readonly<Record<string, string | number>>, raw: string, site: ReadSite): string {
  const entries = Object.entries(values);
  const write = (value: string | number) => (typeof value === 'number' ? String(value) : q(site, value));
  const [first, second] = entries;
  if (entries.length === 2 && first && second)
    return grouped(`${raw} === ${q(site, first[0])} ? ${write(first[1])} : ${write(second[1])}`, site.path);
  const table = entries.map(([v4, v1]) => `${/^\w+$/.test(v4) ? v4 : q(site, v4)}: ${write(v1)}`);
  const { rewriter, shape } = site;
  const of = (shape.is === 'v1' && shape.path.at(-1)) || 'values';
  if (!rewriter.module.typescript) return rewriter.tables.lookUp(of, table, raw);
  const type = entries.every(([, v1]) => typeof v1 === 'number') ? 'number' : 'string';
  return rewriter.tables.lookUp(of, table, orEmpty(raw, site), `Record<string, ${type}>`);
}

/** A key of a table; the types let some fields be missing. */
function orEmpty(raw: string, site: ReadSite): string {
  const place = site.shape.is === 'v1' ? locate(site.plan.action, site.shape.path) : null;
  const missing =
    mayEndEarly(site.path) || (place?.at === 'field' && mayBeMissing(place.field, site.plan.action, site.rewriter));
  return missing ? `${raw} ?? ${q(site, '')}` : raw;
}

function zoneText(site: ReadSite): string {
  const { plan, rewriter, view } = site;
  return plan.zone ? new ValueWriter(rewriter, view).zoneName(plan.zone) : "''";
}

function q(site: ReadSite, text: string): string {
  return quoted(text, site.rewriter.module.style);
}

/** Does only the truth of the read matter? v1's digits were always true. */
function isTested(path: NodePath): boolean {
  const parent = path.parentPath;
  if (parent?.isIfStatement() || parent?.isConditionalExpression()) return path.key === 'test';
  if (!parent?.isLogicalExpression({ operator: '&&' })) return false;
  const { parentPath: user } = parent;
  // `...(rec.prio && { prio: rec.prio })`, `rec.prio && show(rec.prio);`
  return (
    isTest(parent) || isTested(parent) || user?.isSpreadElement() === true || user?.isExpressionStatement() === true
  );
}

/** Of no record, what is read is undefined, and of one without the number it is null: one text cannot say both. */
function isReadAsNumber(site: ReadSite): boolean {
  return numberServes(site.path) && !(nullable(site) && mayEndEarly(site.path));
}

function nullable(site: ReadSite): boolean {
  if (site.shape.is !== 'v1') return false;
  const place = locate(site.plan.action, site.shape.path);
  return place.at === 'field' && place.field.nullable === true;
}

/**
 * v4 leaves the field out where v1 gave null: could the record that is read be such? Not where the code before asked
 * for its type, or for the field.
 */
function mayLack({ path }: ReadSite): boolean {
  const types = typesRead(path);
  if (types && [...types].every((type) => type === 'MX' || type === 'SRV')) return false;
  const isAsked = (test: NodePath, holds: boolean): boolean => {
    if (test.isLogicalExpression({ operator: '&&' }) && holds)
      return isAsked(test.get('left'), holds) || isAsked(test.get('right'), holds);
    const isNull = test.isBinaryExpression() && test.get('right').isNullLiteral() ? test : null;
    const isHeld = isNull ? isNull.node.operator.startsWith('!') === holds : holds;
    return isHeld && String(isNull ? isNull.get('left') : test) === String(path);
  };
  return !heldTests(path).some(({ test, holds, values }) => !values && isAsked(test, holds));
}

function besideEdits(site: ReadSite, beside: Beside): TextEdit[] | null {
  const { read } = beside;
  const { path, plan, rewriter, view } = site;
  switch (read.as) {
    case 'length': {
      if (isKeptLength(path, { at: 'beside', beside }, plan)) return [];
      const list = isMember(path) ? null : listBeside(path, plan);
      if (list !== null) return [whole(path, `${list}.length`)];
      const owner = isMember(path) ? rootOwner(path) : plan.answer.picks.get(path.node)?.object;
      const base = owner ? asOwner(rewriter.render(owner, view), owner) : plan.name;
      return [whole(path, `${base}.length`)];
    }
    case 'constant':
      return [whole(path, literal(read.value, site))];
    case 'now':
      return [whole(path, 'Math.floor(Date.now() / 1000)')];
    case 'param': {
      const sent = entryOf(plan.call.form, read.param);
      return sent && [whole(path, new ValueWriter(rewriter, view).lift(sent.value))];
    }
    case 'expiry':
      return [whole(path, `${needHelper(rewriter, 'expiry')}(${plan.name}.time_remaining)`)];
    default:
      return null;
  }
}

/** `data.response.recs` of `data.response.recs.count`: an alias of the list. */
function rootOwner(path: NodePath): NodePath {
  return path.isMemberExpression() ? (path.get('object') as NodePath) : path;
}
