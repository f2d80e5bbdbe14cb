/** A request's callback as the bridge calls it: with the error, or with v1's answer as an object. */
import { isBehindError } from '../../find/answers/behind-error.js';
import type { Shape } from '../../find/request.js';
import { type ast, type Binding, codeOf, endOf, is, type NodePath, type Style, startOf } from '../../syntax/index.js';
import { SUCCESS } from '../call-plan.js';
import { withParentheses } from '../parentheses.js';
import type { Rewriter } from '../rewriter.js';
import { indentAt } from '../text.js';
import { readOf } from './read-shape.js';
import { shapeWhereAny } from './response-text.js';
import { isParse } from './unwrapped-site.js';

/** null where it would not be called as it was. */
export function callbackText(callback: NodePath, params: readonly Shape[], rewriter: Rewriter): string | null {
  if (callback.isFunctionExpression() || callback.isArrowFunctionExpression())
    return usesCaller(callback) ? null : inlineText(callback as NodePath<ast.Function>, params, rewriter);
  const bound = boundFunction(callback);
  if (bound) {
    const text = inlineText(bound, params, rewriter);
    return text && text + rewriter.source.slice(endOf(bound.node), endOf(callback.node));
  }
  return isSteady(callback) ? handedText(callback, params, rewriter) : null;
}

/** `function (err, res, body) { … }.bind(this)` */
function boundFunction(callback: NodePath): NodePath<ast.Function> | null {
  if (!callback.isCallExpression() || callback.node.arguments.length !== 1) return null;
  const callee = callback.get('callee') as NodePath;
  if (!callee.isMemberExpression() || !is.isIdentifier(callee.node.property, { name: 'bind' })) return null;
  const fn = callee.get('object') as NodePath;
  const plain = fn.isFunctionExpression() && fn.node.extra?.parenthesized !== true && !/\barguments\b/.test(String(fn));
  return plain ? (fn as NodePath<ast.Function>) : null;
}

/** Does the function read `this` or `arguments`, which the client set? */
export function usesCaller(fn: NodePath): boolean {
  if (fn.isArrowFunctionExpression()) return false;
  let found = false;
  fn.traverse({
    Function(path) {
      if (!path.isArrowFunctionExpression()) path.skip();
    },
    ThisExpression() {
      found = true;
    },
    Identifier(path) {
      if (path.node.name === 'arguments') found = true;
    },
  });
  return found;
}

/** A name or member that is the same function when the answer comes. */
export function isSteady(path: NodePath): boolean {
  if (path.isIdentifier()) return (path.scope.getBinding(path.node.name)?.constantViolations.length ?? 0) === 0;
  if (path.isThisExpression()) return true;
  return path.isMemberExpression() && !path.node.computed && isSteady(path.get('object'));
}

/** `callback`: it is called with all that the client called it with. */
function handedText(callback: NodePath, params: readonly Shape[], rewriter: Rewriter): string | null {
  const { style } = rewriter.module;
  const name = rewriter.render(callback, SUCCESS);
  const [err, answer] = ['err', 'answer'].map((wish) => rewriter.names.inside(callback.scope, wish));
  if (!err || !answer) return null;
  const simple = params.length === 2 && params[0]?.is === 'error' && isEnvelope(params[1]);
  if (simple && isCertain(callback)) return name;
  const texts = params.some(({ is }) => is === 'text');
  const body = texts ? rewriter.names.inside(callback.scope, 'body') : answer;
  const given = params.map((shape) => givenText(shape, { err, answer, body, texts }, style));
  if (given.includes(null)) return null;
  const call = `${name}${isCertain(callback) ? '' : '?.'}(${given.join(', ')})`;
  const end = style.semicolons ? ';' : '';
  const lines = [...(texts ? [`const ${body} = ${answer} && JSON.stringify(${answer})${end}`] : []), `${call}${end}`];
  return braced(`(${err}, ${answer}) =>`, lines, indentAt(rewriter.source, startOf(callback.node)), style.indent);
}

interface Given {
  readonly err: string;
  readonly answer: string;
  readonly body: string;
  /** the client gave text, which `body` holds */
  readonly texts: boolean;
}

function givenText(shape: Shape, { err, answer, body, texts }: Given, style: Style): string | null {
  if (shape.is === 'error') return err;
  if (isEnvelope(shape)) return answer;
  if (shape.is === 'text') return body;
  const text = shapeWhereAny(shape, answer, style);
  if (!text || !texts) return text;
  const read = text.replaceAll(`JSON.stringify(${answer})`, body);
  return body === 'body' ? read.replace('body: body', 'body') : read;
}

function braced(head: string, lines: readonly string[], indent: string, step: string): string {
  return `${head} {\n${lines.map((line) => `${indent}${step}${line}`).join('\n')}\n${indent}}`;
}

/** A function for sure: declared as one. A parameter may have been left out. */
function isCertain(callback: NodePath): boolean {
  const binding = callback.isIdentifier() ? callback.scope.getBinding(callback.node.name) : undefined;
  return binding?.path.isFunctionDeclaration() === true;
}

function isEnvelope(shape: Shape | undefined): boolean {
  return shape?.is === 'v1' && shape.path.length === 0;
}

/** A function written in place: its parameters become the error and the answer, the rest of its text stays. */
function inlineText(fn: NodePath<ast.Function>, params: readonly Shape[], rewriter: Rewriter): string | null {
  const own = fn.get('params') as NodePath[];
  if (own.length > params.length || own.some((one) => one.isRestElement() || one.isAssignmentPattern())) return null;
  const parts = new Inline(fn, rewriter);
  for (const [index, param] of own.entries()) if (!parts.add(param, params[index] as Shape)) return null;
  return parts.text();
}

class Inline {
  private err: string | null = null;
  private answer: string | null = null;
  private readonly made: { readonly name: string; readonly shape: Shape }[] = [];

  constructor(
    private readonly fn: NodePath<ast.Function>,
    private readonly rewriter: Rewriter,
  ) {}

  /** false where the parameter cannot be made of the bridge's answer. */
  add(param: NodePath, shape: Shape): boolean {
    const { rewriter } = this;
    const text = codeOf(param.node, rewriter.source);
    if (shape.is === 'error') {
      this.err = text;
      return true;
    }
    const binding = param.isIdentifier() ? this.fn.scope.getOwnBinding(param.node.name) : undefined;
    if (binding && binding.referencePaths.length === 0 && binding.constantViolations.length === 0) return true;
    const parses = shape.is === 'text' && binding ? parsesOf(binding, this.fn) : null;
    if ((isEnvelope(shape) || parses) && this.answer === null) {
      const typed = rewriter.module.typescript ? ': any' : '';
      this.answer =
        parses && param.isIdentifier() ? `${param.node.name}${param.node.typeAnnotation ? typed : ''}` : text;
      for (const call of parses ?? []) rewriter.replaced.set(call.node, binding?.identifier.name ?? '');
      return true;
    }
    const read = shape.is === 'object' ? binding && readOf(binding, shape) : shape;
    if (!read) return false;
    this.made.push({ name: text, shape: read });
    return true;
  }

  text(): string | null {
    const { fn, rewriter, made } = this;
    const { style } = rewriter.module;
    const body = fn.get('body') as NodePath;
    if (made.length > 0) this.answer ??= rewriter.names.inside(fn.scope, 'answer');
    const answer = this.answer?.replace(/:[\s\S]*$/, '') ?? '';
    if (made.length > 0 && !/^[\w$]+$/.test(answer)) return null;
    const end = style.semicolons ? ';' : '';
    const word = style.es5 ? 'var' : 'const';
    const lines = made.map(({ name, shape }) => {
      const text = shapeWhereAny(shape, answer, style);
      return text && `${word} ${name} = ${text}${end}`;
    });
    if (lines.includes(null)) return null;
    if (this.answer !== null) this.err ??= rewriter.names.inside(fn.scope, 'err');
    const params = [this.err, this.answer].filter((one) => one !== null).join(', ');
    return this.headText(params) + this.bodyText(body, lines as string[]);
  }

  /** From the start of the function to its body, with these parameters. */
  private headText(params: string): string {
    const { fn, rewriter } = this;
    const start = startOf(fn.node);
    const own = fn.node.params;
    const { start: bodyStart } = withParentheses(rewriter.source, fn.get('body') as NodePath);
    const head = rewriter.source.slice(start, bodyStart);
    const [first] = own;
    const open = head.lastIndexOf('(', (first?.start ?? bodyStart) - start);
    if (open < 0) return `${fn.node.async ? 'async ' : ''}(${params})${head.slice((first?.end ?? start) - start)}`;
    const close = head.indexOf(')', Math.max(open, (own.at(-1)?.end ?? start) - start));
    return `${head.slice(0, open)}(${params}${head.slice(close)}`;
  }

  private bodyText(body: NodePath, lines: readonly string[]): string {
    const { rewriter } = this;
    const text = rewriter.render(body, SUCCESS);
    const { start, end } = withParentheses(rewriter.source, body);
    const around = rewriter.source;
    const whole = around.slice(start, startOf(body.node)) + text + around.slice(endOf(body.node), end);
    if (lines.length === 0) return whole;
    const base = indentAt(rewriter.source, endOf(this.fn.node.body));
    const indent = `${base}${rewriter.module.style.indent}`;
    const semicolon = rewriter.module.style.semicolons ? ';' : '';
    if (!body.isBlockStatement())
      return `{\n${[...lines, `return ${whole}${semicolon}`].map((line) => `${indent}${line}`).join('\n')}\n${base}}`;
    return `{\n${lines.map((line) => `${indent}${line}`).join('\n')}${text.slice(1)}`;
  }
}

/** The `JSON.parse(body)` that are all the uses of a text, where no error can have come in its place; else null. */
function parsesOf(binding: Binding, fn: NodePath<ast.Function>): NodePath[] | null {
  if (binding.constantViolations.length > 0) return null;
  const calls = binding.referencePaths.map((use) => {
    const call = use.parentPath;
    const parses = call?.isCallExpression() && use.key === 0 && call.node.arguments.length === 1;
    return parses && isParse(call.get('callee') as NodePath) && isBehindError(call, fn) ? call : null;
  });
  return calls.every((call): call is NonNullable<typeof call> => call !== null) ? calls : null;
}
