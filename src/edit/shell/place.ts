/** Where lines can be put above a command of a shell script. */
import type { FoundCommand, ShellNode } from '../../syntax/index.js';

export interface Place {
  /** what must be known before the command can be asked for in lines above it */
  readonly before: boolean;
  /** offset of the line above which lines may be put, or of the statement; null: none is found */
  readonly line: number | null;
  readonly indent: string;
  /** the list of statements that the line is one of */
  readonly list: ShellNode | null;
}

/** `inLine`: statements have no lines of their own. */
export function placeOf({ command, above }: FoundCommand, text: string, inLine = false): Place {
  let inner: ShellNode = command;
  let straight = true;
  for (const [index, node] of above.entries()) {
    if (node.type === 'Statement' && inLine)
      return { before: straight, line: node.pos, indent: '', list: above[index + 1] ?? null };
    if (node.type === 'Statement') {
      const start = text.lastIndexOf('\n', node.pos - 1) + 1;
      const indent = text.slice(start, node.pos);
      if (indent.trim() === '') return { before: straight, line: start, indent, list: above[index + 1] ?? null };
    } else if (!isStraight(node, inner)) straight = false;
    inner = node;
  }
  return { before: false, line: null, indent: '', list: null };
}

/** Is the inner one what is run first, once, and in any case? */
function isStraight(node: ShellNode, inner: ShellNode): boolean {
  switch (node.type) {
    case 'Script':
    case 'CompoundList':
      return node.commands[0] === inner;
    case 'Pipeline':
    case 'AndOr':
      return node.commands[0] === inner;
    case 'If':
      return node.clause === inner;
    case 'CommandExpansion':
    case 'Assignment':
    case 'Word':
    case 'DoubleQuoted':
    case 'Redirected':
      return true;
    case 'Command':
      return true;
    default:
      return false;
  }
}
