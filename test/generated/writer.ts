/** Puts a program together: a way to ask v1, and what is done with the answers. */

import type { Sources } from '../behaviour/run-program.js';
import { CALLBACK_CLIENTS, PROMISE_CLIENTS, type PromiseClient } from './clients.js';
import { Credentials, encoded, type Field, objectOf } from './forms.js';
import type { Spec, WrapperId } from './spec.js';
import { indented, type Lines, Style } from './style.js';

/** What to do with an answer, whose `response` the expression gives. */
export type Next = (response: string) => Lines;

/** A program of one use: asks, prints. */
export class Writer {
  readonly spec: Spec;
  readonly style: Style;
  readonly credentials: Credentials;
  private readonly helpers = new Map<string, Lines>();
  private depth = 0;

  constructor(given: Spec) {
    this.spec = possible(given);
    this.style = new Style(this.spec.modern);
    this.credentials = new Credentials(this.spec.credentials, this.style);
  }

  /** Lines that ask v1 and go on with the answer. */
  ask(action: string, fields: readonly Field[], next: Next): Lines {
    const name = this.style.fresh(['data', 'answer', 'result', 'reply']);
    this.depth += 1;
    const { wait, wrapper } = this.spec;
    const lines =
      wrapper === 'none' && wait === 'callback'
        ? this.direct(action, fields, name, next)
        : wait === 'callback'
          ? this.calledBack(action, fields, name, next)
          : this.promised(action, fields, name, next);
    this.depth -= 1;
    return lines;
  }

  /** A function of the program's own, declared once. */
  helper(name: string, params: string, body: Lines): string {
    this.helpers.set(name, this.declared(name, params, body));
    return name;
  }

  /** The whole program around what is asked: its files. */
  program(main: Lines): Sources {
    const { spec } = this;
    const wrapper = this.wrapper();
    const started = spec.wait === 'await' ? this.startedAsync(main) : main;
    const body = [...[...this.helpers.values()].flat(), '', ...started];
    const { head, names } = this.credentials;
    const settingsApart = names.length > 0 && (spec.split === 'settings' || spec.split === 'both');
    const wrapperApart = wrapper.length > 0 && (spec.split === 'wrapper' || spec.split === 'both');
    const settings = settingsApart ? [] : head;
    if (!wrapperApart) return this.files(settingsApart, [...settings, '', ...wrapper, '', ...body]);
    return {
      ...this.files(settingsApart, body, [this.imported([WRAPPER_NAMES[spec.wrapper]!], './cloudflare')]),
      'cloudflare.js': this.file([...settings, '', ...wrapper, '', exported([WRAPPER_NAMES[spec.wrapper]!])]),
    };
  }

  private files(settingsApart: boolean, main: Lines, head: Lines = []): Sources {
    const { head: settings, names } = this.credentials;
    return {
      'program.js': this.file(main, head),
      ...(settingsApart && { 'settings.js': this.file([...settings, '', exported(names)]) }),
    };
  }

  /** A file loads what it names, and nothing else. */
  private file(lines: Lines, head: Lines = []): string {
    const { style, spec } = this;
    const text = lines.join('\n');
    const names = (name: string) => new RegExp(`(?<![\\w$.'])${name.replace('$', '\\$')}(?![\\w$'])`).test(text);
    const loads = [...style.loads].filter(([name]) => names(name));
    const loaded = loads.map(([name, module]) => `${style.let} ${name} = require('${module}');`);
    const { names: own } = this.credentials;
    const apart = own.length > 0 && (spec.split === 'settings' || spec.split === 'both');
    const isSettings = lines.at(-1) === exported(own);
    const used = apart && !isSettings && own.some(names) ? [this.imported(own, './settings')] : [];
    return `${indented([...loaded, ...head, ...used, '', text].join('\n')).replace(/\n{3,}/g, '\n\n')}\n`;
  }

  private imported(names: readonly string[], module: string): string {
    const { style } = this;
    if (style.modern) return `const { ${names.join(', ')} } = require('${module}');`;
    return names.map((name) => `var ${name} = require('${module}').${name};`).join('\n');
  }

  /** The program may go wrong here: says so, and leaves. */
  private failed(message: string): Lines {
    const { failure, wait } = this.spec;
    switch (failure) {
      case 'exit':
        return [`console.error(${message});`, 'process.exit(1);'];
      case 'exit-code':
        return ['process.exitCode = 2;', `return console.error(${this.style.text("'failed: '", message)});`];
      case 'function':
        this.helper('fail', 'what', ["console.error('cloudflare: ' + what);", 'process.exit(1);']);
        return [`return fail(${message});`];
      case 'throw':
        if (wait !== 'callback') return [`throw new Error(${message});`];
        return [`throw new Error(${message});`];
      default:
        return [`console.log(${this.style.text("'failed: '", message)});`, 'return;'];
    }
  }

  /** Looks at `result` or `msg` of a body before going on. */
  private checked(name: string, next: Next): Lines {
    const lines = next(`${name}.response`);
    switch (this.spec.check) {
      case 'error':
        return [`if (${name}.result === 'error') {`, ...this.failed(`${name}.msg`), '}', ...lines];
      case 'success-block':
        return [`if (${name}.result == 'success') {`, ...lines, '} else {', ...this.failed(`${name}.msg`), '}'];
      case 'message':
        return [`if (${name}.msg) {`, ...this.failed(`${name}.msg`), '}', ...lines];
      case 'none':
        return lines;
      default:
        return [`if (${name}.result !== 'success') {`, ...this.failed(`${name}.msg`), '}', ...lines];
    }
  }

  private direct(action: string, fields: readonly Field[], name: string, next: Next): Lines {
    const client = CALLBACK_CLIENTS[this.spec.client]!;
    const own: Field[] = [['a', `'${action}'`], ...this.credentials.fields, ...fields];
    const { form, encoding } = this.spec;
    const { before, value } = encoded(client.takes, form, encoding, { own, given: null }, this.style);
    return [
      ...before,
      ...client.write(this.style, value, name, this.failed("'no connection'"), this.checked(name, next)),
    ];
  }

  private calledBack(action: string, fields: readonly Field[], name: string, next: Next): Lines {
    const { unwraps } = this.spec;
    const failed = ['if (err) {', ...this.failed('err.message'), '}'];
    const lines = unwraps ? next(name) : this.checked(name, next);
    return [`${this.called(action, fields, this.style.fn(`err, ${name}`, [...failed, ...lines]))};`];
  }

  private promised(action: string, fields: readonly Field[], name: string, next: Next): Lines {
    const { wrapper, unwraps, wait } = this.spec;
    const wraps = wrapper !== 'none';
    const { before, value, unpacked } = wraps
      ? { before: [], value: this.called(action, fields, null), unpacked: (response: string) => response }
      : this.sent(action, fields);
    const after = (body: string): Lines => (wraps && unwraps ? next(body) : this.checked(body, next));
    if (wait === 'await') {
      if (wraps) return [`${this.style.let} ${name} = await ${value};`, ...after(name)];
      const response = `${name}Res`;
      const late = this.promiseClient().late ? 'await ' : '';
      return [
        ...before,
        `${this.style.let} ${response} = await ${value};`,
        `${this.style.let} ${name} = ${late}${unpacked(response)};`,
        ...after(name),
      ];
    }
    const chain = wraps ? value : this.unpackedChain(value, unpacked);
    const start = this.depth > 1 ? 'return ' : '';
    const end = this.depth > 1 ? ';' : `.catch(${this.style.fn('err', this.caught())});`;
    return [...before, `${start}${chain}.then(${this.style.fn(name, after(name))})${end}`];
  }

  private caught(): Lines {
    return [`console.error(${this.style.text("'failed: '", 'err.message')});`, 'process.exitCode = 1;'];
  }

  private startedAsync(main: Lines): Lines {
    const { style } = this;
    return [`async function main() {`, ...main, '}', '', `main().catch(${style.fn('err', this.caught())});`];
  }

  private promiseClient(): PromiseClient {
    return PROMISE_CLIENTS[this.spec.client]!;
  }

  /** A request that is made where its answer is needed. */
  private sent(action: string, fields: readonly Field[]) {
    const client = this.promiseClient();
    const own: Field[] = [['a', `'${action}'`], ...this.credentials.fields, ...fields];
    const { form, encoding } = this.spec;
    const { before, value } = encoded(client.takes, form, encoding, { own, given: null }, this.style);
    return { before, value: client.write(this.style, value), unpacked: (response: string) => client.body(response) };
  }

  private unpackedChain(value: string, unpacked: (response: string) => string): string {
    return `${value}.then(${this.style.gives('res', unpacked('res'))})`;
  }

  /** The wrapper, called. `callback` null: it gives a promise. */
  private called(action: string, fields: readonly Field[], callback: string | null): string {
    const { wrapper } = this.spec;
    const last = callback === null ? '' : `, ${callback}`;
    const params = objectOf(fields);
    switch (wrapper) {
      case 'class':
      case 'prototype':
        return `client.request('${action}', ${params}${last})`;
      case 'object':
        return `api.send('${action}', ${params}${last})`;
      case 'curried':
        this.curried(action);
        return `${methodOf(action)}(${params}${last})`;
      case 'options':
        return `execute(${objectOf([['a', `'${action}'`], ...fields])}${last})`;
      case 'two-levels':
        this.secondLevel(action, fields);
        return `${methodOf(action)}(${[...fields.map(([, value]) => value), ...(callback === null ? [] : [callback])].join(', ')})`;
      default:
        return `api('${action}', ${params}${last})`;
    }
  }

  private curried(action: string): void {
    this.helpers.set(methodOf(action), [`${this.style.let} ${methodOf(action)} = makeCall('${action}');`]);
  }

  private secondLevel(action: string, fields: readonly Field[]): void {
    const names = fields.map(([name]) => (name === 'z' ? 'zone' : name));
    const passed = objectOf(fields.map(([name], index) => [name, names[index]!]));
    const callback = this.spec.wait === 'callback';
    const call = `api('${action}', ${passed}${callback ? ', cb' : ''});`;
    this.helper(methodOf(action), [...names, ...(callback ? ['cb'] : [])].join(', '), [
      callback ? call : `return ${call}`,
    ]);
  }

  private declared(name: string, params: string, body: Lines): Lines {
    return this.style.modern
      ? [`const ${name} = ${this.style.fn(params, body)};`, '']
      : [`function ${name}(${params}) {`, ...body, '}', ''];
  }

  /** The function around requests, in its kind. */
  private wrapper(): Lines {
    const { wrapper, wait } = this.spec;
    if (wrapper === 'none') return [];
    const waits = wait === 'callback' ? ', cb' : '';
    const { style } = this;
    switch (wrapper) {
      case 'class':
        return [
          'class Cloudflare {',
          'constructor(key, email) {',
          'this.key = key;',
          'this.email = email;',
          '}',
          '',
          `request(action, params${waits}) {`,
          ...this.methodBody(),
          '}',
          '}',
          '',
          `${style.let} client = new Cloudflare(${this.credentials.fields.map(([, value]) => value).join(', ')});`,
        ];
      case 'prototype':
        return [
          'function Cloudflare(options) {',
          'this.key = options.key;',
          'this.email = options.email;',
          '}',
          '',
          `Cloudflare.prototype.request = function (action, params${waits}) {`,
          ...this.methodBody(),
          '};',
          '',
          `${style.let} client = new Cloudflare({ key: ${this.credentials.fields[0]![1]}, email: ${this.credentials.fields[1]![1]} });`,
        ];
      case 'object':
        return [
          `${style.let} api = {`,
          `send: ${style.fn(`action, params${waits}`, this.wrapperBody('action'))}`,
          '};',
        ];
      case 'curried':
        return this.declared('makeCall', 'action', [
          `return ${style.fn(`params${waits}`, this.wrapperBody('action'))};`,
        ]);
      case 'options':
        return this.declared('execute', `params${waits}`, this.wrapperBody(null));
      default:
        return this.declared('api', `action, params${waits}`, this.wrapperBody('action'));
    }
  }

  private methodBody(): Lines {
    if (this.style.modern) return this.wrapperBody('action', ['this.key', 'this.email']);
    return ['var self = this;', ...this.wrapperBody('action', ['self.key', 'self.email'])];
  }

  private wrapperBody(action: string | null, credentials: readonly string[] | null = null): Lines {
    const { spec, style } = this;
    const held: readonly Field[] = credentials
      ? [
          ['tkn', credentials[0]!],
          ['email', credentials[1]!],
        ]
      : this.credentials.fields;
    const own: Field[] = [...(action ? [['a', action] as const] : []), ...held];
    const parts = { own, given: 'params' };
    const called = CALLBACK_CLIENTS[spec.client];
    const takes = called?.takes ?? this.promiseClient().takes;
    const { before, value } = encoded(takes, spec.form, spec.encoding, parts, style);
    if (called) {
      if (spec.wait === 'callback') {
        const failed = ['return cb(err);'];
        return [...before, ...called.write(style, value, 'data', failed, this.handedOn('cb(', 'cb(null, ', ');'))];
      }
      const lines = called.write(
        style,
        value,
        'data',
        ['return reject(err);'],
        this.handedOn('reject(', 'resolve(', ');'),
      );
      return [...before, `return new Promise(${style.fn('resolve, reject', lines)});`];
    }
    const client = this.promiseClient();
    const chain = `${client.write(style, value)}.then(${style.gives('res', client.body('res'))})`;
    if (spec.wait === 'callback') {
      const got = this.handedOn('cb(', 'cb(null, ', ');');
      return [...before, `${chain}.then(${style.fn('data', got)}, ${style.fn('err', ['cb(err);'])});`];
    }
    if (!spec.unwraps) return [...before, `return ${chain};`];
    const got = ["if (data.result === 'error') {", 'throw new Error(data.msg);', '}', 'return data.response;'];
    return [...before, `return ${chain}.then(${style.fn('data', got)});`];
  }

  private handedOn(refuse: string, give: string, end: string): Lines {
    if (!this.spec.unwraps) return [`${give}data${end}`];
    return [
      "if (data.result !== 'success') {",
      `return ${refuse}new Error(data.msg)${end}`,
      '}',
      `${give}data.response${end}`,
    ];
  }
}

/** What the rest of the program calls of a wrapper. */
const WRAPPER_NAMES: Readonly<Partial<Record<WrapperId, string>>> = {
  function: 'api',
  'two-levels': 'api',
  object: 'api',
  class: 'client',
  prototype: 'client',
  curried: 'makeCall',
  options: 'execute',
};

function exported(names: readonly string[]): string {
  return `module.exports = { ${names.map((name) => `${name}: ${name}`).join(', ')} };`;
}

function methodOf(action: string): string {
  const names: Readonly<Record<string, string>> = {
    rec_load_all: 'listRecords',
    zone_load_multi: 'listZones',
    rec_new: 'addRecord',
    rec_edit: 'editRecord',
    rec_delete: 'deleteRecord',
    fpurge_ts: 'purge',
    zone_file_purge: 'purgeFile',
  };
  return names[action] ?? action.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What goes together: a client without promises needs a wrapper to give one, a client of promises one to call back. */
function possible(spec: Spec): Spec {
  const calls = spec.client in CALLBACK_CLIENTS;
  const wrapper: WrapperId =
    spec.wrapper === 'none' && calls !== (spec.wait === 'callback') ? 'function' : spec.wrapper;
  // a callback that throws ends the program: nobody writes that for errors of an API
  const failure = spec.failure === 'throw' && spec.wait === 'callback' ? 'exit-code' : spec.failure;
  return { ...spec, wrapper, failure };
}
