/** `if (response.statusCode === 200)`, `if (!res.ok)`: does the code tell answers apart by their status? */
import type { Answer } from '../find/answers/answer.js';
import type { Shape } from '../find/request.js';
import { is } from '../syntax/index.js';

export function looksAtStatus({ shapes, holders }: Answer): boolean {
  for (const [node, shape] of shapes)
    if (isStatus(shape) && (is.isMemberExpression(node) || is.isOptionalMemberExpression(node))) return true;
  return [...holders].some(([binding, shape]) => isStatus(shape) && binding.referenced);
}

/** 200, or that it is one, or that there is an error of another: v1 answered so, whatever the action made of the request. */
function isStatus(shape: Shape): boolean {
  if (shape.is === 'error') return shape.broken === true;
  return shape.is === 'known' && !('api' in shape) && (shape.value === 200 || typeof shape.value === 'boolean');
}
