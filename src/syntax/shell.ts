/** Shell scripts: the parser is unbash, and nothing else loads it. */
import { type Command, forEachChild, parse, type SyntaxNode, type Word, type WordPart } from 'unbash';

export type { Command as ShellCommand, SyntaxNode as ShellNode, Word as ShellWord } from 'unbash';

/** A part of a word: text as the shell sees it, or an expansion as it is written. */
export type Piece = { readonly text: string } | { readonly raw: string };

export interface FoundCommand {
  readonly command: Command;
  /** nearest first */
  readonly above: readonly SyntaxNode[];
}

export interface ShellScript {
  readonly text: string;
  readonly commands: readonly FoundCommand[];
  /** name → everything that is assigned to it; null where what that is cannot be told (`read`, `for`, `+=`) */
  readonly variables: ReadonlyMap<string, readonly (readonly Piece[] | null)[]>;
}

/** Null where the text is no shell script that can be parsed. */
export function parseShell(text: string): ShellScript | null {
  // of the same length: a return before the line's end would be part of a word
  const script = parse(text.replaceAll('\\\r\n', ' \\\n').replaceAll('\r\n', ' \n'));
  if (script.errors && script.errors.length > 0) return null;
  const commands: FoundCommand[] = [];
  const variables = new Map<string, (readonly Piece[] | null)[]>();
  const assign = (name: string, value: readonly Piece[] | null) => {
    const known = variables.get(name);
    if (known) known.push(value);
    else variables.set(name, [value]);
  };
  const visit = (node: SyntaxNode, above: readonly SyntaxNode[]) => {
    // in backticks with escapes, places count in another text
    if ('source' in node && node.source !== undefined) return;
    if (node.type === 'Command') {
      commands.push({ command: node, above });
      if (node.name && ['read', 'getopts', 'mapfile', 'readarray', 'unset'].includes(node.name.value))
        for (const one of node.args) if (one.type === 'Word') assign(one.value, null);
    }
    if (node.type === 'Assignment')
      assign(node.name, node.append || node.index || node.value.type !== 'Word' ? null : piecesOf(node.value));
    if (node.type === 'For' || node.type === 'Select') assign(node.name.value, null);
    const inner = [node, ...above];
    forEachChild(node, (child) => visit(child, inner));
  };
  visit(script, []);
  return { text, commands, variables };
}

/** A word as the shell reads it; what is expanded stays as written. */
export function piecesOf(word: Word): readonly Piece[] {
  if (!word.parts) return [{ text: word.value }];
  return joined(word.parts.flatMap((part) => partPieces(part)));
}

function partPieces(part: WordPart): Piece[] {
  switch (part.type) {
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.map((inner): Piece => (inner.type === 'Literal' ? { text: inner.value } : { raw: inner.text }));
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return [{ text: part.value }];
    case 'SimpleExpansion':
    case 'ParameterExpansion':
    case 'CommandExpansion':
    case 'ArithmeticExpansion':
      return [{ raw: part.text }];
    default:
      return [{ text: part.text }];
  }
}

/** Neighbouring texts as one. */
export function joined(pieces: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if ('text' in piece && last && 'text' in last) out[out.length - 1] = { text: last.text + piece.text };
    else if (!('text' in piece) || piece.text !== '') out.push(piece);
  }
  return out;
}

/** Its text where nothing of it is expanded. */
export function plainText(pieces: readonly Piece[]): string | null {
  return pieces.every((piece) => 'text' in piece)
    ? pieces.map((piece) => ('text' in piece ? piece.text : '')).join('')
    : null;
}

/** The variable's name, where the piece is nothing but one. */
export function variableOf(piece: Piece): string | null {
  return 'raw' in piece ? (/^\$(?:(\w+)|\{(\w+)\})$/.exec(piece.raw)?.slice(1).find(Boolean) ?? null) : null;
}
