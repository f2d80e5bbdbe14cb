/** The helpers that a file needs, in its own style, below its code. */
import type { TextEdit } from '../finding.js';
import type { MigrationOptions, Target } from '../options.js';
import { type SourceModule, type Style, wordOf } from '../syntax/index.js';
import type { Clients } from './clients.js';
import { HELPER_IDS, type HelperId, type HelperSettings, helper, withDependencies } from './helpers/index.js';
import { helperName, isLaidDown, neededHelpers } from './needs.js';
import type { Rewriter } from './rewriter.js';
import { speakers } from './styles/last-words.js';
import { sharedTimeout } from './timeout.js';
import { typeFilesOf } from './types.js';

export interface HelperText {
  readonly name: string;
  readonly text: string;
}

/** The helpers' sources, without those that are there already. */
export function helperTexts(
  ids: readonly HelperId[],
  settings: HelperSettings,
  target: Target,
  isThere: (name: string) => boolean,
): HelperText[] {
  return ids.flatMap((id) => {
    const one = helper(id, target);
    const text = one?.text(settings);
    return one && text && !isThere(one.name) ? [{ name: one.name, text }] : [];
  });
}

/** How helpers are written in a module of their own: they are given whose account it is. */
export function settingsOfModule(typescript: boolean, { target, auth }: MigrationOptions): HelperSettings {
  const token = auth === 'token';
  const client = target === 'sdk' ? 'cloudflare' : token ? '' : 'account';
  return { typescript, client, sdk: 'Cloudflare', credentials: null, token, fetch: 'fetch', timeout: null };
}

/** `written`: the code above the helpers. */
export function helperEdit(
  rewriter: Rewriter,
  clients: Clients,
  options: MigrationOptions,
  written: string,
): TextEdit | null {
  const { module } = rewriter;
  const own = speakers(rewriter);
  const needed = options.helpers === null ? neededHelpers(rewriter) : new Set<HelperId>();
  const settings = {
    typescript: module.typescript,
    client: clients.passed ? (options.target === 'sdk' ? 'cloudflare' : 'account') : '',
    sdk: clients.sdkName,
    credentials: clients.helperCredentials(),
    token: options.auth === 'token',
    fetch: has(module, 'fetch') ? 'globalThis.fetch' : 'fetch',
    timeout: sharedTimeout(rewriter.plans),
  };
  const all = withDependencies(needed, options.target).flatMap((id) => {
    const one = helper(id, options.target);
    const text = one?.text(settings);
    return one && text && !isLaidDown(module, one) ? [text] : [];
  });
  const read = [written, ...own, ...all.filter((text) => !text.startsWith('interface '))].join('\n');
  // What other files are handed, or describe, may be read for any field.
  const isHandedOn = rewriter.plans.some(
    (plan) =>
      plan.relay !== null ||
      (plan.answer.shared.length > 0 && (plan.guest || plan.abroad)) ||
      typeFilesOf(plan).length > 0,
  );
  const fields = (text: string) => (isHandedOn ? text : withFields(text, read));
  const finished = (text: string) => withGlobals(named(fields(text), rewriter, options), module);
  const texts = [...own, ...all.map((text) => inStyle(finished(text), module.style))];
  if (texts.length === 0) return null;
  const { length } = module.text;
  const gap = module.text.endsWith('\n') ? '\n' : '\n\n';
  return { start: length, end: length, text: `${gap}${texts.join('\n\n')}${module.text.endsWith('\n') ? '\n' : ''}` };
}

/** An interface of v4's answers with the fields that the file knows. */
function withFields(text: string, read: string): string {
  if (!text.startsWith('interface ')) return text;
  const isKnown = (name: string) => wordOf(name).test(read);
  return text
    .split('\n')
    .filter((line) => {
      const name = /^ {2}(\w+)\??:/.exec(line)?.[1];
      return name === undefined || name === 'id' || isKnown(name);
    })
    .join('\n');
}

/** The helper's text with the names that helpers have in this file. */
function named(text: string, rewriter: Rewriter, options: MigrationOptions): string {
  return text
    .split('\n')
    .map((line) => (/^(?:\/\*\*|import )/.test(line) ? line : renamed(line, rewriter, options)))
    .join('\n');
}

function renamed(line: string, rewriter: Rewriter, { target }: MigrationOptions): string {
  let result = line;
  for (const id of HELPER_IDS) {
    const own = helper(id, target)?.name;
    // A parameter of that name is no call, and no member of the helper.
    if (own && result.includes(own) && (target !== 'sdk' || own !== 'cloudflare'))
      result = result.replace(new RegExp(`(?<![\\w$.])${own}(?=[(<.[\\]>)]| (?:\\{|as |&))`, 'g'), () =>
        helperName(rewriter, id),
      );
  }
  return result;
}

/** `new URL(…)` in a file where `URL` is the address of v1 means the global one. */
export function withGlobals(text: string, module: SourceModule): string {
  return text.replace(/(?<![\w$.])(URL|Map|WeakMap|Set|Headers|Error|Date)(?=[.(])/g, (name) =>
    has(module, name) ? `globalThis.${name}` : name,
  );
}

/** Does the file call something of its own so? */
function has(module: SourceModule, name: string): boolean {
  return module.program.scope.hasOwnBinding(name);
}

/** Written with two spaces, `'` and `;`. */
export function inStyle(text: string, style: Style): string {
  let styled = text.replace(/^(?: {2})+/gm, (lead) => style.indent.repeat(lead.length / 2));
  if (style.quote === '"') styled = styled.replace(/'([^'"`\\\n]*)'/g, '"$1"');
  if (!style.semicolons) styled = styled.replace(/;$/gm, '');
  return styled;
}
