/** What stood beside `result` in v1's answers, as object literals: from the catalogue. */
import type { Action, Beside } from '../../catalogue/types.js';

/** The texts that go into an answer. */
export interface AnswerTexts {
  /** what stands at the root of the answer; null: v1 answered nothing there */
  readonly root: string | null;
  /** the length of a list */
  readonly length?: string;
  /** v4's answer, for values beside the root */
  readonly result?: string;
  /** the zone as v1 answered it */
  readonly zone?: string;
}

type Tree = Map<string, Tree | string>;

/** `{ response: { recs: { has_more: false, count: objs.length, objs } } }`; `{}` where v1 answered no more. */
export function answerText({ answer }: Action, texts: AnswerTexts): string {
  const tree: Tree = new Map();
  for (const { path, read } of answer.beside) {
    const text = besideText(read, texts);
    if (text !== null)
      put(tree, path.startsWith('attributes.') ? path.split('.') : ['response', ...path.split('.')], text);
  }
  if (texts.root !== null) put(tree, ['response', ...answer.root], texts.root);
  return treeText(tree);
}

function besideText(read: Beside['read'], texts: AnswerTexts): string | null {
  switch (read.as) {
    case 'constant':
      return typeof read.value === 'string' ? `'${read.value}'` : String(read.value);
    case 'length':
      return texts.length ?? null;
    case 'now':
      return 'Math.floor(Date.now() / 1000)';
    case 'expiry':
      return texts.result === undefined ? null : `expiry(${texts.result}.${read.v4})`;
    case 'param':
      return `form.${read.param}`;
    case 'zone':
      return texts.zone ?? null;
    default:
      return null;
  }
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], text: string): void {
  if (rest.length === 0) tree.set(name, text);
  else {
    const below = tree.get(name);
    const inner: Tree = below instanceof Map ? below : new Map();
    tree.set(name, inner);
    put(inner, rest, text);
  }
}

function treeText(tree: Tree): string {
  // `objs: [settings]`: a list of one
  const [[only, text] = []] = tree;
  if (only === '0') return `[${typeof text === 'string' ? text : treeText(text ?? new Map())}]`;
  const fields = [...tree].map(([name, value]) => {
    const written = typeof value === 'string' ? value : treeText(value);
    return name === written ? name : `${name}: ${written}`;
  });
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
