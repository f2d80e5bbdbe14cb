/** The bridge's text: its one function, the switch over the actions, and the functions behind it. */

import { BRIDGE_MARK } from '../../find/bridge-mark.js';
import type { MigrationOptions } from '../../options.js';
import { errorCodeLines } from '../error-code-text.js';
import { helperTexts } from '../helper-text.js';
import type { HelperId } from '../helpers/index.js';
import { withDependencies } from '../helpers/index.js';
import { type BridgeCase, caseOf, refusedCase } from './cases.js';
import { clientTexts } from './client-text.js';
import { PART_IDS, type PartId } from './part.js';
import { PARTS } from './parts.js';
import { BROKEN_STATUS, statusText } from './response-text.js';
import {
  BRIDGE_FUNCTION,
  type BridgeSpec,
  FAILING_METHOD,
  RESPONSE_METHOD,
  refusedActions,
  servedActions,
} from './spec.js';
import { Wire } from './wire.js';

/**
 * The functions, with two spaces of indentation, `'` and `;`. `inline`: they stand below code that runs before what is
 * set there, so that the one function is the failing one, where nothing else is asked for.
 */
export function bridgeTexts(
  spec: BridgeSpec,
  typescript: boolean,
  options: MigrationOptions,
  inline = false,
): string[] {
  const wire = new Wire(typescript, options);
  const cases = [
    ...servedActions(spec, options).map((action) => ({ name: action.name, ...caseOf(action, wire) })),
    ...refusedActions(spec, options).map((action) => ({ name: action.name, ...refusedCase(action) })),
  ];
  const parts = partsOf(cases);
  const helpers = helpersOf(cases, parts, wire);
  const own = PART_IDS.filter((id) => parts.has(id)).map((id) => PARTS[id].text(wire));
  const ids = withDependencies(helpers, options.target);
  const shared = helperTexts(ids, wire.settings, options.target, () => false).map(({ text }) => text);
  const types = typescript ? ['type V1Form = Record<string, string | undefined>;'] : [];
  const entry = inline && spec.failing ? [failingEntryText(spec, wire)] : [entryText(spec, wire)];
  return [
    ...entry,
    ...(spec.response ? [responseText(spec, wire)] : []),
    ...(spec.failing && !inline ? [failingText(spec, wire)] : []),
    ...clientTexts(spec, wire),
    ...types,
    answerFunction(spec, wire),
    switchText(cases, wire),
    formText(spec, wire),
    ...clientText(wire),
    ...own,
    ...shared,
  ];
}

function partsOf(cases: readonly BridgeCase[]): Set<PartId> {
  const all = new Set<PartId>(['refusal']);
  const add = (id: PartId) => {
    if (all.has(id)) return;
    all.add(id);
    PARTS[id].parts?.forEach(add);
  };
  for (const { parts = [] } of cases) parts.forEach(add);
  return all;
}

function helpersOf(cases: readonly BridgeCase[], parts: ReadonlySet<PartId>, wire: Wire): Set<HelperId> {
  const all = new Set<HelperId>(wire.sdk ? ['root-cause'] : ['root-cause', 'cloudflare']);
  for (const { helpers = [] } of cases) for (const id of helpers) all.add(id);
  for (const part of parts) for (const id of PARTS[part].helpers ?? []) all.add(id);
  return all;
}

function aboutText(errors: string): string {
  return `/**
 * ${BRIDGE_MARK} takes the fields of a call of the retired Client API v1, asks API v4, and answers as v1 did,
 * errors of the API included; only ${errors} is an error. Its uses are yet to be written for v4.
 */`;
}

/** The one function that others call. */
function entryText({ callback, promise, encoded }: BridgeSpec, wire: Wire): string {
  const t = (text: string) => wire.t(text);
  const about = aboutText('a broken connection');
  const type = fieldsType(encoded, wire);
  const fields = `fields${type}`;
  const answer = 'answerAsV1(fields)';
  if (!callback)
    return `${about}
function ${BRIDGE_FUNCTION}${t('<Answer = any>')}(${fields})${t(': Promise<Answer & { statusCode?: number }>')} {
  return ${answer};
}`;
  const typed = `callback${t(': (err: any, answer?: any) => void')}`;
  if (!promise)
    return `${about}
function ${BRIDGE_FUNCTION}(${fields}, ${typed})${t(': void')} {
  ${answer}.then((answer) => callback(null, answer), callback);
}`;
  const overloads = wire.typescript
    ? `
function ${BRIDGE_FUNCTION}<Answer = any>(fields${type}): Promise<Answer & { statusCode?: number }>;
function ${BRIDGE_FUNCTION}(fields${type}, callback: (err: any, answer?: any) => void): void;`
    : '';
  return `${about}${overloads}
function ${BRIDGE_FUNCTION}(${fields}, callback${t('?: (err: any, answer?: any) => void')})${t(': Promise<any> | void')} {
  const answer = ${answer};
  if (!callback) return answer;
  answer.then((envelope) => callback(null, envelope), callback);
}`;
}

/** The answer as Node's `http` hands one over. */
function responseText({ encoded }: BridgeSpec, wire: Wire): string {
  return `/** The answer as Node's \`http\` gives one: a stream of its text. */
${BRIDGE_FUNCTION}.${RESPONSE_METHOD} = async (fields${fieldsType(encoded, wire)})${wire.t(': Promise<any>')} => {
  const answer = await answerAsV1(fields);
  const stream = Readable.from([Buffer.from(JSON.stringify(answer))], { objectMode: false });
  const headers = { 'content-type': 'application/json' };
  const pipe = (to${wire.t(': any')}, options${wire.t('?: object')}) => {
    if (to.setHeader && !to.headersSent && !to.hasHeader('content-type')) to.setHeader('content-type', headers['content-type']);
    return Readable.prototype.pipe.call(stream, to, options);
  };
  return Object.assign(stream, { statusCode: ${statusText('answer')}, statusMessage: 'OK', headers, pipe });
};`;
}

/** As HTTP clients do that make errors of a status: with the names that the status has in them. */
function failingText({ encoded }: BridgeSpec, wire: Wire): string {
  return `/** The same for code whose HTTP client made an error of a server that failed. */
${BRIDGE_FUNCTION}.${FAILING_METHOD} = async ${wire.t('<Answer = any>')}(fields${fieldsType(encoded, wire)})${wire.t(': Promise<Answer>')} => {
${FAILING_BODY}
};`;
}

/** The same as the one function. */
function failingEntryText({ encoded }: BridgeSpec, wire: Wire): string {
  return `${aboutText('a server that fails, or a broken connection,')}
async function ${BRIDGE_FUNCTION}${wire.t('<Answer = any>')}(fields${fieldsType(encoded, wire)})${wire.t(': Promise<Answer>')} {
${FAILING_BODY}
}`;
}

const FAILING_BODY = `  const answer = await answerAsV1(fields);
  const status = answer.${BROKEN_STATUS};
  if (status === undefined) return answer;
  const response = { status, statusCode: status, data: answer, body: answer };
  throw Object.assign(new Error(\`Request failed with status code \${status}\`), { status, statusCode: status, response });`;

function answerFunction({ encoded }: BridgeSpec, wire: Wire): string {
  const isApi = wire.sdk ? '!(err instanceof Cloudflare.APIError && err.status !== undefined)' : '!err.errors';
  const call = `carryOut(${[wire.first && (wire.sdk ? 'clientOf(form)' : 'accountOf(form)'), 'form'].filter(Boolean).join(', ')})`;
  return `async function answerAsV1(fields${fieldsType(encoded, wire)})${wire.t(': Promise<any>')} {
  const form = asForm(fields);
  const request = { act: form.a };
  try {
    return { request, ...(await ${call}), result: 'success', msg: null };
  } catch (err${wire.t(': any')}) {
    if (${isApi}) throw rootCause(err);
    const answer = { request, result: 'error', msg: err.errors[0]?.message ?? null, ...errorCode(err.status) };
    return err.status < 500 ? answer : Object.defineProperty(answer, '${BROKEN_STATUS}', { value: err.status });
  }
}

/** v1 had words for some of its errors; none for a zone or a record that is not there. */
function errorCode(status${wire.t(': number')}) {
${errorCodeLines((code) => `{ err_code: '${code}' }`, '{}')}
}`;
}

/** What stood beside `result`, by action. */
function switchText(cases: readonly (BridgeCase & { readonly name: string })[], wire: Wire): string {
  const lines = cases.flatMap(({ name, lines: inner }) => {
    const block = inner.some((line) => /^const /.test(line));
    return [
      `    case '${name}':${block ? ' {' : ''}`,
      ...inner.map((line) => `      ${line}`),
      ...(block ? ['    }'] : []),
    ];
  });
  return `/** What v1 answered beside \`result\`, by action. */
async function carryOut(${wire.params('form')})${wire.t(': Promise<object>')} {
  switch (form.a) {
${lines.join('\n')}
    default:
      throw refusal(\`This bridge to API v4 has no action \${form.a}\`);
  }
}`;
}

function formText({ encoded }: BridgeSpec, wire: Wire): string {
  const type = fieldsType(encoded, wire);
  const entries = encoded
    ? `  const isText = typeof fields === 'string' || fields instanceof URLSearchParams;
  const entries = isText ? [...new URLSearchParams(fields)] : Object.entries(fields);
  const given = entries.filter(([, value]) => value !== undefined && value !== null);`
    : '  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);';
  return `/** The fields as v1 received them: texts. */
function asForm(fields${type})${wire.t(': V1Form')} {
${entries}
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}`;
}

function fieldsType(encoded: boolean, wire: Wire): string {
  return wire.t(encoded ? ': object | string' : ': object');
}

/** One client for each account, or the account itself. */
function clientText(wire: Wire): string[] {
  if (wire.settings.token && !wire.sdk) return [];
  const t = (text: string) => wire.t(text);
  const unknown = "if (!email || !tkn) throw refusal('Unknown token or email', 401);";
  if (!wire.sdk)
    return [
      `/** Whose account it is. */
function accountOf({ u, email = u, tkn }${t(': V1Form')}) {
  ${unknown}
  return { email, key: tkn };
}`,
    ];
  const cache = t('  const cache = clientOf as typeof clientOf & { clients?: Map<string, Cloudflare> };\n');
  const holder = wire.typescript ? 'cache' : 'clientOf';
  const token = wire.settings.token;
  const made = token
    ? 'new Cloudflare({ apiToken: process.env.CLOUDFLARE_API_TOKEN, apiEmail: null, apiKey: null, maxRetries: 0 })'
    : 'new Cloudflare({ apiEmail: email, apiKey: tkn, apiToken: null, maxRetries: 0 })';
  return [
    `/** One client for each account. */
function clientOf({ u, email = u, tkn }${t(': V1Form')})${t(': Cloudflare')} {
${token ? '' : `  ${unknown}\n`}${cache}  const clients = (${holder}.clients ??= new Map());
  const account = \`\${email} \${tkn}\`;
  const client = clients.get(account) ?? ${made};
  clients.set(account, client);
  return client;
}`,
  ];
}
