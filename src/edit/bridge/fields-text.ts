/** The fields of a v1 call as one object: what its request sends, in the author's own words where that can be. */

import { evaluate } from '../../evaluate/evaluate.js';
import { asFormEntries } from '../../evaluate/form.js';
import { only } from '../../evaluate/only.js';
import { type Entry, entryOf, isExternal, type Value } from '../../evaluate/value.js';
import type { V1Call } from '../../find/v1-call.js';
import { type ast, endOf, is, type NodePath, referencesTo, startOf } from '../../syntax/index.js';
import { SUCCESS } from '../call-plan.js';
import { isPure } from '../purity.js';
import { namesReach } from '../reachable.js';
import type { Rewriter } from '../rewriter.js';
import { indentAt, shift } from '../text.js';
import { ValueWriter } from '../values.js';
import { placeOf } from './place-of.js';

export interface FieldsText {
  readonly text: string;
  /** it may be encoded text, which the bridge takes apart */
  readonly encoded: boolean;
}

/** null where the fields cannot be written at the place of the call. */
export function fieldsText(call: V1Call, rewriter: Rewriter): FieldsText | null {
  const writer = new FieldsWriter(call, rewriter);
  if (call.sources.length === 0) return null;
  const whole = only(call.sources);
  if (whole) return writer.whole(whole);
  const spread = call.sources.map((one) => writer.spread(one));
  if (spread.includes(null)) return null;
  return { text: oneObject(spread.flat() as string[]), encoded: false };
}

class FieldsWriter {
  private readonly values: ValueWriter;

  constructor(
    private readonly call: V1Call,
    private readonly rewriter: Rewriter,
  ) {
    this.values = new ValueWriter(rewriter, SUCCESS);
  }

  whole(value: Value): FieldsText | null {
    // Options with the fields somewhere in them are no fields.
    if (value.text === null && value.kind === 'unknown') return null;
    const text = this.objectText(value);
    if (text !== null) return { text, encoded: false };
    const content = this.contentText(value);
    if (content) return content;
    if (value.kind === 'concat' || value.kind === 'literal' || value.kind === 'encoded') {
      const spread = this.spread(value);
      return spread && { text: alone(spread), encoded: false };
    }
    // `body(fields)`: what a function makes of them
    if (value.kind === 'call' && value.madeBy && this.isReplaced(value.madeBy))
      return { text: this.rendered(value.madeBy), encoded: true };
    return this.reaches(value) ? { text: this.values.lift(value), encoded: true } : null;
  }

  /** `new URLSearchParams(params)`, `querystring.stringify(params)` of something that is not known: that itself. */
  private contentText(value: Value): FieldsText | null {
    if (value.kind !== 'encoded' || value.as !== 'urlencoded') return null;
    const { content, path } = value;
    const plain = ['param', 'member', 'unknown'].includes(content.kind) && content.path.isExpression();
    if (!plain || !this.reaches(content)) return null;
    return { text: this.rendered(content.path), encoded: !madeOf(path).isCallExpression() };
  }

  /** Objects as they are written, and what is spread into the one that they become. */
  spread(value: Value): string[] | null {
    const object = this.objectText(value);
    if (object !== null) return [object.startsWith('{') ? object : `...${object}`];
    if (value.kind === 'encoded') return this.encodedText(value);
    if (value.kind === 'concat' || value.kind === 'literal') return this.pieces(value);
    return this.unknownText(value);
  }

  /** Fields of which nothing is known, not even whether they are an object or text. */
  private unknownText(value: Value): string[] | null {
    if (!['param', 'member', 'unknown'].includes(value.kind) || !value.path.isExpression()) return null;
    if (value.text === null) return null;
    if (!this.reaches(value) || !isPure(value.path)) return null;
    const text = this.rendered(value.path);
    return [`...(typeof ${text} === 'string' ? Object.fromEntries(new URLSearchParams(${text})) : ${text})`];
  }

  /** An expression that is an object of fields already. */
  private objectText(value: Value): string | null {
    if (
      value.kind === 'encoded' &&
      value.as !== 'multipart' &&
      (isObject(value.content) || this.reaches(value.content)) &&
      !(this.isMadeApart(value.content) && this.encodedText(value))
    )
      return this.objectText(value.content);
    if (value.kind !== 'object') return null;
    // `withAccount(form)`: what a function makes of it
    if (value.madeBy && this.isReplaced(value.madeBy)) return this.rendered(value.madeBy);
    const made = this.isMadeApart(value);
    if (!made && this.reaches(value) && isObjectExpression(value.path)) return this.rendered(value.path);
    // What is set on the object elsewhere may not have been seen.
    const seen = !value.open && (this.call.sources.length > 1 || entryOf(value, 'a') !== null);
    return seen ? this.entriesText(value.entries) : null;
  }

  private entriesText(entries: readonly Entry[]): string | null {
    if (entries.some((entry) => entry.when !== null || !this.reaches(entry.value))) return null;
    return `{ ${entries.map((entry) => this.field(entry)).join(', ')} }`;
  }

  private field({ key, value }: Entry): string {
    const text = this.values.lift(value);
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : this.values.literal(key);
    return name === text ? name : `${name}: ${text}`;
  }

  /** Text that is taken apart when the program runs: a string, or what makes one of itself. */
  private encodedText(value: Value & { kind: 'encoded' }): string[] | null {
    if (!this.reaches(value)) return null;
    if (value.as === 'json' || (value.as === 'multipart' && isStreamOfFields(value.path))) return null;
    const text = this.rewriter.render(value.path, SUCCESS);
    if (value.as === 'urlencoded' && value.path.isNewExpression()) return [`...Object.fromEntries(${text})`];
    return [`...Object.fromEntries(${value.as === 'multipart' ? text : `new URLSearchParams(${text})`})`];
  }

  /** `'a=' + action + '&' + rest`: what stands in the place of fields is spread. */
  private pieces(value: Value & { kind: 'concat' | 'literal' }): string[] | null {
    const parts = value.kind === 'concat' ? value.parts : [value];
    const out: (string | null)[] = [];
    let segment: Value[] = [];
    let tail = '';
    const flush = () => {
      const form = segment.length > 0 ? asFormEntries({ kind: 'concat', parts: segment, path: value.path }) : null;
      if (form) out.push(this.entriesText(form.entries));
      segment = [];
      tail = '';
    };
    for (const part of parts) {
      if (part.kind === 'literal') tail += String(part.value ?? '');
      const isValue = part.kind === 'literal' || tail.lastIndexOf('=') > tail.lastIndexOf('&');
      if (isValue) segment.push(part);
      else {
        flush();
        out.push(...(this.rest(part) ?? [null]));
      }
    }
    flush();
    return out.every((one) => one !== null) ? out : null;
  }

  private rest(part: Value): string[] | null {
    const spread = this.spread(part);
    if (spread) return spread;
    return this.reaches(part) ? [`...Object.fromEntries(new URLSearchParams(${this.values.lift(part)}))`] : null;
  }

  /** `data = stringify(extend({ a: action }, account))`: the `{ a: action }` there is not yet what the function gave. */
  private isMadeApart(value: Value): boolean {
    return value.kind === 'object' && !!value.madeBy && !this.isReplaced(value.madeBy) && !value.path.isIdentifier();
  }

  /** Does it stand in what the call of the bridge replaces: the request, or `req.end(body(fields))`? */
  private isReplaced(path: NodePath): boolean {
    const place = placeOf(this.call);
    return path.isDescendant(this.call.site) || (place !== null && path.isDescendant(place));
  }

  /** Does the value's text mean the same at the call? */
  private reaches({ path, env }: Value): boolean {
    const { site } = this.call;
    // in a function that the client calls: what it reads of the whole file is read here as well
    if (env) return namesReach(path, site) && isConstant(path) && isPure(path) && isForCall(path, this.call);
    if (path.isDescendant(site) || isInPart(path, this.call)) return true;
    if (!namesReach(path, site) || !isConstant(path)) return false;
    return path.isIdentifier() ? !isTouched(path, path, site) : isPure(path) && isForCall(path, this.call);
  }

  private rendered(path: NodePath): string {
    const { source } = this.rewriter;
    const from = indentAt(source, startOf(path.node));
    const text = this.rewriter.render(path, SUCCESS);
    return shift(text, from, indentAt(source, startOf(this.call.site.node)));
  }
}

/** Does the expression stand in a statement of the request with nothing but such statements up to the call? */
function isInPart(path: NodePath, { site, parts }: V1Call): boolean {
  const part = parts.find((one) => path.isDescendant(one));
  const last = site.getStatementParent();
  if (!part?.isStatement() || !last || part.container !== last.container || part.listKey !== last.listKey) return false;
  const between = (part.container as ast.Node[]).slice(Number(part.key), Number(last.key));
  return between.every((node) => parts.some((one) => one.node === node));
}

/** `...fields` alone is `fields` itself. */
function alone(spread: readonly string[]): string {
  const whole = only(spread);
  return whole?.startsWith('...') ? whole.slice(3) : oneObject(spread);
}

function oneObject(parts: readonly string[]): string {
  const inner = parts.map((part) => (part.startsWith('{') ? part.slice(1, -1).trim() : part));
  return `{ ${inner.filter((part) => part !== '').join(', ')} }`;
}

function isObject({ kind }: Value): boolean {
  return kind === 'object';
}

function isObjectExpression(path: NodePath): boolean {
  return path.isExpression() && !path.isNewExpression();
}

/** Is nothing that the expression names set again? */
function isConstant(path: NodePath): boolean {
  let constant = true;
  const check = (inner: NodePath) => {
    if (inner.isFunction()) inner.skip();
    if (inner.isAwaitExpression() || inner.isYieldExpression()) constant = false;
    const binding = inner.isIdentifier() ? inner.scope.getBinding(inner.node.name) : undefined;
    if (binding && binding.constantViolations.length > 0) constant = false;
  };
  check(path);
  path.traverse({ enter: check });
  return constant;
}

/** Is the variable used between these two places? What it holds may have changed. */
function isTouched(name: NodePath<ast.Identifier>, from: NodePath, site: NodePath): boolean {
  const uses = referencesTo(name.scope.getBinding(name.node.name));
  return uses.some(({ node }) => startOf(node) >= endOf(from.node) && endOf(node) <= startOf(site.node));
}

/** A plain read, or a value that a variable holds for the request alone: nobody else sees or changes it. */
function isForCall(path: NodePath, { site, parts }: V1Call): boolean {
  if (!/[({[]/.test(String(path))) return true;
  if (path.getFunctionParent()?.node !== site.getFunctionParent()?.node) return false;
  const declarator = path.findParent((parent) => parent.isVariableDeclarator());
  const id = declarator?.isVariableDeclarator() ? declarator.node.id : null;
  const binding = is.isIdentifier(id) ? declarator?.scope.getBinding(id.name) : undefined;
  if (!binding || binding.constantViolations.length > 0) return false;
  return binding.referencePaths.every((use) => [site, ...parts].some((part) => use.isDescendant(part)));
}

/** npm `form-data` makes a stream: nothing can be asked of it. */
function isStreamOfFields(path: NodePath): boolean {
  const made = madeOf(path);
  return !made.isNewExpression() || isExternal(evaluate(made.get('callee') as NodePath), ['form-data']);
}

/** What a variable was set to. */
function madeOf(path: NodePath): NodePath {
  const declarator = path.isIdentifier() ? path.scope.getBinding(path.node.name)?.path : undefined;
  const init = declarator?.isVariableDeclarator() ? (declarator.get('init') as NodePath) : null;
  return init?.node ? init : path;
}
