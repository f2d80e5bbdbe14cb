/**
 * The client of npm `cloudflare` 0.0.x on top of the bridge: the same methods, arguments and answers, for code that takes
 * the client where its calls are not seen.
 */
import { type Method, V1_METHODS, V1_PACKAGE } from '../../catalogue/v1-package.js';
import { BRIDGE_FUNCTION, type BridgeSpec, type ClientMethods, isHeld } from './spec.js';
import type { Wire } from './wire.js';

/** A method without what stands around it. */
interface Shape {
  readonly params: readonly string[];
  readonly lines: readonly string[];
}

interface Held extends Shape {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** The functions of the client; none where nobody takes it. */
export function clientTexts({ client }: BridgeSpec, wire: Wire): string[] {
  if (client === 'none') return [];
  const held = heldMethods(client);
  const own = wire.typescript ? classTexts(held) : makerTexts(held);
  return [...own, factoryText(wire), ...(held.some(givesList) ? [listText(wire)] : [])];
}

/** What the methods take from Node's `assert`. */
export const CLIENT_ASSERTION = 'equal';

const ABOUT = `/**
 * The client of npm cloudflare ${V1_PACKAGE.last}, with API v4 behind its methods. An error of the API comes as an \`Error\` with
 * the whole answer behind it; a broken connection is printed, and nobody is called.
 */`;

const REQUEST: Held = {
  name: V1_PACKAGE.request,
  aliases: [],
  params: ['action', 'params', 'fn'],
  lines: [
    `${BRIDGE_FUNCTION}({ a: action, tkn: this.token, email: this.email, ...params }, (err, answer) => {`,
    '  if (err) console.error(err);',
    "  else if (answer.result === 'success') fn(null, answer.response);",
    '  else fn(new Error(answer.msg), answer);',
    '});',
  ],
};

/** A function and its prototype: programs call it without \`new\` where they inherit, and go over what it has. */
function makerTexts(held: readonly Held[]): string[] {
  const methods = [...held, REQUEST].map(
    ({ name, params, lines }) => `  ${name}(${params.join(', ')}) {\n${body(lines)}\n  },`,
  );
  const aliases = held.flatMap(({ name, aliases }) =>
    aliases.map((alias) => `prototype.${alias} = prototype.${name};`),
  );
  return [
    `${ABOUT}
function ${V1_PACKAGE.class}(token, email) {
  this.token = token;
  this.email = email;
}`,
    `Object.assign(${V1_PACKAGE.class}.prototype, {\n${methods.join('\n\n')}\n});`,
    ...(aliases.length > 0 ? [[`const { prototype } = ${V1_PACKAGE.class};`, ...aliases].join('\n')] : []),
  ];
}

function classTexts(held: readonly Held[]): string[] {
  const fields = ['token: string;', 'email: string;'];
  const aliases = held.flatMap(({ name, aliases }) => aliases.map((alias) => `${alias} = this.${name};`));
  const maker = ['this.token = token;', 'this.email = email;'];
  const parts = [
    body([...fields, ...aliases], '  '),
    `  constructor(token: string, email: string) {\n${body(maker)}\n  }`,
    ...[...held, REQUEST].map(typedMethod),
  ];
  return [
    'type V1Callback = (err: any, answer?: any) => void;',
    `${ABOUT}\nclass ${V1_PACKAGE.class} {\n${parts.join('\n\n')}\n}`,
  ];
}

function typedMethod({ name, params, lines }: Held): string {
  const typed = (list: readonly string[]) =>
    `  ${name}(${list.map((one) => `${one}: ${/^fn\b/.test(one) ? 'V1Callback' : 'any'}`).join(', ')}): void`;
  // the argument before the callback may be left out
  const ways = lines.some((line) => line.includes('arguments'))
    ? [typed(params), typed(params.filter((one) => one !== params.at(-2))), typed(params).replace(/fn:/, 'fn?:')]
    : [typed(params)];
  const overloads = ways.slice(0, -1).map((way) => `${way};\n`);
  return `${overloads.join('')}${ways.at(-1)} {\n${body(lines)}\n  }`;
}

function body(lines: readonly string[], indent = '    '): string {
  return lines.map((line) => `${indent}${line}`).join('\n');
}

function factoryText(wire: Wire): string {
  const params = wire.typescript ? 'account: any, email?: any' : 'account, email';
  return `/** \`${V1_PACKAGE.factory}({ token, email })\`, or the two as arguments */
function ${V1_PACKAGE.factory}(${params})${wire.t(`: ${V1_PACKAGE.class}`)} {
  const options = arguments.length === 2 ? { token: account, email } : account;
  equal(typeof options, 'object');
  equal(typeof options.token, 'string');
  equal(typeof options.email, 'string');
  return new ${V1_PACKAGE.class}(options.token, options.email);
}`;
}

function givesList({ lines }: Shape): boolean {
  return lines.some((line) => line.includes('asList('));
}

function listText(wire: Wire): string {
  return `/** A list with the two functions that the package put on it. */
function asList({ objs, count, has_more }${wire.t(': any')}) {
  return Object.assign(objs, { hasMore: () => has_more, getCount: () => count });
}`;
}

/** What the client has, under the names that are used. */
function heldMethods(client: ClientMethods): Held[] {
  return V1_METHODS.flatMap((method) => {
    const [name, ...aliases] = method.names.filter((one) => isHeld(client, one));
    return name === undefined ? [] : [{ name, aliases, ...(OWN[method.names[0]] ?? plainShape(method)) }];
  });
}

/** The arguments become fields, the answer goes on as it is. */
function plainShape({ action, arguments: args }: Method): Shape {
  const fields = args.map(({ name, field, encoding }) =>
    encoding === 'truthy' ? `${field}: ${name} ? '1' : '0'` : field === name ? name : `${field}: ${name}`,
  );
  return {
    params: [...args.map(({ name }) => name), 'fn'],
    lines: [`this._request('${action}', { ${fields.join(', ')} }, fn);`],
  };
}

/** Those that check, choose or hand back something of their own. */
const OWN: Readonly<Record<string, Shape>> = {
  listDomains: {
    params: ['fn'],
    lines: [
      "this._request('zone_load_multi', {}, (err, res) => {",
      '  if (err) fn(err, res);',
      '  else fn(null, asList(res.zones));',
      '});',
    ],
  },
  listDomainRecords: {
    params: ['domain', 'fn'],
    lines: [
      "equal(typeof domain, 'string');",
      "this._request('rec_load_all', { z: domain }, (err, res) => {",
      '  if (err) fn(err);',
      '  else fn(null, asList(res.recs));',
      '});',
    ],
  },
  zoneCheck: {
    params: ['zones', 'fn'],
    lines: [
      "const names = typeof zones === 'string' ? zones : zones.join(',');",
      "this._request('zone_check', { zones: names }, (err, res) => fn(err, err ? res : res.zones));",
    ],
  },
  zoneIps: {
    params: ['domain', 'options', 'fn'],
    lines: ["process.nextTick(() => fn(new Error('The zone_ips endpoint has been depreciated and removed.')));"],
  },
  clearCache: {
    params: ['domain', 'v', 'fn'],
    lines: [
      "const [value, done] = arguments.length === 2 ? ['1', v] : [v, fn];",
      "equal(value, '1', 'The argument `v` can only be \"1\".');",
      "this._request('fpurge_ts', { z: domain, v: value }, done);",
    ],
  },
  async: {
    params: ['domain', 'value', 'fn'],
    lines: [
      "const v = value === true ? 'a' : value === false ? '0' : String(value);",
      "if (!['a', '0', 'm'].includes(v)) {",
      '  throw new Error(\'Invalid option for the "value" argument.  Should be one of 0, a or m.  See docs for details.\');',
      '}',
      "this._request('async', { z: domain, v }, fn);",
    ],
  },
  minify: {
    params: ['domain', 'setting', 'fn'],
    lines: [
      'if (setting !== false && !setting.match(/^[0-7]$/)) {',
      '  throw new Error(\'Invalid value for the "setting" argument.\');',
      '}',
      "this._request('minify', { z: domain, v: setting || '0' }, fn);",
    ],
  },
  addDomainRecord: {
    params: ['domain', 'options', 'fn'],
    lines: [
      "equal(typeof options, 'object');",
      "equal(typeof options.name, 'string');",
      "equal(typeof options.content, 'string');",
      "equal(typeof domain, 'string');",
      "this._request('rec_new', { type: 'A', ttl: '1', ...options, z: domain }, (err, res) => {",
      '  if (err) fn(err, res);',
      '  else fn(null, res.rec.obj);',
      '});',
    ],
  },
  editDomainRecord: {
    params: ['domain', 'id', 'options', 'fn'],
    lines: ["this._request('rec_edit', { ...options, z: domain, id }, fn);"],
  },
};
