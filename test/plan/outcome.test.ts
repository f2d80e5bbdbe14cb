/** What code that waits for an answer sees, by how the call ended. */
import { describe, expect, it } from 'vitest';
import { knownIn, type Outcome, type Stage } from '../../src/plan/outcome.js';
import { isReached } from '../../src/plan/reached.js';
import { throwsAtOnce, throwsBefore, throwsIn } from '../../src/plan/throws.js';
import type { NodePath } from '../../src/syntax/index.js';
import { sceneOf } from './scene.js';

const ALL = ['success', 'api', 'transport'] as const;

/** What `expression` is known to be in the callback of a rec_load_all. */
function known(expression: string, outcome: Outcome): unknown {
  const { argument, stage } = sceneOf(`look(${expression});`, outcome);
  const result = knownIn(argument, stage);
  if (!result) return 'unknown';
  return 'value' in result ? result.value : result.truthy ? 'truthy' : 'falsy';
}

describe.each<[string, unknown, unknown, unknown]>([
  // expression, success, api, transport
  ['err', null, null, 'truthy'],
  ['!err', true, true, false],
  ["data.result === 'success'", true, false, 'unknown'],
  ["data.result == 'error'", false, true, 'unknown'],
  ['data.msg', null, 'truthy', 'unknown'],
  ['res.statusCode === 200', true, true, 'unknown'],
  ['res.statusCode >= 400', false, false, 'unknown'],
  ['!err && res.statusCode == 200', true, true, false],
  ["err || data.result !== 'success'", false, true, 'truthy'],
  ['data && data.response && data.response.recs', 'truthy', undefined, undefined],
  ["typeof body === 'string'", true, true, false],
  ['data.response.recs.has_more', false, 'unknown', 'unknown'],
  ['data.response.recs.objs.length', 'unknown', 'unknown', 'unknown'],
  ['other', 'unknown', 'unknown', 'unknown'],
  ['data.response !== undefined', true, false, 'unknown'],
  ['Array.isArray(data.response.recs.objs)', true, 'unknown', 'unknown'],
  ["typeof data === 'object'", true, true, false],
  ["typeof err === 'object'", true, true, true],
  ["typeof data.response.recs === 'object'", true, 'unknown', 'unknown'],
  ['err instanceof Error', false, false, 'unknown'],
  ['body instanceof Object', false, false, false],
  ['other instanceof Error', 'unknown', 'unknown', 'unknown'],
  ['void err === undefined', true, true, true],
  ['-res.statusCode === -200', true, true, 'unknown'],
  ['res.statusCode < 300', true, true, 'unknown'],
  ['res.statusCode <= 199', false, false, 'unknown'],
  ['res.statusCode > 199', true, true, 'unknown'],
  ['200 == res.statusCode', true, true, 'unknown'],
  ['data.response == null', false, true, 'unknown'],
  ['data.response === null', false, false, 'unknown'],
  ['data.response != false', true, true, 'unknown'],
  ['data.response > 1', 'unknown', false, 'unknown'],
  ['other && data.response.recs.has_more', 'falsy', 'unknown', 'unknown'],
  ['other || data.response.recs', 'truthy', 'unknown', 'unknown'],
  ['(other && err) ?? true', 'unknown', 'unknown', 'unknown'],
  ['err ?? other', 'unknown', 'unknown', 'truthy'],
  ['data.msg ?? other', 'unknown', 'truthy', 'unknown'],
  ['err ? 1 : 2', 2, 2, 1],
  ['other ? 1 : 2', 'unknown', 'unknown', 'unknown'],
  ['Boolean(err)', false, false, true],
  ['Boolean(other)', 'unknown', 'unknown', 'unknown'],
  ['Boolean()', 'unknown', 'unknown', 'unknown'],
  ['other(err)', 'unknown', 'unknown', 'unknown'],
  ['Array.isArray(data.response.recs)', 'unknown', 'unknown', 'unknown'],
  ['Buffer.isBuffer(data)', false, false, 'unknown'],
  ['Object.keys(data).length', 'truthy', 'truthy', 'unknown'],
  ['[err]', 'truthy', 'truthy', 'truthy'],
  ['err?.message', undefined, undefined, 'unknown'],
  ['`${err}`', 'unknown', 'unknown', 'unknown'],
  ['other || err', 'unknown', 'unknown', 'truthy'],
  ['other && err', 'falsy', 'falsy', 'unknown'],
  ['other || data.response.recs.has_more', 'unknown', 'unknown', 'unknown'],
  ['other && data.response.recs', 'unknown', 'unknown', 'unknown'],
  ['other ?? data.response.recs', 'unknown', 'unknown', 'unknown'],
  ['err && other', null, null, 'unknown'],
  ['err || other', 'unknown', 'unknown', 'truthy'],
  ["data.response.recs.has_more ?? 'x'", false, 'unknown', 'unknown'],
  ['!other', 'unknown', 'unknown', 'unknown'],
  ['!(err && err.message)', true, true, 'unknown'],
  ['typeof other', 'unknown', 'unknown', 'unknown'],
  ['typeof res.statusCode', 'number', 'number', 'unknown'],
  ['typeof (() => err)', 'function', 'function', 'function'],
  ['typeof [err]', 'object', 'object', 'object'],
  ['typeof Object.keys(data).length', 'number', 'number', 'unknown'],
  ['-other', 'unknown', 'unknown', 'unknown'],
  ['-data.result', 'unknown', 'unknown', 'unknown'],
  ['~res.statusCode', 'unknown', 'unknown', 'unknown'],
  ['+err', 'unknown', 'unknown', 'unknown'],
  ['data instanceof Array', 'unknown', 'unknown', false],
  ["'x' instanceof String", false, false, false],
  ['res.statusCode instanceof Number', false, false, 'unknown'],
  ['other === data.result', 'unknown', 'unknown', 'unknown'],
  ['data.result === other', 'unknown', 'unknown', 'unknown'],
  ['data === data.response', 'unknown', false, 'unknown'],
  ["data.response === ''", false, false, 'unknown'],
  ["data.response == 'x'", 'unknown', false, 'unknown'],
  ['data.response !== null', true, true, 'unknown'],
  ['null == data.response', false, true, 'unknown'],
  ['undefined !== data.response', true, false, 'unknown'],
  ['data.response >= null', 'unknown', false, 'unknown'],
  ['data.response > false', 'unknown', false, 'unknown'],
  ['err == undefined', true, true, false],
  ['err != undefined', false, false, true],
  ['err === undefined', false, false, false],
  ['err !== undefined', true, true, true],
  ["res.statusCode != '200'", false, false, 'unknown'],
  ["res.statusCode !== '200'", true, true, 'unknown'],
  ['res.statusCode <= 200', true, true, 'unknown'],
  ['res.statusCode < 200', false, false, 'unknown'],
  ['res.statusCode >= 200', true, true, 'unknown'],
  ['res.statusCode > 200', false, false, 'unknown'],
  ['res.statusCode + 1', 'unknown', 'unknown', 'unknown'],
  ['data.result && other', 'unknown', 'unknown', 'unknown'],
  ['other ? err : data', 'unknown', 'unknown', 'unknown'],
  ['data.result === "success" ? data : err', 'truthy', null, 'unknown'],
  ['data.err_code', undefined, 'unknown', 'unknown'],
  ["data.msg === ''", false, false, 'unknown'],
  ['data.response.recs.count', 'unknown', 'unknown', 'unknown'],
  ['data.response', 'truthy', undefined, 'unknown'],
  ['data.request', 'unknown', undefined, 'unknown'],
  ['(data as any).result', 'success', 'error', 'unknown'],
  ['data!.result', 'success', 'error', 'unknown'],
  ['(<any>data).result', 'success', 'error', 'unknown'],
  ['(data satisfies any).result', 'success', 'error', 'unknown'],
  ['err?.message.length', undefined, undefined, 'unknown'],
  ['err?.toString()', undefined, undefined, 'unknown'],
  ['(err?.message).length', 'unknown', 'unknown', 'unknown'],
  ['data?.result', 'success', 'error', undefined],
  ['Boolean(data.result)', true, true, 'unknown'],
  ['Boolean(data.response.recs.has_more)', false, 'unknown', 'unknown'],
  ['Number(data.response)', 'unknown', 'unknown', 'unknown'],
  ['Buffer.isBuffer(body)', 'unknown', 'unknown', 'unknown'],
  ['Object.keys(data.response).length', 'unknown', 'unknown', 'unknown'],
  ['Object.keys(other).length', 'unknown', 'unknown', 'unknown'],
  ['Object.keys(data).size', 'unknown', 'unknown', 'unknown'],
  ['Array.isArray(data)', 'unknown', 'unknown', 'unknown'],
  ['Array.isArray(other)', 'unknown', 'unknown', 'unknown'],
  ['undefined', undefined, undefined, undefined],
  ['new Error(data.msg)', 'truthy', 'truthy', 'truthy'],
  ['{}', 'truthy', 'truthy', 'truthy'],
])('%s', (expression, success, api, transport) => {
  it('success', () => expect(known(expression, 'success')).toEqual(success));
  it('API error', () => expect(known(expression, 'api')).toEqual(api));
  it('transport error', () => expect(known(expression, 'transport')).toEqual(transport));
});

it.each<[string, unknown]>([
  ['err', null],
  ['res', 'truthy'],
  ['data', 'unknown'],
  ['res.statusCode', 'truthy'],
  ['res.statusCode === 200', false],
  ['res.statusCode == 200', false],
  ['res.statusCode !== 200', true],
  ['res.statusCode != 200', true],
  ['res.statusCode !== 503', 'unknown'],
  ['res.statusCode === 503', 'unknown'],
  ['res.statusCode == 500', 'unknown'],
  ['res.statusCode != 500', 'unknown'],
  ['res.statusCode === null', false],
  ['res.statusCode != undefined', true],
  ['res.statusCode < 300', false],
  ['res.statusCode < 500', false],
  ['res.statusCode < 501', 'unknown'],
  ['res.statusCode <= 499', false],
  ['res.statusCode <= 500', 'unknown'],
  ['res.statusCode > 399', true],
  ['res.statusCode > 499', true],
  ['res.statusCode > 500', 'unknown'],
  ['res.statusCode >= 400', true],
  ['res.statusCode >= 500', true],
  ['res.statusCode >= 501', 'unknown'],
  ['500 <= res.statusCode', true],
  ['499 < res.statusCode', true],
  ['300 > res.statusCode', false],
  ['499 >= res.statusCode', false],
  ['200 === res.statusCode', false],
  ['res.statusCode + 1', 'unknown'],
  ['typeof res.statusCode', 'number'],
  ['res.statusCode instanceof Number', false],
])('a server that failed: %s is %s', (expression, wanted) => {
  expect(known(expression, 'broken')).toEqual(wanted);
});

/** `throws`: under which outcomes evaluating it does. */
it.each<[string, readonly Outcome[]]>([
  ['data.result', ['transport']],
  ['data && data.result', []],
  ['data || data.result', ['transport']],
  ['data ?? data.result', ['transport']],
  ['data?.result', []],
  ['data?.response.recs', ['api']],
  ['data?.response?.recs', []],
  ['data.response.recs', ['api', 'transport']],
  ['data.response.recs.objs', ['api', 'transport']],
  ['err.message', ['success', 'api']],
  ['err && err.message', []],
  ['err || err.message', ['success', 'api']],
  ['err ?? err.message', ['success', 'api']],
  ['data.response.recs.has_more ?? err.message', ['api', 'transport']],
  ['data.response.recs.has_more || err.message', ['success', 'api', 'transport']],
  ['err ? err.message : data.result', []],
  ['err ? data.result : err.message', ['success', 'api', 'transport']],
  ['err.message ? 1 : 2', ['success', 'api']],
  ['other ? err.message : 1', []],
  ['other && err.message', []],
  ['err.message || other', ['success', 'api']],
  ['() => err.message', []],
  ['function () { return err.message; }', []],
  ['other(err.message)', ['success', 'api']],
  ['[err.message]', ['success', 'api']],
  ['err?.a(err.message)', []],
  ['err.toString()', ['success', 'api']],
  ['JSON.parse(body)', ['transport']],
  ['JSON.parse(other)', []],
  ['JSON.stringify(body)', []],
  ['JSON.parse(err)', []],
  ['res.statusCode', ['transport']],
  ['res.headers.a', ['transport']],
  ['first(data)', ['api', 'transport']],
  ['second(data)', ['api', 'transport']],
  ['third(data)', []],
  ['later(data)', []],
])('%s throws', (expression, wanted) => {
  const throws = (outcome: Outcome) => {
    const helpers = `function first(d) { return d.response.recs; }
  function second(d) { var x = 1; console.log(x); return d.response.recs; }
  function third(d) { if (x) return; return d.response.recs; }
  async function later(d) { return d.response.recs; }`;
    const { argument, stage } = sceneOf(`look(${expression}); ${helpers}`, outcome);
    return throwsIn(argument, stage);
  };
  expect(ALL.filter(throws)).toEqual(wanted);
});

/** `look();` in a statement, or several before it: under which outcomes it is reached. */
it.each<[string, readonly Outcome[]]>([
  ['look();', ['success', 'api', 'transport']],
  ['if (err) look();', ['transport']],
  ['if (err) { look(); }', ['transport']],
  ['if (!err) look();', ['success', 'api']],
  ['if (err) other(); else look();', ['success', 'api']],
  ['if (look()) other();', ['success', 'api', 'transport']],
  ['if (!err && look()) other();', ['success', 'api']],
  ['if (err || look()) other();', ['success', 'api']],
  ['if (other) look();', ['success', 'api', 'transport']],
  ['other && look();', ['success', 'api', 'transport']],
  ['err && look();', ['transport']],
  ['err || look();', ['success', 'api']],
  ['err ?? look();', ['success', 'api', 'transport']],
  ['look() && err;', ['success', 'api', 'transport']],
  ['err ? look() : 0;', ['transport']],
  ['err ? 0 : look();', ['success', 'api']],
  ['look() ? err : 0;', ['success', 'api', 'transport']],
  ['if (err) return; look();', ['success', 'api']],
  ['if (err) throw err; look();', ['success', 'api']],
  ['if (err) { other(); return; } look();', ['success', 'api']],
  ['if (err) { other(); } look();', ['success', 'api', 'transport']],
  ['if (err) return; else other(); look();', ['success', 'api']],
  ['if (err) other(); else return; look();', ['transport']],
  ['if (err) { return; } else { return; } look();', []],
  ['if (other) { return; } else { return; } look();', []],
  ['if (other) return; look();', ['success', 'api', 'transport']],
  ['if (other) return; else other(); look();', ['success', 'api', 'transport']],
  ["if (!err && data.result !== 'success') return; look();", ['success', 'transport']],
  ["if (!err) { if (data.result === 'error') return; } look();", ['success', 'transport']],
  ['var recs = !err && data.response.recs.objs; look();', ['success', 'transport']],
  ['look(); return;', ['success', 'api', 'transport']],
  ['{ look(); } return;', ['success', 'api', 'transport']],
  ['for (const one of list) { if (err) continue; look(); }', ['success', 'api', 'transport']],
  ['list.forEach(function () { if (err) return; look(); });', ['success', 'api']],
])('%s is reached', (code, wanted) => {
  const isSeen = (outcome: Outcome) => {
    const { look, stage } = sceneOf(code, outcome, true);
    return isReached(look, stage);
  };
  expect(ALL.filter(isSeen)).toEqual(wanted);
});

/** `throws`: under which outcomes one of the statements does as soon as it is reached; `before`: and code may before it. */
it.each<[string, readonly Outcome[], readonly Outcome[]]>([
  ['data.response.recs;', ['api', 'transport'], []],
  ['other(); data.response.recs;', ['api', 'transport'], ALL],
  ['console.log(1); data.response.recs;', ['api', 'transport'], []],
  ['data.response.recs; other();', ['api', 'transport'], ['success']],
  ['new Other();', [], ALL],
  ['(() => other());', [], []],
  ['var a = other.b, c = { d: other?.() };', [], ALL],
  ['throw err;', [], ALL],
  ['var recs = data.response.recs;', ['api', 'transport'], []],
  ['var { recs } = data.response;', ['api', 'transport'], []],
  ['var { response } = data;', ['transport'], []],
  ['var { response: { recs } } = data;', ['api', 'transport'], []],
  ['var one;', [], []],
  ['if (data.response.recs) other();', ['api', 'transport'], ['success']],
  ['while (data.response.recs) other();', ['api', 'transport'], ['success']],
  ['return data.response.recs;', ['api', 'transport'], []],
  ['throw data.response.recs;', ['api', 'transport'], ['success']],
  ['for (const one of data.response.recs.objs) other();', ['api', 'transport'], ['success']],
  ['for (const one of data.response) other();', ['api', 'transport'], ['success']],
  ['for (const name in data.response) other();', ['transport'], ['success', 'api']],
  ['for (var i = data.response.recs; ; ) other();', ['api', 'transport'], ['success']],
  ['for (; data.response.recs; ) other();', ['api', 'transport'], ['success']],
  ['for (; ; ) data.response.recs;', [], []],
  ['switch (data.response.recs) { case 1: other(); }', ['api', 'transport'], ['success']],
  ['{ data.response.recs; }', [], []],
])('%s throws', (code, throws, before) => {
  const outcomes = (holds: (block: NodePath, stage: Stage) => boolean) =>
    ALL.filter((outcome) => {
      const { look, stage } = sceneOf(`if (look()) { ${code} }`, outcome, true);
      return holds(look.parentPath?.get('consequent') as NodePath, stage);
    });
  const atOnce = (block: NodePath, stage: Stage) =>
    (block.get('body') as NodePath[]).some((one) => throwsAtOnce(one, stage));
  expect(outcomes(atOnce)).toEqual(throws);
  expect(outcomes(throwsBefore)).toEqual(before);
});
