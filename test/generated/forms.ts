/** How a form comes about. */
import type { CredentialsId, EncodingId, FormId } from './spec.js';
import type { Lines, Style } from './style.js';

/** A field of a form, and the code of its value. */
export type Field = readonly [name: string, value: string];

/** What a form is made of: fields of its own and, in a wrapper, the object that its caller gave. */
export interface Parts {
  readonly own: readonly Field[];
  readonly given: string | null;
}

export interface Form {
  /** lines that go before the request */
  readonly before: Lines;
  readonly value: string;
}

export class Credentials {
  readonly head: Lines;
  readonly fields: readonly Field[];
  /** what the program declares for them */
  readonly names: readonly string[];

  constructor(kind: CredentialsId, style: Style) {
    const [key, email] = ['process.env.CF_KEY', 'process.env.CF_EMAIL'];
    if (kind === 'env') {
      this.head = [];
      this.names = [];
      this.fields = named(key, email);
    } else if (kind === 'constants') {
      this.names = ['KEY', 'EMAIL'];
      this.head = [`${style.let} KEY = ${key};`, `${style.let} EMAIL = ${email};`];
      this.fields = named('KEY', 'EMAIL');
    } else {
      this.names = ['config'];
      this.head = [`${style.let} config = {`, `key: ${key},`, `email: ${email}`, '};'];
      this.fields = named('config.key', 'config.email');
    }
  }
}

function named(key: string, email: string): readonly Field[] {
  return [
    ['tkn', key],
    ['email', email],
  ];
}

export function objectOf(fields: readonly Field[], quoted = false): string {
  if (fields.length === 0) return '{}';
  return `{ ${fields.map(([name, value]) => `${quoted ? `'${name}'` : name}: ${value}`).join(', ')} }`;
}

/** The form as an object. */
export function formOf(kind: FormId, { own, given }: Parts, style: Style): Form {
  const [first, ...rest] = own;
  switch (kind) {
    case 'literal':
    case 'quoted':
      if (given === null) return { before: [], value: objectOf(own, kind === 'quoted') };
      return { before: [], value: `Object.assign(${objectOf(own, kind === 'quoted')}, ${given})` };
    case 'assign': {
      const isCredential = ([name]: Field) => name === 'tkn' || name === 'email';
      const objects = [objectOf(own.filter(isCredential)), objectOf(own.filter((field) => !isCredential(field)))];
      return { before: [], value: `Object.assign(${[...objects, ...(given ? [given] : [])].join(', ')})` };
    }
    case 'extend':
      style.load('_', 'lodash');
      return { before: [], value: `_.extend(${objectOf(own)}, ${given ?? '{}'})` };
    case 'later':
    case 'bracket': {
      const form = style.form();
      const set = ([name, value]: Field) =>
        kind === 'later' ? `${form}.${name} = ${value};` : `${form}['${name}'] = ${value};`;
      if (given === null) {
        return { before: [`${style.let} ${form} = ${objectOf([first!])};`, ...rest.map(set)], value: form };
      }
      const copied = `for (${style.let} key in ${given}) ${form}[key] = ${given}[key];`;
      return { before: [`${style.let} ${form} = ${objectOf(own)};`, copied], value: form };
    }
    default: {
      if (!style.modern) return formOf('literal', { own, given }, style);
      const spread = given ?? objectOf(rest);
      const kept = given === null ? [first!] : own;
      return { before: [], value: `{ ${kept.map(([name, value]) => `${name}: ${value}`).join(', ')}, ...${spread} }` };
    }
  }
}

/** The form as the client takes it. */
export function encoded(
  takes: 'object' | 'text' | 'params',
  kind: FormId,
  encoding: EncodingId,
  parts: Parts,
  style: Style,
): Form {
  if (takes === 'params' && kind === 'append' && parts.given === null) {
    const form = style.form();
    const appended = parts.own.map(([name, value]) => `${form}.append('${name}', ${value});`);
    return { before: [`${style.let} ${form} = new URLSearchParams();`, ...appended], value: form };
  }
  if (takes === 'text' && encoding === 'text' && parts.given === null)
    return { before: [], value: style.text(...queryParts(parts.own)) };
  const { before, value } = formOf(kind, parts, style);
  if (takes === 'object') return { before, value };
  if (takes === 'params') return { before, value: `new URLSearchParams(${value})` };
  const text =
    encoding === 'url-search-params'
      ? `new URLSearchParams(${value}).toString()`
      : `${style.load('querystring')}.stringify(${value})`;
  return { before, value: text };
}

function queryParts(fields: readonly Field[]): string[] {
  return fields.flatMap(([name, value], index) => {
    const start = `${index > 0 ? '&' : ''}${name}=`;
    if (/^'[\w.-]+'$/.test(value)) return [`'${start}${value.slice(1)}`];
    return [`'${start}'`, `encodeURIComponent(${value})`];
  });
}
