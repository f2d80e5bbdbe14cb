/** What a wrapper hands over under one outcome, and the shape that the three together are. */
import { bare } from '../../evaluate/evaluate.js';
import type { Primitive, Shape } from '../../find/request.js';
import type { ast, NodePath } from '../../syntax/index.js';
import { setOn } from './error-class.js';

/** Where the wrapper's text says it. */
interface Written {
  readonly path: NodePath;
  /** the handler that says it */
  readonly handled?: Handled;
}

/** The function of a chain that runs, and what it is given. */
export interface Handled {
  readonly fn: NodePath<ast.Function>;
  readonly given: Given;
}

export type Given =
  | { readonly is: 'nothing' }
  | ({ readonly is: 'shape'; readonly shape: Shape } & Partial<Written>)
  /**
   * msg: an Error with v1's `msg`; plain: the `msg` itself, or the text of what broke the connection; own: an Error with
   * a text of the author's; made: another error of the author's; other: any
   */
  | ({ readonly is: 'error'; readonly text: 'msg' | 'plain' | 'other' } & Partial<Written>)
  | ({ readonly is: 'error'; readonly text: 'own' | 'made' } & Written)
  | ({ readonly is: 'constant'; readonly value: Primitive } & Partial<Written>)
  | ({ readonly is: 'unknown' } & Partial<Written>);

export const OTHER_ERROR: Given = { is: 'error', text: 'other' };

/**
 * What stands where an error is expected: `'refused: ' + body.msg`, `{ message: body.msg }`, `true` and the answer itself
 * are errors too.
 */
export function asError<T extends Given | null>(given: T): T | Given {
  if (!given || given.is === 'error' || given.is === 'nothing') return given;
  const { path, handled } = given;
  const isThere = given.is === 'shape' ? isEnvelope(given.shape) : path && isAlwaysTrue(path);
  return path && isThere ? { is: 'error', text: 'made', path, ...(handled && { handled }) } : given;
}

/** Is the error no object of a class of errors? */
function isLoose(given: Given | null): boolean {
  if (given?.is !== 'error' || (given.text !== 'made' && given.text !== 'plain')) return false;
  const path = given.path && bare(given.path);
  return !path?.isNewExpression() && !path?.isCallExpression() && !(path?.isIdentifier() && setOn(path));
}

function isEnvelope(shape: Shape): boolean {
  return shape.is === 'v1' && shape.path.length === 0;
}

function isAlwaysTrue(path: NodePath): boolean {
  const inner = bare(path);
  if (inner.isNumericLiteral() || inner.isBooleanLiteral()) return Boolean(inner.node.value);
  return inner.isObjectExpression() || isText(inner);
}

/** Is it a text, and not an empty one? */
function isText(path: NodePath): boolean {
  if (path.isBinaryExpression({ operator: '+' }))
    return [path.get('left') as NodePath, path.get('right')].some((side) => isText(bare(side)));
  if (path.isTemplateLiteral()) return path.node.quasis.some(({ value }) => value.raw !== '');
  return path.isStringLiteral() && path.node.value !== '';
}

/** One parameter of a callback. `null` for an outcome: the callback is not called. Null: the three are no one shape. */
export function parameterShape(success: Given | null, api: Given | null, transport: Given | null): Shape | null {
  const quiet = (given: Given | null) => given === null || given.is === 'nothing';
  // `err || body.result === 'error' && new Error(body.msg)`
  if (success?.is === 'constant' && success.value === false && api?.is === 'error') {
    const shape = parameterShape({ is: 'nothing' }, api, transport);
    return shape?.is === 'error' ? { ...shape, none: false } : null;
  }
  if (success?.is === 'nothing') {
    if (quiet(api) && quiet(transport)) return { is: 'known', value: null };
    if (quiet(api)) return transport?.is === 'error' ? { is: 'error' } : null;
    if (api?.is !== 'error' || !(quiet(transport) || transport?.is === 'error')) return null;
    const isCause = quiet(transport) || (transport?.is === 'error' && transport.text === 'other');
    if (api.text === 'plain' && isCause) return { is: 'error', api: true, plain: true };
    if (api.text === 'other') return null;
    return [api, transport].some(isLoose) ? { is: 'error', api: true, loose: true } : { is: 'error', api: true };
  }
  if (!success) return null;
  const shape = resultShape(success, api ?? { is: 'nothing' });
  if (quiet(transport)) return shape;
  return shape?.is === 'known' && transport?.is === 'constant' ? { ...shape, lost: transport.value } : null;
}

/** What success gives, where an error of the API gives `api` in its place. */
export function resultShape(success: Given, api: Given): Shape | null {
  if (success.is === 'nothing') return api.is === 'nothing' ? { is: 'known', value: undefined } : null;
  if (success.is === 'constant') {
    const { value } = success;
    if (api.is === 'nothing') return { is: 'known', value, api: undefined };
    if (api.is !== 'constant') return null;
    return api.value === value ? { is: 'known', value } : { is: 'known', value, api: api.value };
  }
  if (success.is !== 'shape') return null;
  const { shape } = success;
  if (api.is === 'shape') {
    if (JSON.stringify(api.shape) === JSON.stringify(shape)) return shape;
    return shape.is === 'v1' ? { ...shape, onError: 'other' } : null;
  }
  if (api.is !== 'nothing') return null;
  return shape.is === 'v1' ? { ...shape, onError: 'missing' } : shape.is === 'known' ? shape : null;
}
