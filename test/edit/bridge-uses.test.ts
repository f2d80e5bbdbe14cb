/** What a bridge must be able to do, by what the code does with clients, actions and answers. */
import { describe, expect, it } from 'vitest';
import { actionByName } from '../../src/catalogue/index.js';
import { isInAnswer, isLacking } from '../../src/edit/bridge/answered.js';
import { clientUses } from '../../src/edit/bridge/client-uses.js';
import { possibleActions } from '../../src/edit/bridge/possible-actions.js';
import { envelopeIn, narrowed, receiverOf } from '../../src/edit/bridge/read-shape.js';
import { clientSpec, isHeld, joined, NO_BRIDGE, refusedActions, servedActions } from '../../src/edit/bridge/spec.js';
import { evaluate } from '../../src/evaluate/evaluate.js';
import type { Shape } from '../../src/find/request.js';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { marked, placeIn } from './marked.js';

describe('the clients of the old package', () => {
  const uses = (code: string) => {
    const { module } = marked(`const made = require('cloudflare');\nconst cf = made.createClient(o);\n${code}`, 'a.js');
    const found = clientUses(module, { cloudflareIsV1: true }, new Set());
    if (!found) return null;
    const { methods, leak, patched } = found;
    return [
      typeof methods === 'string' ? methods : [...methods].sort().join(' '),
      ...(leak ? ['leak'] : []),
      ...(patched ? ['patched'] : []),
    ].join(', ');
  };

  it.each([
    ['', 'none'],
    ['cf;', 'none'],
    ['cf.devmode(z, 1, f);', 'devmode'],
    ['cf._request(a, p, f);', '_request'],
    ['cf.email;', 'none'],
    ['const other = cf; other.devmode(z, 1, f);', 'devmode'],
    ['let other; other = cf; other.devmode(z, 1, f);', 'devmode'],
    ['const other = cf || x; other.devmode(z, 1, f);', 'devmode'],
    ['const other = x ?? cf; other.devmode(z, 1, f);', 'devmode'],
    ['const other = x || y; other.devmode(z, 1, f);', 'none'],
    ['const f = cf.devmode;', 'devmode, leak'],
    ['f(cf.devmode);', 'devmode, leak'],
    ['f(cf.devmode.bind(cf));', 'devmode, leak'],
    ['cf.devmode.call(cf, z, 1, f);', 'devmode, leak'],
    ['cf.devmode.apply(cf, list);', 'devmode, leak'],
    ['cf.devmodeAsync(z, 1);', 'devmode, leak'],
    ['cf.devmode = f;', 'devmode, leak, patched'],
    ['f(cf);', 'all, leak'],
    ['module.exports = cf;', 'all, leak'],
    ['g(() => cf);', 'all, leak'],
    ['const { devmode } = cf;', 'all, leak'],
    ['cf[name](f);', 'all, leak'],
    ["cf['devmode'](z, 1, f);", 'devmode'],
    ["require('util').promisify(cf.devmode);", 'devmode, leak'],
    ["require('lodash').bindKey(cf, 'devmode');", 'devmode, leak'],
    ["require('lodash').bindKey(cf, 'other');", 'all, leak'],
    ["require('./own').bindKey(cf, 'devmode');", 'all, leak'],
    ["const p = require('bluebird').promisifyAll(cf); p.devmodeAsync(z, 1);", 'devmode, leak'],
    ["require('bluebird').promisifyAll(cf);", 'none, leak'],
    ["const p = require('bluebird').promisifyAll(cf); f(p);", 'all, leak'],
    ["f(require('bluebird').promisifyAll(cf));", 'all, leak'],
    ["require('bluebird').promisifyAll(x, cf);", 'all, leak'],
    ['made.CloudFlare.prototype.devmode = f;', 'all, leak, patched'],
    ['const { createClient } = made; createClient(o).devmode(z, 1, f);', 'devmode'],
    ['const { CloudFlare } = made; new CloudFlare(t, e).devmode(z, 1, f);', 'devmode'],
    ['const create = made.createClient; create(o).devmode(z, 1, f);', 'devmode'],
    ['f(made);', 'all, leak'],
    ['f(made.createClient);', 'all, leak'],
    ['class A extends made.CloudFlare {}', 'all, leak'],
    ['module.exports = made;', 'all, leak'],
    // only the package has these
    ['made.VERSION;', null],
    ['cf.endpoint = u;', null],
    ['cf.createRequestData(a, p);', null],
    ['cf.createPostData(a);', null],
    ['cf._response(a);', null],
    ['const { other } = made;', null],
  ])('%s', (code, found) => {
    expect(uses(code)).toBe(found);
  });
});

describe('the actions that may be asked for', () => {
  it.each([
    ["send(⟦'wl'⟧);", ['wl']],
    ["send(⟦on ? 'wl' : 'ban'⟧);", ['wl', 'ban']],
    ["send(⟦on || 'wl'⟧);", null],
    ["send(⟦'' || 'wl'⟧);", ['wl']],
    ["send(⟦on && 'wl'⟧);", null],
    ["send(⟦on ? 'wl' : other⟧);", null],
    ['send(⟦other()⟧);', null],
    ['send(⟦process.argv[2]⟧);', null],
    ["const ACTIONS = { in: 'wl', out: 'ban' }; send(⟦ACTIONS[mode]⟧);", ['wl', 'ban']],
    ["const ACTIONS = { in: 'wl', out: 'ban' }; send(⟦ACTIONS.out⟧);", ['ban']],
    ["const ACTIONS = ['wl', 'ban']; send(⟦ACTIONS[mode]⟧);", ['wl', 'ban']],
    ["const ACTIONS = { in: 'wl', ...more }; send(⟦ACTIONS[mode]⟧);", null],
    ["const ACTIONS = ['wl', ...more]; send(⟦ACTIONS[mode]⟧);", null],
    ["function f(a) { send(⟦a⟧); } f('wl'); f('ban');", ['wl', 'ban']],
    ["function f(z, a) { send(⟦a⟧); } f(1, 'wl');", ['wl']],
    ["function f(a) { g(a); } function g(a) { send(⟦a⟧); } f('wl');", ['wl']],
    ["function f(o) { send(⟦o.a⟧); } f({ a: 'wl' }); f({ a: 'ban' });", ['wl', 'ban']],
    ['function f(o) { send(⟦o.a⟧); } f({});', null],
    ["function f(a) { send(⟦a⟧); } f('wl'); f(other);", null],
    ["function f(a) { send(⟦a⟧); } f('wl'); f();", null],
    ['function f(a) { send(⟦a⟧); } f(...list);', null],
    ["function f(a) { a = other; send(⟦a⟧); } f('wl');", null],
    ["function f(a) { send(⟦a⟧); } f('wl'); g(f);", null],
    ["export function f(a) { send(⟦a⟧); } f('wl');", null],
    ['function f(a) { send(⟦a⟧); }', null],
    ['function f({ a }) { send(⟦a⟧); } f(other);', null],
  ])('%s: %j', (code, actions) => {
    const found = possibleActions(evaluate(placeIn(code, 'a.js')), new Set());
    expect(found && [...found]).toEqual(actions);
  });

  it('are not those of calls that v4 calls are written for', () => {
    const { paths } = marked("function f(a) { send(⟦a⟧); } f('wl'); ⟦f('ban')⟧;", 'a.js');
    expect(possibleActions(evaluate(paths[0]!), new Set([paths[1]!.node]))).toEqual(new Set(['wl']));
    expect(possibleActions(null, new Set())).toBeNull();
  });
});

describe('who takes the answer', () => {
  const V1: Shape = { is: 'v1', path: [] } as Shape;
  const OTHER: Shape = { is: 'v1', path: ['response'] } as Shape;
  const RESPONSE = { is: 'object', name: 'response', properties: { data: V1, status: OTHER } } as Shape & {
    is: 'object';
  };
  const textOf = (code: string) => {
    const { module, paths } = marked(code, 'a.js');
    const node = receiverOf(paths[0]!)?.node;
    return node ? module.text.slice(node.start!, node.end!) : null;
  };

  it.each([
    ['⟦send()⟧.then((res) => f(res));', 'res'],
    ['⟦send()⟧.then(function ({ data }) { f(data); });', '{ data }'],
    ['⟦send()⟧.then(() => f());', null],
    ['⟦send()⟧.then(done);', null],
    ['⟦send()⟧.catch((err) => f(err));', null],
    ['async () => { const res = await ⟦send()⟧; };', 'res'],
    ['async () => { const { data } = await ⟦send()⟧; };', '{ data }'],
    ['async () => { f(await ⟦send()⟧); };', null],
    ['const res = ⟦send()⟧;', null],
  ])('%s: %s', (code, receiver) => {
    expect(textOf(code)).toBe(receiver);
  });

  it.each([
    ['const ⟦{ data }⟧ = f();', 'data'],
    ['const ⟦{ data: body }⟧ = f();', 'body'],
    ['const ⟦{ data: { result } }⟧ = f();', '{ result }'],
    ['const ⟦{ data = 1 }⟧ = f();', null],
    ['const ⟦{ status }⟧ = f();', null],
    ['const ⟦{ other }⟧ = f();', null],
    ['const ⟦{ toString }⟧ = f();', null],
    ['const ⟦{ data, status }⟧ = f();', null],
    ['const ⟦{ ...data }⟧ = f();', null],
    ["const ⟦{ ['data']: body }⟧ = f();", null],
    ['const ⟦data⟧ = f();', null],
  ])("%s takes v1's envelope as %s", (code, name) => {
    const { module, paths } = marked(code, 'a.js');
    const node = envelopeIn(paths[0]!, RESPONSE)?.node;
    expect(node ? module.text.slice(node.start!, node.end!) : null).toBe(name);
  });

  it.each([
    ['const ⟦res⟧ = f(); g(res.data);', ['data']],
    ['const ⟦res⟧ = f(); g(res.data, res?.status);', ['data', 'status']],
    ['const ⟦res⟧ = f(); if (res) g(); g(!res, res && res.data);', ['data']],
    ['const ⟦res⟧ = f();', []],
    ['const ⟦{ data }⟧ = f();', ['data']],
    ['const ⟦{ status: code }⟧ = f();', ['status']],
    // whatever else is done with it may read all
    ['const ⟦res⟧ = f(); g(res);', ['data', 'status']],
    ['const ⟦res⟧ = f(); g(res.other);', ['data', 'status']],
    ['const ⟦res⟧ = f(); g(res[k]);', ['data', 'status']],
    ['const ⟦res⟧ = f(); res.data = 1;', ['data', 'status']],
    ['let ⟦res⟧ = f(); res = g; h(res.data);', ['data', 'status']],
    ['const ⟦{ data, ...rest }⟧ = f();', ['data', 'status']],
    ['const ⟦{ other }⟧ = f();', ['data', 'status']],
  ])('%s needs %j', (code, names) => {
    const shape = narrowed(placeIn(code, 'a.js'), RESPONSE) as Shape & { is: 'object' };
    expect(Object.keys(shape.properties)).toEqual(names);
  });
});

describe('what a bridge can do', () => {
  const AT = { path: placeIn('⟦f()⟧;') };

  it('is what each of its uses needs', () => {
    const one = { ...NO_BRIDGE, actions: new Set(['wl']), callback: true, client: new Set(['wl']) };
    for (const kind of ['callback', 'promise', 'response', 'failing', 'encoded'] as const) {
      expect(joined(NO_BRIDGE, { ...NO_BRIDGE, [kind]: true })).toEqual({ ...NO_BRIDGE, [kind]: true });
      expect(joined({ ...NO_BRIDGE, [kind]: true }, NO_BRIDGE)).toEqual({ ...NO_BRIDGE, [kind]: true });
    }
    expect(joined(one, { ...NO_BRIDGE, actions: new Set(['ban']), client: new Set(['ban']) })).toMatchObject({
      actions: new Set(['wl', 'ban']),
      client: new Set(['wl', 'ban']),
    });
    for (const client of ['none', 'all'] as const) {
      const wanted = client === 'none' ? one.client : 'all';
      expect(joined(one, { ...NO_BRIDGE, client }).client).toEqual(wanted);
      expect(joined({ ...NO_BRIDGE, client }, one).client).toEqual(wanted);
    }
    expect(joined(one, { ...NO_BRIDGE, actions: null }).actions).toBeNull();
    expect(joined({ ...NO_BRIDGE, actions: null }, one).actions).toBeNull();
  });

  it('of a client is what its methods ask for', () => {
    expect(clientSpec('none')).toBe(NO_BRIDGE);
    expect(clientSpec('all')).toMatchObject({ actions: null, callback: true, client: 'all' });
    expect(clientSpec(new Set(['_request', 'banIp'])).actions).toBeNull();
    // zone_ips is never sent
    expect(clientSpec(new Set(['banIp', 'zoneIps'])).actions).toEqual(new Set(['ban']));
    expect([isHeld('all', 'banIp'), isHeld('none', 'banIp')]).toEqual([true, false]);
    expect([isHeld(new Set(['banIp']), 'banIp'), isHeld(new Set(['banIp']), 'wl')]).toEqual([true, false]);
  });

  it('are the actions that v4 serves; the others it refuses', () => {
    const names = (of: typeof servedActions, actions: ReadonlySet<string> | null) =>
      of({ ...NO_BRIDGE, actions }, DEFAULT_MIGRATION).map(({ name }) => name);
    expect(names(servedActions, new Set(['nul', 'stats', 'ip_lkup', 'wl']))).toEqual(['stats', 'wl', 'nul']);
    expect(names(refusedActions, new Set(['nul', 'ip_lkup']))).toEqual(['ip_lkup']);
    expect(names(servedActions, null)).toHaveLength(30 - names(refusedActions, null).length);
  });

  it.each([
    ['rec_load_all', 'response', true],
    ['rec_load_all', 'recs', true],
    ['rec_load_all', 'objs', true],
    ['rec_load_all', 'recs.has_more', true],
    ['rec_load_all', 'recs.other', false],
    ['rec_load_all', 'rec', false],
    ['wl', 'result', true],
    ['wl', 'result.ip', true],
    ['wl', 'ip', false],
  ])('%s answers %s: %s', (action, field, answered) => {
    expect(isInAnswer({ ...AT, id: 'field-ended', field }, actionByName(action)!)).toBe(answered);
    expect(isInAnswer({ ...AT, id: 'field-ended', field }, null)).toBe(false);
    expect(isInAnswer({ ...AT, id: 'value-ended', field }, actionByName(action)!)).toBe(false);
  });

  it('is not what v4 has nothing for', () => {
    for (const id of ['access-rule-scope', 'field-ended', 'missing-parameter', 'stored-record-id'] as const)
      expect(isLacking({ ...AT, id }), id).toBe(true);
    for (const id of ['parameter-ended', 'value-ended'] as const) expect(isLacking({ ...AT, id }), id).toBe(true);
    expect(isLacking({ ...AT, id: 'unknown-form' })).toBe(false);
  });
});
