/**
 * Changes that reach an object through a property which holds it: `api.settings.key = …` where a method reads
 * `this.settings.key`. When they happen is not followed: what they set is not known any more.
 */
import type { ast, NodePath } from '../syntax/index.js';
import { aliasesOf, mutationOf } from './changes.js';
import { memberName } from './evaluate.js';
import { giveUp } from './known-values.js';
import { unsettled, type Value } from './value.js';

/** name of the property → what is set below it; null: anything */
type Changes = ReadonlyMap<string, ReadonlySet<string | null>>;

const CHANGES = new WeakMap<ast.Node, Changes>();
const making = new Set<ast.Node>();

/** The object that a property of the name holds, without what the file sets in objects of such properties. */
export function changedElsewhere(value: Value, name: string, program: NodePath): Value {
  if (value.kind === 'encoded') {
    const content = changedElsewhere(value.content, name, program);
    return content === value.content ? value : { ...value, content };
  }
  if (value.kind !== 'object' && value.kind !== 'array') return value;
  const keys = changesIn(program).get(name);
  if (!keys) return value;
  if (value.kind === 'array') return { ...value, open: true };
  return [...keys].reduce((object, key) => unsettled(object, key), value);
}

function changesIn(program: NodePath): Changes {
  const known = CHANGES.get(program.node);
  if (known) return known;
  const found = new Map<string, Set<string | null>>();
  // Asked for while it is made: what it has by then is not kept.
  if (making.has(program.node)) {
    giveUp();
    return found;
  }
  making.add(program.node);
  try {
    const see = (name: string | null, object: NodePath) => {
      const step = name === null ? null : mutationOf(object);
      if (step && name !== null) found.set(name, (found.get(name) ?? new Set()).add(keyOf(step, object)));
    };
    program.traverse({
      MemberExpression(path) {
        if (!path.node.computed) see(memberName(path), path);
      },
      // `const settings = this.settings`, `const { settings } = this`
      VariableDeclarator(path) {
        const init = path.get('init') as NodePath;
        if (!init.node) return;
        const name = init.isMemberExpression() ? memberName(init) : null;
        for (const { binding, place } of aliasesOf(init))
          for (const use of binding.referencePaths) see(place ? place.name : name, use);
      },
    });
  } finally {
    making.delete(program.node);
  }
  CHANGES.set(program.node, found);
  return found;
}

/** The one property that is set; null where that is not known. */
function keyOf(step: NodePath, object: NodePath): string | null {
  const member = object.parentPath;
  if (!step.isAssignmentExpression() || !member?.isMemberExpression() || member.node.computed) return null;
  return memberName(member);
}
