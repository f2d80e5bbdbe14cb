/** What a function is handed as its parameter, where it is called: `createApi(require('request'))`. */
import { type ast, type Binding, is, type NodePath } from '../syntax/index.js';
import { evaluate } from './evaluate.js';
import { elsewhereOf, entryOf, type Value } from './value.js';

export interface Place {
  readonly index: number;
  /** of an object: the property */
  readonly key: string | null;
}

/** Where callers hand over what a parameter holds. */
export function placeOf({ identifier }: Binding, { node: { params } }: NodePath<ast.Function>): Place | null {
  for (const [index, one] of params.entries()) {
    const param = is.isTSParameterProperty(one) ? one.parameter : one;
    const pattern = is.isAssignmentPattern(param) ? param.left : param;
    if (pattern === identifier) return { index, key: null };
    const property = is.isObjectPattern(pattern)
      ? pattern.properties.find((one) => is.isObjectProperty(one, { computed: false }) && one.value === identifier)
      : undefined;
    if (is.isObjectProperty(property) && is.isIdentifier(property.key)) return { index, key: property.key.name };
  }
  return null;
}

/** What the parameter holds where nothing is handed over: `http = axios`, `{ http = axios } = {}` */
export function defaultOf({ identifier, scope }: Binding): NodePath | null {
  const fn = scope.path;
  if (!fn.isFunction()) return null;
  let found: NodePath | null = null;
  for (const param of fn.get('params') as NodePath[]) {
    const see = (path: NodePath) => {
      if (path.isAssignmentPattern() && path.node.left === identifier) found = path.get('right');
    };
    see(param);
    param.traverse({ enter: see });
  }
  return found;
}

/** What a call hands over there; null where that is not seen. */
export function handedAt(use: NodePath, { index, key }: Place): Value | null {
  const call = use.key === 'callee' ? use.parentPath : null;
  if (!call?.isCallExpression() && !call?.isNewExpression()) return null;
  const args = call.get('arguments') as NodePath[];
  const argument = args[index];
  if (!argument || args.slice(0, index + 1).some((one) => one.isSpreadElement())) return null;
  const value = evaluate(argument);
  if (key === null) return value;
  return (value.kind === 'object' && !value.open && entryOf(value, key)?.value) || null;
}

/** `this.http = http`, `constructor(private http: AxiosInstance)`: the fields that keep it. */
export function fieldsOf({ identifier, referencePaths, scope }: Binding): string[] {
  const set = referencePaths.flatMap(({ parentPath: parent, key }) => {
    const left = parent?.isAssignmentExpression() && key === 'right' ? parent.node.left : null;
    return is.isMemberExpression(left) && is.isIdentifier(left.property) ? left.property.name : [];
  });
  const { params } = scope.path.node as ast.Function;
  const isField = params.some((one) => is.isTSParameterProperty(one) && one.parameter === identifier);
  return isField ? [...set, identifier.name] : set;
}

/** A function of the author's. */
export function functionOf(value: Value): ast.Node | null {
  return value.kind === 'function' ? value.fn.node : (elsewhereOf(value)?.fn.node ?? null);
}

/** `require('axios')`, `axios.create({ … })` */
export function isOfPackage(value: Value): boolean {
  if (value.kind === 'external') return value.module !== null;
  if (value.kind === 'member') return isOfPackage(value.object);
  return value.kind === 'call' && isOfPackage(value.callee);
}
