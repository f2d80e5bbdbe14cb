/** Where a value is kept outside the program: files, browser storage, databases. */
import { evaluate } from '../../evaluate/evaluate.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';

const FILE =
  /^(?:writeFile|writeFileSync|appendFile|appendFileSync|outputFile|outputFileSync|writeJson|writeJSON|writeJsonSync|writeJSONSync|outputJson|outputJSON|outputJsonSync)$/;
const SETTER = /^(?:set|hset|hSet|hmset|setex|setEx|setItem|put|store|push|update|sadd|rpush|lpush)$/;
const RECORD =
  /^(?:save|create|insert|insertOne|insertMany|updateOne|upsert|findOneAndUpdate|replaceOne|query|run|execute|exec)$/;
const KEEPER =
  /redis|cache|store|storage|\bdb\b|database|conf|settings|memcache|model|collection|knex|pool|sql|mongo|level/i;
const PASSES =
  /^(?:stringify|String|Number|parseInt|toString|assign|from|concat|join|map|filter|slice|keys|values|entries|format|dump|safeDump)$/;
const HINT =
  /writeFile|appendFile|output(?:File|Json)|write(?:Json|JSON)|Storage|redis|\.save\(|\.(?:set|hset|hmset|put|insert\w*|update\w*|upsert|query|run|execute)\(/;
const MOST_STEPS = 400;

/** Is there anything in the text that keeps values? */
export function mayStore(text: string): boolean {
  return HINT.test(text);
}

/** The calls (or assignments to `localStorage`) that keep the expression's value, or what is made from it. */
export function storesOf(start: NodePath): NodePath[] {
  const walk = new Walk();
  walk.up(start);
  return walk.stores;
}

class Walk {
  readonly stores: NodePath[] = [];
  private readonly bindings = new Set<Binding>();
  private readonly seen = new Set<ast.Node>();

  /** From an expression to what its value becomes part of. */
  up(start: NodePath): void {
    let path = start;
    for (let parent = path.parentPath; parent; parent = path.parentPath) {
      if (this.seen.has(path.node) || this.seen.size > MOST_STEPS) return;
      this.seen.add(path.node);
      const next = this.step(path, parent);
      if (!next) return;
      path = next;
    }
  }

  /** The expression that holds the value next; null where the walk ends. */
  private step(path: NodePath, parent: NodePath): NodePath | null {
    if (parent.isVariableDeclarator() && path.key === 'init') this.into(parent.get('id') as NodePath);
    else if (parent.isAssignmentExpression() && path.key === 'right') this.assigned(parent);
    else if (parent.isCallExpression() && path.listKey === 'arguments') return this.argument(parent) ? null : parent;
    else if ((parent.isArrowFunctionExpression() && path.key === 'body') || parent.isReturnStatement()) {
      // `records.map((rec) => rec.rec_id)`
      const call = path.getFunctionParent()?.parentPath;
      return call?.isCallExpression() && PASSES.test(nameOf(call)) ? call : null;
    } else if (carries(parent, path)) return parent;
    return null;
  }

  /** True where the walk ends at this call. */
  private argument(call: NodePath<ast.CallExpression>): boolean {
    const name = nameOf(call);
    const { callee } = call.node;
    const object = is.isMemberExpression(callee) ? String(call.get('callee.object')) : '';
    const keeps =
      FILE.test(name) ||
      (object !== '' && (SETTER.test(name) || RECORD.test(name)) && KEEPER.test(object) && !isInMemory(call)) ||
      (/^jsonfile$/.test(object) && /^write/.test(name));
    if (keeps) this.stores.push(call);
    else if (name === 'push' || name === 'unshift' || name === 'set') this.root(call.get('callee.object') as NodePath);
    return keeps || !PASSES.test(name);
  }

  private assigned(assignment: NodePath<ast.AssignmentExpression>): void {
    const left = assignment.get('left') as NodePath;
    if (left.isIdentifier()) this.into(left);
    else if (left.isMemberExpression()) {
      if (/^(?:window\.)?(?:local|session)Storage\b/.test(String(left))) this.stores.push(assignment);
      else this.root(left);
    }
  }

  /** The variable that a member chain begins with now holds it. */
  private root(member: NodePath): void {
    let object = member;
    while (object.isMemberExpression()) object = object.get('object') as NodePath;
    this.into(object);
  }

  private into(target: NodePath): void {
    if (!target.isIdentifier()) return;
    const binding = target.scope.getBinding(target.node.name);
    if (!binding || this.bindings.has(binding)) return;
    this.bindings.add(binding);
    for (const use of binding.referencePaths) {
      const member = use.parentPath;
      const call = member?.parentPath;
      // `model.recId = rec.rec_id; model.save()`
      if (member?.isMemberExpression() && use.key === 'object' && call?.isCallExpression() && member.key === 'callee') {
        if (nameOf(call) === 'save') this.stores.push(call);
      } else this.up(use);
    }
  }
}

/** `cache.set(…)`, where `cache` is a `Map` or a list: what it holds ends with the program, or is followed. */
function isInMemory(call: NodePath<ast.CallExpression>): boolean {
  const object = call.get('callee.object') as NodePath;
  const value = evaluate(object);
  if (value.kind === 'array' || value.kind === 'encoded') return true;
  const name = object.isMemberExpression() ? object.node.property : object.node;
  if (!is.isIdentifier(name)) return false;
  let made = false;
  call.scope.getProgramParent().path.traverse({
    NewExpression(path) {
      const { parent } = path;
      const holder = is.isVariableDeclarator(parent)
        ? parent.id
        : is.isAssignmentExpression(parent)
          ? parent.left
          : null;
      const key = is.isClassProperty(parent) ? parent.key : is.isMemberExpression(holder) ? holder.property : holder;
      const isMap = is.isIdentifier(path.node.callee) && /^(?:Weak)?(?:Map|Set)$/.test(path.node.callee.name);
      if (isMap && is.isIdentifier(key, { name: name.name })) made = true;
    },
  });
  return made;
}

/** Does the parent's value hold that of the child? */
function carries(parent: NodePath, child: NodePath): boolean {
  if (parent.isObjectProperty()) return child.key === 'value';
  if (parent.isConditionalExpression()) return child.key !== 'test';
  if (parent.isMemberExpression()) return child.key === 'object' && PASSES.test(String(parent.get('property')));
  if (parent.isCallExpression()) return child.key === 'callee' && PASSES.test(nameOf(parent)) && !picks(parent);
  if (parent.isBinaryExpression()) return parent.node.operator === '+';
  return (
    parent.isObjectExpression() ||
    parent.isArrayExpression() ||
    parent.isSpreadElement() ||
    parent.isTemplateLiteral() ||
    parent.isLogicalExpression() ||
    parent.isTSAsExpression() ||
    parent.isTSNonNullExpression()
  );
}

/** `records.map(({ name, content }) => …)`: what the function gives of each is looked at by itself. */
function picks(call: NodePath<ast.CallExpression>): boolean {
  return nameOf(call) === 'map' && is.isFunction(call.node.arguments[0]);
}

function nameOf(call: NodePath<ast.CallExpression>): string {
  const { callee } = call.node;
  if (is.isIdentifier(callee)) return callee.name;
  return is.isMemberExpression(callee) && is.isIdentifier(callee.property) ? callee.property.name : '';
}
