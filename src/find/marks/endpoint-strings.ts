/** Which strings of a file are the address of v1, or that of a neighbour, for a program; prose about it is not. */
import { neighbourOf } from '../../catalogue/neighbours.js';
import { type ast, is, type NodePath, type SourceModule } from '../../syntax/index.js';
import { classifyUrl } from '../endpoint.js';
import { type CodeString, calleeName, enclosingCall, HOLE, stringsIn } from './strings.js';

export interface EndpointString {
  readonly path: NodePath;
  /** the other API, where it is one beside v1 */
  readonly neighbour: string | null;
  /** false: text for people, or only compared or looked for */
  readonly sent: boolean;
  /** a program of its own sends it: `curl …` */
  readonly command: boolean;
}

const WANTED = /api_json|cloudflare\.com\/+api\.html|host-gw\.html|external-event\.html|v2\/railgun/i;
const HOST_TEXT = /(?:^|\/\/|['"`@])(?:www\.)?cloudflare\.com(?=$|[:/'"`])/i;
const PATH_TEXT = /^\/*api_json\.html(?=$|[?#])/i;
const URL_INSIDE = new RegExp(
  String.raw`(?:https?:)?\/\/(?:www\.)?cloudflare\.com\/+(?:api_json(?:\.html)?|api\.html)(?=$|[\s'"?#<>\\${HOLE}])`,
  'i',
);
/** a command that sends it, at the start of a line or after another */
const COMMAND = /(?:^|[\n;&|($`])\s{0,40}(?:sudo\s{1,9})?(?:\S{0,200}\/)?(?:curl|wget|https?)\s/;
const ELEMENT = new RegExp(String.raw`(?:action|src)\s*=\s*["']?(?=${URL_INSIDE.source})`, 'i');

/** In the order of the text. */
export function endpointStrings(module: SourceModule): EndpointString[] {
  if (!WANTED.test(module.text)) return [];
  const host = lazily(() => stringsIn(module, /cloudflare\.com/i).some(({ text }) => HOST_TEXT.test(text)));
  return stringsIn(module, WANTED).flatMap((string) => {
    const kind = kindOf(string, host);
    if (!kind) return [];
    const command = kind === 'v1' && COMMAND.test(string.text);
    return [{ path: string.path, neighbour: kind === 'v1' ? null : kind, sent: !isProse(string.path), command }];
  });
}

/** 'v1', the neighbour's name, or null. */
function kindOf({ text, value }: CodeString, host: () => boolean): string | null {
  if (COMMAND.test(text) && URL_INSIDE.test(text)) return 'v1';
  if (ELEMENT.test(text)) return 'v1';
  if (/\s/.test(text.trim())) return null;
  const endpoint = classifyUrl(value);
  if (endpoint.kind === 'v1') return 'v1';
  if (endpoint.kind === 'neighbour') return neighbourOf(text) && isAddress(text) ? endpoint.name : null;
  return PATH_TEXT.test(text) && host() ? 'v1' : null;
}

/** A neighbour's mark may stand in any text. */
function isAddress(text: string): boolean {
  return /^(?:(?:https?:)?\/\/|\/|(?:www\.|api\.)?cloudflare\.com\/)/i.test(text.replaceAll(HOLE, ''));
}

const LOOKS = new Set([
  ...['includes', 'indexOf', 'lastIndexOf', 'startsWith', 'endsWith', 'match', 'search', 'test', 'split', 'replace'],
  ...['usage', 'epilogue', 'epilog', 'example', 'describe', 'description', 'option', 'it', 'test', 'context', 'suite'],
]);

/** Text for people, or only looked for in another text. */
function isProse(path: NodePath): boolean {
  const { parentPath: parent } = path;
  if (parent?.isBinaryExpression() || (parent?.isSwitchCase() && path.key === 'test')) return true;
  const call = enclosingCall(path);
  if (!call) return false;
  const name = calleeName(call);
  if (path.parentPath === call && LOOKS.has(name)) return true;
  return /Error$/.test(name) || isConsole(call.node.callee);
}

function isConsole(callee: ast.Node): boolean {
  return is.isMemberExpression(callee) && is.isIdentifier(callee.object, { name: 'console' });
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
