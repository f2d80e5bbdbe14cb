/** The scripts of a page or component, where they stand, and what is written around them. The parser is htmlparser2. */
import { Parser } from 'htmlparser2';
import type { ContainerKind } from '../../workspace/file-kinds.js';

export interface EmbeddedScript {
  /** what is between the tags, without the white space before the closing tag */
  readonly start: number;
  readonly end: number;
  /** what its text would be called as a file of its own */
  readonly extension: '.js' | '.mjs' | '.jsx' | '.mts' | '.tsx';
  /** it runs in a browser, for all that its place says */
  readonly page: boolean;
  /** the rest of the file sees the names that it declares */
  readonly open: boolean;
}

/** An attribute's value, as it stands in the text. */
export interface AttributeText {
  readonly name: string;
  readonly tag: string;
  readonly start: number;
  readonly end: number;
  /** unescaped */
  readonly value: string;
}

export interface Markup {
  readonly scripts: readonly EmbeddedScript[];
  readonly attributes: readonly AttributeText[];
  /** text between tags */
  readonly texts: readonly { readonly start: number; readonly end: number }[];
}

const JAVASCRIPT =
  /^(?:(?:text|application)\/(?:x-)?(?:java|ecma|live)script(?:1\.\d)?|text\/jscript|module|text\/(?:babel|jsx|typescript))(?:\s*;.*)?$/i;
const FENCE = /^[\t ]*---[\t ]*(\r?\n[\s\S]*?)^---[\t ]*$/m;

interface OpenScript {
  readonly start: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly nested: boolean;
}

export function readMarkup(kind: ContainerKind, text: string): Markup {
  const scripts: EmbeddedScript[] = [];
  const attributes: AttributeText[] = [];
  const texts: { start: number; end: number }[] = [];
  const fence = kind === 'astro' ? FENCE.exec(text) : null;
  const offset = fence && /^\s*$/.test(text.slice(0, fence.index)) ? fence.index + fence[0].length : 0;
  if (fence && offset > 0) {
    const start = offset - fence[0].length + fence[0].indexOf('---') + 3;
    scripts.push({ ...trimmed(text, start, offset - 3), extension: '.mts', page: false, open: true });
  }
  let script: OpenScript | null = null;
  let depth = 0;
  let opened: { name: string; value: string }[] = [];
  const parser = new Parser(
    {
      onattribute(name, value) {
        opened.push({ name, value });
      },
      onopentag(tag, given) {
        const [start, end] = [offset + parser.startIndex, offset + parser.endIndex + 1];
        attributes.push(...placed(text, tag, start, end, opened));
        opened = [];
        if (tag.toLowerCase() === 'script') script = { start: end, attributes: given, nested: depth > 0 };
        depth++;
      },
      ontext() {
        if (!script) texts.push({ start: offset + parser.startIndex, end: offset + parser.endIndex + 1 });
      },
      onclosetag(tag) {
        depth--;
        if (tag.toLowerCase() !== 'script' || !script) return;
        const found = embedded(kind, text, script, offset + parser.startIndex);
        if (found) scripts.push(found);
        script = null;
      },
    },
    { decodeEntities: true, recognizeSelfClosing: kind !== 'html', lowerCaseTags: kind === 'html' },
  );
  parser.end(text.slice(offset));
  return { scripts, attributes, texts };
}

function embedded(kind: ContainerKind, text: string, script: OpenScript, end: number): EmbeddedScript | null {
  const { attributes, nested, start } = script;
  const { type = '', lang = '', src } = attributes;
  if (src !== undefined || (type !== '' && !JAVASCRIPT.test(type))) return null;
  const place = trimmed(text, start, end);
  const code = text.slice(place.start, place.end);
  if (code.trim() === '') return null;
  const extension = extensionOf(kind, type, lang.toLowerCase(), 'setup' in attributes, code);
  if (extension === null) return null;
  const isComponent = kind === 'svelte' || (kind === 'vue' && 'setup' in attributes);
  return { ...place, extension, page: true, open: (isComponent && !nested) || kind === 'html' };
}

/** Null where the language is not one that is read here. */
function extensionOf(
  kind: ContainerKind,
  type: string,
  lang: string,
  setup: boolean,
  code: string,
): EmbeddedScript['extension'] | null {
  const language = lang.replace(/^(?:text|application)\//, '');
  if (language === 'tsx') return '.tsx';
  if (language === 'ts' || language === 'typescript' || /typescript/i.test(type) || kind === 'astro') return '.mts';
  if (language === 'jsx' || /jsx|babel/i.test(type)) return '.jsx';
  if (!['', 'js', 'javascript', 'babel', 'es6', 'esnext'].includes(language)) return null;
  if (kind === 'html') return /^module$/i.test(type) ? '.mjs' : '.js';
  return !setup && /\bmodule\.exports\b/.test(code) ? '.js' : '.mjs';
}

/** Without what only indents the closing tag. */
function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  const indent = /(?<=\n)[\t ]*$/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start, end: end - indent };
}

/** The attributes of one tag, each searched behind the one before. */
function placed(
  text: string,
  tag: string,
  from: number,
  end: number,
  given: readonly { name: string; value: string }[],
): AttributeText[] {
  const found: AttributeText[] = [];
  const source = text.slice(from, end);
  const lower = source.toLowerCase();
  let at = tag.length + 1;
  for (const { name, value } of given) {
    const start = lower.indexOf(name.toLowerCase(), at);
    if (start === -1) continue;
    const behind = start + name.length;
    const length = /^\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*)/.exec(source.slice(behind))?.[0].length ?? 0;
    at = behind + length;
    if (value !== '') found.push({ name, tag, value, start: from + start, end: from + at });
  }
  return found;
}
