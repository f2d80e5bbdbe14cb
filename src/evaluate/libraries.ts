/** The library functions whose meaning the evaluator knows. */
import { isExternal, type Value } from './value.js';

const LODASH = ['lodash', 'underscore', 'lodash-es'];

/** Functions that copy properties into their first argument and give it back. */
export function isExtend(callee: Value): boolean {
  if (isExternal(callee, [null], 'Object', 'assign')) return true;
  if (
    isExternal(callee, ['util'], '_extend') ||
    isExternal(callee, ['object-assign', 'extend', 'xtend', 'node.extend', 'deep-extend'])
  )
    return true;
  if (
    ['extend', 'assign', 'assignIn', 'merge'].some(
      (name) => isExternal(callee, LODASH, name) || isExternal(callee, [null], '_', name),
    )
  )
    return true;
  return (
    isExternal(callee, ['jquery'], 'extend') ||
    ['$', 'jQuery'].some((name) => isExternal(callee, [null], name, 'extend')) ||
    ['extend', 'assign', 'merge'].some((name) => isExternal(callee, [`lodash.${name}`, `lodash/${name}`]))
  );
}

/** Functions that copy the properties of their arguments into an object that they make. */
export function isMerge(callee: Value): boolean {
  return (
    ['merge', 'mergeRight', 'mergeDeepRight'].some((name) => isExternal(callee, ['ramda'], name)) ||
    ['merge', 'assign', 'extend'].some((name) => isExternal(callee, ['lodash/fp'], name))
  );
}

/** Functions that merge objects within objects, too. */
export function isDeepMerge(callee: Value): boolean {
  return (
    isExternal(callee, [...LODASH, 'lodash/fp'], 'merge') ||
    isExternal(callee, [null], '_', 'merge') ||
    isExternal(callee, ['lodash.merge', 'lodash/merge', 'deep-extend']) ||
    isExternal(callee, ['ramda'], 'mergeDeepRight')
  );
}

/** Functions that fill in what their first argument lacks. */
export function isDefaults(callee: Value): boolean {
  return (
    isExternal(callee, LODASH, 'defaults') ||
    isExternal(callee, [null], '_', 'defaults') ||
    isExternal(callee, ['lodash.defaults', 'lodash/defaults'])
  );
}

/** Functions that set properties of their first argument by name: `Reflect.set(form, …)`, `_.set(form, …)`. */
export function isSetter(callee: Value): boolean {
  return (
    isExternal(callee, [null], 'Reflect', 'set') ||
    ['defineProperty', 'defineProperties'].some((name) => isExternal(callee, [null], 'Object', name)) ||
    ['set', 'setWith', 'update', 'unset'].some(
      (name) =>
        isExternal(callee, LODASH, name) ||
        isExternal(callee, [null], '_', name) ||
        isExternal(callee, [`lodash.${name}`, `lodash/${name}`]),
    )
  );
}

export function isClone(callee: Value): boolean {
  return (
    ['clone', 'cloneDeep'].some((name) => isExternal(callee, LODASH, name) || isExternal(callee, [null], '_', name)) ||
    isExternal(callee, [null], 'structuredClone')
  );
}

/** Functions that write an object as a form. */
export function isFormEncoder(callee: Value): boolean {
  if (['stringify', 'encode'].some((name) => isExternal(callee, ['querystring'], name))) return true;
  if (
    isExternal(callee, ['qs', 'query-string', 'querystringify'], 'stringify') ||
    isExternal(callee, ['form-urlencoded'])
  )
    return true;
  return (
    ['$', 'jQuery'].some((name) => isExternal(callee, [null], name, 'param')) || isExternal(callee, ['jquery'], 'param')
  );
}

/** Functions that escape one value for a URL: v4 wants it unescaped. */
export function isEscape(callee: Value): boolean {
  return (
    ['encodeURIComponent', 'encodeURI', 'escape'].some((name) => isExternal(callee, [null], name)) ||
    isExternal(callee, ['querystring'], 'escape')
  );
}
