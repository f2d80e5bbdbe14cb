/** What a client handed over of an answer, made from the bridge's answer. */
import { isIntercepted } from '../../find/http/shapes.js';
import type { Shape } from '../../find/request.js';
import type { Style } from '../../syntax/index.js';
import { quoted } from '../values.js';

/** The expression that is the shape; `answer`: v1's envelope as an object. Null where it cannot be made. */
export function shapeText(shape: Shape, answer: string, style: Style): string | null {
  switch (shape.is) {
    case 'v1':
      return shape.path.length === 0 || isPlain(shape) ? [answer, ...shape.path].join('.') : null;
    case 'text':
      return `JSON.stringify(${answer})`;
    case 'known':
      if (shape.broken === 'status') return statusText(answer);
      if (shape.broken !== undefined) return `${shape.broken ? '' : '!'}${answer}.${BROKEN_STATUS}`;
      return typeof shape.value === 'string' ? quoted(shape.value, style) : String(shape.value);
    case 'promise': {
      const inner = shapeText(shape.of, answer, style);
      return inner && `Promise.resolve(${inner})`;
    }
    case 'tuple': {
      const items = shape.items.map((item) => (item ? shapeText(item, answer, style) : 'undefined'));
      return items.includes(null) ? null : `[${items.join(', ')}]`;
    }
    case 'object':
      return objectText(shape, answer, style);
    default:
      return null;
  }
}

/** Is it what v1 answered at that place, whatever that was? */
function isPlain({ path, derived, optional, hollow, onError }: Shape & { is: 'v1' }): boolean {
  return !derived && !optional && !hollow && !onError && path.every((name) => /^[A-Za-z_$][\w$]*$/.test(name));
}

/** The shape where a server that failed is an error: what tells of it is as v1 always answered it. */
export function ofAnswersAlone(shape: Shape): Shape {
  switch (shape.is) {
    case 'known':
      return { ...shape, broken: undefined };
    case 'promise':
      return { ...shape, of: ofAnswersAlone(shape.of) };
    case 'tuple':
      return { ...shape, items: shape.items.map((item) => item && ofAnswersAlone(item)) };
    case 'object': {
      const properties = Object.entries(shape.properties).map(([name, of]) => [name, ofAnswersAlone(of)]);
      return { ...shape, properties: Object.fromEntries(properties) };
    }
    default:
      return shape;
  }
}

/** The same where the connection may have broken: nothing then, as the client gave it. */
export function shapeWhereAny(shape: Shape, answer: string, style: Style): string | null {
  const text = shapeText(shape, answer, style);
  if (text === null) return null;
  const isChoice = shape.is === 'known' && shape.broken === 'status';
  return `${answer} && ${isChoice ? `(${text})` : text}`;
}

/** The property of an answer that tells that v4's server failed: not one that is listed, or goes into JSON. */
export const BROKEN_STATUS = 'statusCode';

/** v1's status was 200, whatever became of the request, as long as its server did not fail. */
export function statusText(answer: string): string {
  return `${answer}.${BROKEN_STATUS} || 200`;
}

function objectText(shape: Shape & { is: 'object' }, answer: string, style: Style): string | null {
  if (isIntercepted(shape)) return null;
  if (isFetched(shape)) return `new Response(JSON.stringify(${answer}), { status: ${statusText(answer)} })`;
  const fields = Object.entries(shape.properties).map(([name, of]) => {
    const text = shapeText(of, answer, style);
    return text === null ? null : name === text ? name : `${name}: ${text}`;
  });
  return fields.includes(null) ? null : `{ ${fields.join(', ')} }`;
}

/** A response whose body can be read in pieces. */
export function isStream(shape: Shape): boolean {
  return shape.is === 'object' && shape.stream === true;
}

/** A response of Node's `http`: its body can be read in no other way. */
export function isStreamAlone(shape: Shape): boolean {
  return shape.is === 'object' && isStream(shape) && !shape.properties.body;
}

/** The `Response` of the fetch standard, or one that is like it. */
export function isFetched(shape: Shape): boolean {
  return shape.is === 'object' && ['json', 'text'].every((name) => shape.methods?.[name]?.is === 'promise');
}
