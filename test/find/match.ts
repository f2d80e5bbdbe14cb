/** For tests: the first request that a source makes, and a description of it that fits into a table. */
import { evaluate } from '../../src/evaluate/evaluate.js';
import { asFormEntries, pieces } from '../../src/evaluate/form.js';
import type { Value } from '../../src/evaluate/value.js';
import { matchRequest } from '../../src/find/http/index.js';
import type { CallSite, Delivery, HttpRequest, Shape } from '../../src/find/request.js';
import { isFailure, type NodePath, parseModule } from '../../src/syntax/index.js';

export interface Described {
  readonly client: string;
  readonly method: string | null;
  /** `<source>` where it is not literal */
  readonly url: string;
  /** key → text; a key of `…` for what is not known */
  readonly form: Readonly<Record<string, string>>;
  /** `callback f(error, text)`, `value promise<text>`, `events f(response) error g`, `nothing` */
  readonly delivery: string;
  readonly site: string;
  readonly transport?: readonly string[];
  readonly parts?: readonly string[];
  readonly escapes?: string;
  readonly browser?: true;
  readonly synchronous?: true;
  readonly neverWorked?: string;
}

/** Every request of the source, in the order in which the calls are met. */
export function requestsIn(source: string, file = 'input.ts'): HttpRequest[] {
  const module = parseModule(file, source);
  if (isFailure(module)) throw new Error(`${file}: ${module.message}`);
  const found: HttpRequest[] = [];
  const visit = (path: NodePath) => {
    const site: CallSite = {
      path,
      callee: evaluate(path.get('callee') as NodePath),
      args: (path.get('arguments') as NodePath[]).map((argument) => evaluate(argument)),
    };
    const request = matchRequest(site);
    if (request) found.push(request);
  };
  module.program.traverse({ CallExpression: visit, OptionalCallExpression: visit, NewExpression: visit });
  return found;
}

export function firstRequest(source: string, file?: string): Described | null {
  const [first] = requestsIn(source, file);
  return first ? described(first) : null;
}

export function described(request: HttpRequest): Described {
  const { transport, parts, escapes, browser, synchronous, neverWorked } = request;
  return {
    client: request.client,
    method: request.method,
    url: textOf(request.url),
    form: formOf([...request.query, ...request.body]),
    delivery: deliveryText(request.delivery),
    site: squeezed(request.site),
    ...(transport.length > 0 && { transport: transport.map(({ name, value }) => `${name}=${textOf(value)}`) }),
    ...(parts && parts.length > 0 && { parts: parts.map(squeezed) }),
    ...(escapes && { escapes: squeezed(escapes) }),
    ...(browser && { browser }),
    ...(synchronous && { synchronous }),
    ...(neverWorked && { neverWorked }),
  };
}

/** Source of a node on one line. */
function squeezed(path: NodePath): string {
  return path.toString().replace(/\s+/g, ' ').trim();
}

function textOf(value: Value): string {
  return pieces(value)
    .map((part) => {
      if (part.kind === 'literal') return String(part.value);
      if (part.kind === 'encoded') return `<${keysOf(part)}>`;
      return part.kind === 'concat' ? textOf(part) : `<${squeezed(part.path)}>`;
    })
    .join('');
}

function keysOf(value: Value): string {
  const form = asFormEntries(value);
  return form
    ? [...form.entries.map(({ key, value: of }) => `${key}=${textOf(of)}`), ...(form.open ? ['…'] : [])].join('&')
    : '…';
}

function formOf(values: readonly Value[]): Record<string, string> {
  const form: Record<string, string> = {};
  for (const value of values) {
    const entries = asFormEntries(value);
    for (const entry of entries?.entries ?? []) form[entry.key] = textOf(entry.value);
    if (!entries || entries.open) form['…'] = squeezed(value.path);
  }
  return form;
}

export function deliveryText(delivery: Delivery): string {
  switch (delivery.by) {
    case 'callback': {
      const error = delivery.error ? ` error ${name(delivery.error)}` : '';
      return `callback ${name(delivery.callback)}(${delivery.params.map(shapeText).join(', ')})${error}`;
    }
    case 'value':
      return `value ${shapeText(delivery.shape)}`;
    case 'events': {
      const error = delivery.error ? ` error ${name(delivery.error)}` : '';
      const piped = delivery.piped ? ' piped' : '';
      return `events ${delivery.response ? name(delivery.response) : 'none'}(${shapeText(delivery.shape)})${error}${piped}`;
    }
    default:
      return 'nothing';
  }
}

/** A function's own name, `function` where it has none; the text of anything else. */
function name(path: NodePath): string {
  if (!path.isFunction()) return squeezed(path);
  return path.isFunctionDeclaration() ? (path.node.id?.name ?? 'function') : 'function';
}

export function shapeText(shape: Shape): string {
  switch (shape.is) {
    case 'v1':
      return ['v1', ...shape.path].join('.');
    case 'known':
      return JSON.stringify(shape.value);
    case 'many':
      return `many<${shapeText(shape.of)}>`;
    case 'promise':
      return `promise<${shapeText(shape.of)}>`;
    case 'tuple':
      return `[${shape.items.map((item) => (item ? shapeText(item) : '-')).join(', ')}]`;
    case 'object': {
      const properties = Object.entries(shape.properties).map(([key, of]) => `${key}: ${shapeText(of)}`);
      const methods = Object.entries(shape.methods ?? {}).map(([key, of]) => `${key}(): ${shapeText(of)}`);
      return `{${[...properties, ...methods, ...(shape.stream ? ['stream'] : [])].join(', ')}}`;
    }
    default:
      return shape.is;
  }
}
