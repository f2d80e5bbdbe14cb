/** `this.endpoint = options.endpoint || 'https://…'`: whether anybody who makes the object names another host. */
import { evaluate } from '../../evaluate/evaluate.js';
import { entering } from '../../evaluate/parameters.js';
import type { NodePath } from '../../syntax/index.js';
import { enteringOf } from '../answers/callers.js';
import { classifyUrl } from '../endpoint.js';
import type { TransportOption } from '../request.js';

/** Is it v1's own host in every object that is made? */
export function isSettledHost({ name, value }: TransportOption): boolean {
  const chosen = name === 'host' && value.kind === 'choice' ? value.then.path.parentPath : null;
  const maker = chosen?.isLogicalExpression() || chosen?.isConditionalExpression() ? chosen.getFunctionParent() : null;
  const sites = maker?.isFunction() ? enteringOf(maker) : null;
  if (!chosen || !maker || !sites || sites.length === 0) return false;
  return sites.every((site) => {
    const env = entering(maker, site.get('arguments') as NodePath[]);
    const endpoint = env && classifyUrl(evaluate(chosen, env));
    return endpoint?.kind === 'v1' && !endpoint.host;
  });
}
