/** Checks recorded v4 requests against an OpenAPI document. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import type { LocalRequest } from './local-server.js';

const addFormats = createRequire(import.meta.url)('ajv-formats') as (ajv: Ajv) => void;

/** Said where the document is not at hand, so that a green run does not claim what it did not check. */
export const SKIPPED = 'OpenAPI check skipped: CLOUDFLARE_OPENAPI names no document';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: AnySchema;
}

interface Operation {
  readonly deprecated?: boolean;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: AnySchema }>>;
  };
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, AnySchema>> };
}

/** What is wrong with a request, one line each; empty: it is valid. */
export type Check = (request: LocalRequest) => readonly string[];

/** The check for the document that CLOUDFLARE_OPENAPI names; null without it. */
export function openApiCheck(file: string | undefined = process.env.CLOUDFLARE_OPENAPI): Check | null {
  if (!file) return null;
  const document = JSON.parse(readFileSync(file, 'utf8')) as OpenApi;
  const compile = compiler(document);
  return (request) => checkRequest(document, compile, request);
}

type Compile = (schema: AnySchema, of: 'json' | 'text') => ValidateFunction;

function compiler({ components }: OpenApi): Compile {
  const make = (coerceTypes: boolean | 'array'): Ajv => {
    const ajv = new Ajv({ strict: false, discriminator: true, coerceTypes, allErrors: false });
    addFormats(ajv);
    ajv.addSchema({ $id: 'doc', components }, 'doc');
    return ajv;
  };
  const kinds = { json: make(false), text: make('array') };
  const compiled = new Map<string, ValidateFunction>();
  return (schema, of) => {
    const key = of + JSON.stringify(schema);
    let validate = compiled.get(key);
    if (!validate) {
      const text = JSON.stringify(schema).replaceAll('"#/components/', '"doc#/components/');
      validate = kinds[of].compile(JSON.parse(text) as AnySchema);
      compiled.set(key, validate);
    }
    return validate;
  };
}

function checkRequest(document: OpenApi, compile: Compile, request: LocalRequest): readonly string[] {
  const where = `${request.method} ${request.path}`;
  const found = findOperation(document, request);
  if (!found) return [`${where}: no such operation`];
  const { operation, ids } = found;
  const problems = operation.deprecated ? ['is deprecated'] : [];
  problems.push(...checkParameters(operation.parameters ?? [], ids, request.query, compile));
  problems.push(...checkBody(operation, request.body, compile));
  return problems.map((problem) => `${where}: ${problem}`);
}

function findOperation({ paths }: OpenApi, { method, path }: LocalRequest) {
  const parts = path.replace(/^\/client\/v4/, '').split('/');
  // A path that is all text goes before one with a placeholder in the same place.
  const candidates = Object.entries(paths).sort(([a], [b]) => a.split('{').length - b.split('{').length);
  for (const [template, operations] of candidates) {
    const operation = operations[method.toLowerCase()];
    const names = template.split('/');
    if (!operation || names.length !== parts.length) continue;
    if (!names.every((name, i) => name.startsWith('{') || name === parts[i])) continue;
    const ids = names.flatMap((name, i) => (name.startsWith('{') ? [[name.slice(1, -1), parts[i]!] as const] : []));
    return { operation, ids: new Map(ids) };
  }
  return null;
}

function checkParameters(
  parameters: readonly Parameter[],
  ids: ReadonlyMap<string, string>,
  query: URLSearchParams,
  compile: Compile,
): string[] {
  const problems: string[] = [];
  for (const { name, in: place, required, schema } of parameters) {
    const value = place === 'path' ? ids.get(name) : place === 'query' ? (query.get(name) ?? undefined) : undefined;
    if (value === undefined) {
      if (required && place !== 'header') problems.push(`${place} ${name} is missing`);
      continue;
    }
    // wrapped, since ajv coerces only what it can put back
    const validate = compile({ type: 'object', properties: { value: schema } } as AnySchema, 'text');
    if (!validate({ value })) problems.push(`${place} ${name}=${value} ${validate.errors?.[0]?.message}`);
  }
  const known = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  for (const name of query.keys()) if (!known.includes(name)) problems.push(`unknown query ${name}`);
  return problems;
}

function checkBody({ requestBody }: Operation, body: string, compile: Compile): string[] {
  if (!requestBody) return body === '' ? [] : ['has a body'];
  if (body === '') return requestBody.required ? ['has no body'] : [];
  const schema = requestBody.content['application/json']?.schema;
  if (!schema) return ['takes no JSON'];
  const validate = compile(schema, 'json');
  if (validate(JSON.parse(body))) return [];
  return (validate.errors ?? []).map((error) => `body${error.instancePath} ${error.message}`);
}
