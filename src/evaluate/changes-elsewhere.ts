/**
 * Changes that reach an object through a property which holds it: `api.settings.key = …` where a method reads
 * `this.settings.key`. When they happen is not followed: what they set is not known any more, but for what the reading
 * function has just set itself.
 */
import { type ast, is, type NodePath } from '../syntax/index.js';
import { aliasesOf } from './aliases.js';
import { mutationOf } from './changes.js';
import { evaluatedApart, memberName } from './evaluate.js';
import { giveUp } from './known-values.js';
import { type HeldSet, setsHere, withSet } from './sets-here.js';
import { type Env, unsettled, type Value } from './value.js';

export interface HeldChange {
  readonly step: NodePath;
  /** the one property that is set; null: anything */
  readonly key: string | null;
  /** the property that holds the object whose property this is about; null where that is not said */
  readonly outer: string | null;
}

/** name of the property → what is changed below it */
type Changes = ReadonlyMap<string, readonly HeldChange[]>;

const CHANGES = new WeakMap<ast.Node, Changes>();
const making = new Set<ast.Node>();

/** The object that a property of the name holds, without what the file sets in objects of such properties. */
export function changedElsewhere(value: Value, name: string, program: NodePath): Value {
  return changed(value, { name, outer: null }, changesIn(program), []);
}

/** The same where `use`, `this.name`, reads it. */
export function heldByThis(value: Value, name: string, use: NodePath, env?: Env): Value {
  const program = use.scope.getProgramParent().path;
  if (value.kind !== 'object') return changedElsewhere(value, name, program);
  const all = changesIn(program);
  const here = setsHere(use, name, (one) => all.get(one.holder) ?? []);
  const open = changed(value, { name, outer: null }, all, here);
  return here.reduce<Value>((held, set) => withSet(held, set, env), open);
}

interface Held {
  readonly name: string;
  readonly outer: string | null;
}

function changed(value: Value, { name, outer }: Held, all: Changes, here: readonly HeldSet[]): Value {
  if (value.kind === 'encoded') {
    const content = changed(value.content, { name, outer }, all, here);
    return content === value.content ? value : { ...value, content };
  }
  if (value.kind !== 'object' && value.kind !== 'array') return value;
  const found = (all.get(name) ?? []).filter((one) => outer === null || one.outer === outer);
  const others = found.filter(({ step }) => !here.some((set) => set.step.node === step.node));
  if (value.kind === 'array') return others.length > 0 ? { ...value, open: true } : value;
  const now = others.reduce((object, { key }) => unsettled(object, key), value);
  const entries = now.entries.map((entry) => {
    const inner = changed(entry.value, { name: entry.key, outer: name }, all, here);
    return inner === entry.value ? entry : { ...entry, value: inner };
  });
  return entries.every((entry, index) => entry === now.entries[index]) ? now : { ...now, entries };
}

function changesIn(program: NodePath): Changes {
  const known = CHANGES.get(program.node);
  if (known) return known;
  const found = new Map<string, HeldChange[]>();
  // Asked for while it is made: what it has by then is not kept.
  if (making.has(program.node)) {
    giveUp();
    return found;
  }
  making.add(program.node);
  try {
    const see = ({ name, outer }: { name: string | null; outer: string | null }, object: NodePath) => {
      const step = name === null ? null : mutationOf(object);
      if (step && name !== null)
        found.set(name, [...(found.get(name) ?? []), { step, outer, key: keyOf(step, object) }]);
    };
    evaluatedApart(() =>
      program.traverse({
        MemberExpression(path) {
          if (!path.node.computed) see({ name: memberName(path), outer: holderOf(path.get('object')) }, path);
        },
        // `const settings = this.settings`, `const { settings } = this`
        VariableDeclarator(path) {
          const init = path.get('init') as NodePath;
          if (!init.node) return;
          const name = init.isMemberExpression() ? memberName(init) : null;
          const outer = init.isMemberExpression() ? holderOf(init.get('object')) : null;
          for (const { binding, place } of aliasesOf(init))
            for (const use of binding.referencePaths)
              see(place ? { name: place.name, outer: name } : { name, outer }, use);
        },
      }),
    );
  } finally {
    making.delete(program.node);
  }
  CHANGES.set(program.node, found);
  return found;
}

/** The name of the property that the expression reads, also where a variable holds what it read. */
function holderOf(path: NodePath): string | null {
  if (path.isMemberExpression()) return memberName(path);
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  const init = binding?.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : null;
  const plain = binding?.path.isVariableDeclarator() && is.isIdentifier(binding.path.node.id);
  return plain && init?.isMemberExpression() ? memberName(init) : null;
}

/** The one property that is set; null where that is not known. */
function keyOf(step: NodePath, object: NodePath): string | null {
  const member = object.parentPath;
  if (!step.isAssignmentExpression() || !member?.isMemberExpression() || member.node.computed) return null;
  return memberName(member);
}
