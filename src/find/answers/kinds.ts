/** What part of an answer a shape is: a single value, a record, the list, the status, how many there are. */

import type { Action } from '../../catalogue/types.js';
import type { Shape } from '../request.js';
import { locate } from './locate.js';

export class Kinds {
  constructor(readonly action: Action) {}

  /** A single value of the answer, converted where it is read: it may go anywhere. */
  isLeaf(shape: Shape): boolean {
    if (shape.is === 'promise') return this.isLeaf(shape.of);
    if (shape.is !== 'v1') return shape.is === 'known' || shape.is === 'error';
    const place = locate(this.action, shape.path);
    if (place.at === 'root') return this.action.answer.kind === 'nothing' && shape.path.length > 1;
    return !['spine', 'element', 'partial'].includes(place.at);
  }

  /** zone_check's answer: an object of names, in v4 as in v1. */
  isMap(shape: Shape): boolean {
    return shape.is === 'v1' && this.action.answer.kind === 'map' && locate(this.action, shape.path).at === 'root';
  }

  noun(shape: Shape): string {
    if (this.isList(shape)) return 'a list';
    return shape.is !== 'v1' || locate(this.action, shape.path).at === 'element' ? 'a record' : 'the answer';
  }

  /** The records, the zones. */
  isList(shape: Shape): boolean {
    if (shape.is !== 'v1' || this.action.answer.kind !== 'list') return false;
    return locate(this.action, shape.path).at === 'root';
  }

  /** A record or zone, of the list or alone. */
  isItem(shape: Shape): boolean {
    if (shape.is !== 'v1') return false;
    const { at } = locate(this.action, shape.path);
    return at === 'element' || (at === 'root' && this.action.answer.kind === 'one');
  }

  isRecord(shape: Shape): boolean {
    return this.action.answer.shape === 'record' && this.isItem(shape);
  }

  isCount(shape: Shape): boolean {
    const place = shape.is === 'v1' ? locate(this.action, shape.path) : null;
    return place?.at === 'beside' && place.beside.read.as === 'length';
  }

  /** Something of the answer whose properties are called otherwise in v4, or are others. */
  isObject(shape: Shape): boolean {
    if (shape.is !== 'v1') return false;
    const { at } = locate(this.action, shape.path);
    const isNamed = at === 'root' && ['list', 'map'].includes(this.action.answer.kind);
    return !this.isLeaf(shape) && !isNamed;
  }

  isStatus(shape: Shape): boolean {
    return shape.is === 'v1' && locate(this.action, shape.path).at === 'status';
  }

  /** Is there nothing in the answer that v4 would give otherwise? */
  isUnread(shape: Shape): boolean {
    return (
      shape.is === 'v1' &&
      shape.path.length > 0 &&
      this.action.answer.kind === 'nothing' &&
      this.action.answer.beside.length === 0
    );
  }

  /** Something of the answer that v4 gives in another shape. */
  isHandedOn(shape: Shape): boolean {
    return !this.isLeaf(shape) && !this.isUnread(shape);
  }
}
