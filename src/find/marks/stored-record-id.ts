/** v1 ids that outlive the program: written in it, taken from its settings, or kept in a file or a database. */
import { actionByName } from '../../catalogue/index.js';
import { entryOf, literalText, type Value } from '../../evaluate/value.js';
import type { ast, NodePath, SourceModule } from '../../syntax/index.js';
import { Follower } from '../answers/follow.js';
import type { V1Call } from '../v1-call.js';
import type { Mark, MarkContext } from './mark.js';
import { mayStore, storesOf } from './stores.js';

export function storedRecordId(module: SourceModule, { calls }: MarkContext): Mark[] {
  const marks = calls.flatMap(given);
  if (!mayStore(module.text)) return marks;
  const kept = new Map<ast.Node, Mark>();
  for (const call of calls) {
    for (const path of idsRead(call, module)) {
      for (const store of storesOf(path)) {
        if (!kept.has(store.node)) kept.set(store.node, stored(store, call));
      }
    }
  }
  return [...marks, ...kept.values()];
}

function stored(at: NodePath, call: V1Call): Mark {
  return {
    rule: 'stored-record-id',
    at,
    message: 'an id of v1 is kept here: v4 does not know it, so what is stored must be made anew',
    ...(call.action ? { action: call.action } : {}),
  };
}

/** `id: 1234567`, `id: process.env.RECORD_ID` of a call that changes a record. */
function given(call: V1Call): Mark[] {
  const action = call.action === null ? undefined : actionByName(call.action);
  const id = entryOf(call.form, 'id')?.value;
  if (!id || !action?.params.some(({ convert }) => convert.as === 'record-id') || !isKept(id)) return [];
  return [
    {
      rule: 'stored-record-id',
      at: id.path,
      message: 'a v1 record id is written here or in a setting: v4 does not know it',
      action: action.name,
    },
  ];
}

function isKept(value: Value): boolean {
  if (value.kind === 'choice') return isKept(value.then) || isKept(value.otherwise);
  if (/^\d{3,}$/.test(literalText(value) ?? '')) return true;
  return value.kind === 'external' && value.module === null && value.members.slice(0, 2).join('.') === 'process.env';
}

/** Expressions that hold a record's or zone's id, or the record or list with it. */
function idsRead(call: V1Call, module: SourceModule): NodePath[] {
  const action = call.action === null ? undefined : actionByName(call.action);
  const { shape, root, kind } = action?.answer ?? {};
  if (!action || (shape !== 'record' && shape !== 'zone')) return [];
  const element = ['response', ...(root ?? []), ...(kind === 'list' ? ['*'] : [])];
  const holds = (path: readonly string[]) => {
    if (path.length <= (root?.length ?? 0)) return false;
    const same = path.every((name, index) => index >= element.length || name === element[index] || /^\d+$/.test(name));
    return same && (path.length <= element.length || ['rec_id', 'zone_id'].includes(path[element.length] ?? ''));
  };
  const { shapes } = new Follower(call, action).run();
  const found: NodePath[] = [];
  module.program.traverse({
    Expression(path) {
      const held = shapes.get(path.node);
      if (held?.is === 'v1' && holds(held.path)) found.push(path);
    },
  });
  return found;
}
