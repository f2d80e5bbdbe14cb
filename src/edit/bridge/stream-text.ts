/** A response that arrives in pieces: what is done once they are there goes on with the bridge's answer. */
import { only } from '../../evaluate/only.js';
import type { Answer } from '../../find/answers/answer.js';
import { Follower } from '../../find/answers/follow.js';
import { functionAt } from '../../find/answers/function-at.js';
import type { V1Call } from '../../find/v1-call.js';
import { type ast, endOf, is, type NodePath, referencesTo, startOf } from '../../syntax/index.js';
import { SUCCESS } from '../call-plan.js';
import type { Rewriter } from '../rewriter.js';
import { indentAt, shift } from '../text.js';
import { anyAction } from './any-action.js';
import { isSteady, usesCaller } from './callback-text.js';
import { isStream, statusText } from './response-text.js';
import { isParse } from './unwrapped-site.js';

/** What the promise's `then` is given: `function (answer) { … }, failed`. */
export interface StreamHandlers {
  readonly text: string;
  /** the first function is given a response like that of Node's `http`, as the author reads it; else v1's answer */
  readonly gives: 'answer' | 'response';
}

/** null where neither the gathering is understood nor the functions can be called as they were. */
export function streamHandlers(call: V1Call, place: NodePath, rewriter: Rewriter): StreamHandlers | null {
  const { delivery } = call;
  if (delivery.by !== 'events') return null;
  const { response, error, piped } = delivery;
  const failed = error ? handedText(error, rewriter) : '';
  if (failed === null) return null;
  if (piped) {
    const read = response ? null : passedOn(call, piped, rewriter);
    return read === null ? null : { text: [read, failed].filter(Boolean).join(', '), gives: 'response' };
  }
  const ok = response ? rewriter.tentatively(() => answered(call, response, place, rewriter)) : '() => {}';
  if (ok !== null) return { text: [ok, failed].filter(Boolean).join(', '), gives: 'answer' };
  const read = response && isStream(delivery.shape) ? handedText(response, rewriter) : null;
  return read === null ? null : { text: [read, failed].filter(Boolean).join(', '), gives: 'response' };
}

/** `(response) => response.pipe(out)` */
function passedOn({ site }: V1Call, piped: NodePath, rewriter: Rewriter): string {
  const name = rewriter.names.inside(site.scope, 'response');
  rewriter.replaced.set(piped.node, name);
  const text = rewriter.render(site, SUCCESS);
  rewriter.replaced.delete(piped.node);
  return `(${name}) => ${text}`;
}

/** A function that is called as it was. */
function handedText(fn: NodePath, rewriter: Rewriter): string | null {
  if (fn.isFunctionExpression() || fn.isArrowFunctionExpression())
    return usesCaller(fn) ? null : rewriter.render(fn, SUCCESS);
  return isSteady(fn) ? rewriter.render(fn, SUCCESS) : null;
}

function answered(call: V1Call, response: NodePath, place: NodePath, rewriter: Rewriter): string | null {
  const fn = functionAt(response);
  if (!fn || fn.node !== response.node || usesCaller(fn) || !fn.get('body').isBlockStatement()) return null;
  const followed = new Follower(call, anyAction()).run();
  if (followed.problems.some(({ reason }) => reason === 'unknown-callback')) return null;
  const stream = new Stream(fn, followed, rewriter);
  return stream.text(place);
}

class Stream {
  private name: string;

  constructor(
    private readonly fn: NodePath<ast.Function>,
    private readonly followed: Answer,
    private readonly rewriter: Rewriter,
  ) {
    this.name = rewriter.names.inside(fn.scope, 'answer');
  }

  text(place: NodePath): string | null {
    const { rewriter, fn } = this;
    if (!this.onlyGathers() || !this.setTexts()) return null;
    const lines = this.statements();
    const status = this.status();
    if (lines === null || status === null) return null;
    const { indent } = rewriter.module.style;
    const base = indentAt(rewriter.source, startOf(place.node));
    const body = [...status, ...lines].map((line) => `${base}${indent}${line(`${base}${indent}`)}`);
    const async = this.isAsync() ? 'async ' : '';
    const head = fn.isArrowFunctionExpression() ? `${async}(${this.name}) =>` : `${async}function (${this.name})`;
    return `${head} {\n${body.join('\n')}\n${base}}`;
  }

  /** Do the handlers of the pieces nothing but put them together? */
  private onlyGathers(): boolean {
    return [...this.followed.gathering].every((node) => {
      if (!is.isCallExpression(node as ast.Node)) return true;
      const { arguments: args } = node as ast.CallExpression;
      const [event, handler] = args;
      if (!is.isStringLiteral(event, { value: 'data' }) || !handler) return true;
      return is.isFunction(handler) && gathers(handler.body);
    });
  }

  /** Sets what is read of the gathered text: the answer itself, or its text. */
  private setTexts(): boolean {
    const { followed, rewriter, fn } = this;
    const named = this.declaredName();
    if (named) {
      this.name = named.name;
      rewriter.drop(named.declaration);
    }
    const { name } = this;
    let understood = true;
    const visit = (path: NodePath) => {
      const shape = followed.shapes.get(path.node);
      if (!shape || this.isGathering(path)) return;
      if (path.isCallExpression() && isParse(path.get('callee') as NodePath)) {
        rewriter.replaced.set(path.node, name);
        path.skip();
      } else if ((shape.is === 'text' || shape.is === 'chunks') && path.isExpression()) {
        if (path.parentPath?.isAssignmentExpression() && path.key === 'left') return;
        rewriter.replaced.set(path.node, `JSON.stringify(${name})`);
        path.skip();
      }
    };
    fn.traverse({ enter: visit });
    // What gathers the pieces is this function's alone.
    for (const [binding, shape] of followed.holders) {
      if (shape.is !== 'text' && shape.is !== 'chunks') continue;
      if (binding.referencePaths.some((use) => !use.isDescendant(fn))) understood = false;
    }
    return understood;
  }

  /** `var answer = JSON.parse(data);` where that is the one place that reads the text: the answer is called so at once. */
  private declaredName(): { name: string; declaration: ast.Node } | null {
    const { followed, fn } = this;
    const reads: NodePath[] = [];
    fn.traverse({
      enter: (path) => {
        const shape = followed.shapes.get(path.node);
        if ((shape?.is !== 'text' && shape?.is !== 'chunks') || !path.isExpression() || this.isGathering(path)) return;
        if (path.parentPath?.isAssignmentExpression() && path.key === 'left') return;
        reads.push(path);
        path.skip();
      },
    });
    const parse = only(reads)?.parentPath;
    const declarator = parse?.isCallExpression() && isParse(parse.get('callee') as NodePath) ? parse.parentPath : null;
    if (!declarator?.isVariableDeclarator() || !is.isIdentifier(declarator.node.id)) return null;
    const { parentPath: declaration } = declarator;
    const inEnd = [...followed.inlined.values()].some(({ node }) => declaration?.parent === node.body);
    const alone = declaration?.isVariableDeclaration() && declaration.node.declarations.length === 1;
    return inEnd && alone && declaration ? { name: declarator.node.id.name, declaration: declaration.node } : null;
  }

  private isGathering(path: NodePath): boolean {
    return path.findParent((parent) => this.followed.gathering.has(parent.node)) !== null;
  }

  /** The statements that stay, each with its text at an indentation. */
  private statements(): ((indent: string) => string)[] | null {
    const body = this.fn.get('body') as NodePath<ast.BlockStatement>;
    const lines: ((indent: string) => string)[] = [];
    for (const statement of body.get<NodePath[]>('body')) {
      if (this.isHolder(statement)) continue;
      const ends = this.endsIn(statement);
      if (ends === 'other') {
        const from = indentAt(this.rewriter.source, startOf(statement.node));
        const text = this.rewriter.render(statement, SUCCESS);
        if (this.namesResponse(statement)) return null;
        lines.push((indent) => shift(text, from, indent));
      } else if (ends === null) return null;
      else lines.push(...ends.map((one) => this.inner(one)));
    }
    return lines;
  }

  /** What the handler of the end does. */
  private inner(end: NodePath<ast.Function>): (indent: string) => string {
    const body = end.get('body') as NodePath;
    const text = this.rewriter.render(body, SUCCESS);
    if (!body.isBlockStatement()) return () => `${text};`;
    const from = indentAt(this.rewriter.source, endOf(body.node)) + this.rewriter.module.style.indent;
    const inside = text
      .slice(1, -1)
      .replace(/^[ \t]*\n/, '')
      .trim();
    return (indent) => shift(inside, from, indent);
  }

  /** `var data = '';` */
  private isHolder(statement: NodePath): boolean {
    if (!statement.isVariableDeclaration()) return false;
    return statement.get('declarations').every((one) => {
      const id = one.get('id') as NodePath;
      const binding = id.isIdentifier() ? id.scope.getBinding(id.node.name) : undefined;
      const shape = binding && this.followed.holders.get(binding);
      return shape?.is === 'text' || shape?.is === 'chunks';
    });
  }

  /** The functions that are called at the end, of a statement that is about the stream; null: not understood. */
  private endsIn(statement: NodePath): NodePath<ast.Function>[] | 'other' | null {
    if (!statement.isExpressionStatement()) return 'other';
    const ends: NodePath<ast.Function>[] = [];
    let about = false;
    for (let path = statement.get('expression') as NodePath; path.isCallExpression(); ) {
      const inlined = this.followed.inlined.get(path.node);
      if (inlined) ends.unshift(inlined);
      if (inlined && (inlined.node.params.length > 0 || usesCaller(inlined))) return null;
      if (inlined || this.followed.gathering.has(path.node)) about = true;
      else if (about) return null;
      const callee = path.get('callee') as NodePath;
      if (!callee.isMemberExpression()) break;
      path = callee.get('object') as NodePath;
    }
    return about ? ends : 'other';
  }

  private isAsync(): boolean {
    return [this.fn, ...this.followed.inlined.values()].some(({ node }) => node.async === true);
  }

  private responseName(): string | null {
    const [param] = this.fn.node.params;
    return is.isIdentifier(param) ? param.name : null;
  }

  /** `const res = { statusCode: 200 };` where that is what is read of the response. */
  private status(): ((indent: string) => string)[] | null {
    const name = this.responseName();
    const uses = this.readers();
    if (name === null || uses.length === 0) return [];
    const { style } = this.rewriter.module;
    const read = new Set<string>();
    const quote = style.quote === '"' ? '"' : "'";
    for (const { parentPath: parent } of uses) {
      const property = parent?.isMemberExpression() && !parent.node.computed ? parent.node.property : null;
      if (!is.isIdentifier(property) || !STATUS.has(property.name)) return null;
      read.add(property.name);
    }
    const end = style.semicolons ? ';' : '';
    const text = (field: string) => (field === 'statusCode' ? statusText(this.name) : `${quote}OK${quote}`);
    const fields = () => [...read].map((field) => `${field}: ${text(field)}`).join(', ');
    return [() => `${style.es5 ? 'var' : 'const'} ${name} = { ${fields()} }${end}`];
  }

  /** Uses of the response that are not about its pieces. */
  private readers(): NodePath[] {
    const name = this.responseName();
    const binding = name === null ? undefined : this.fn.scope.getOwnBinding(name);
    return referencesTo(binding).filter((use) => {
      // what is read in the functions that gather is read by the author's code
      if (use.getFunctionParent()?.node !== this.fn.node) return true;
      const statement = use.findParent((parent) => parent.isExpressionStatement());
      return !(statement && Array.isArray(this.endsIn(statement)) && statement.parentPath?.parentPath === this.fn);
    });
  }

  /** Does the statement do more with the response than to read its status? */
  private namesResponse(statement: NodePath): boolean {
    return this.readers().some((use) => {
      if (!use.isDescendant(statement)) return false;
      const property = use.parentPath?.isMemberExpression() ? use.parentPath.node.property : null;
      return !(is.isIdentifier(property) && STATUS.has(property.name));
    });
  }
}

/** What the response of every v1 answer had, an error too. */
const STATUS: ReadonlySet<string> = new Set(['statusCode', 'statusMessage']);

/** `body += chunk`, `chunks.push(chunk)` */
function gathers(body: ast.BlockStatement | ast.Expression): boolean {
  if (is.isBlockStatement(body))
    return body.body.every((one) => is.isExpressionStatement(one) && gathers(one.expression));
  if (is.isAssignmentExpression(body)) return is.isIdentifier(body.left);
  return (
    is.isCallExpression(body) &&
    is.isMemberExpression(body.callee) &&
    is.isIdentifier(body.callee.object) &&
    is.isIdentifier(body.callee.property, { name: 'push' })
  );
}
