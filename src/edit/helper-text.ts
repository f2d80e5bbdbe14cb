/** The helpers that a file needs, in its own style, below its code. */
import type { TextEdit } from '../finding.js';
import type { MigrationOptions } from '../options.js';
import type { SourceModule, Style } from '../syntax/index.js';
import type { Clients } from './clients.js';
import { type HelperId, helper, withDependencies } from './helpers/index.js';

export function helperEdit(
  module: SourceModule,
  needed: ReadonlySet<HelperId>,
  clients: Clients,
  options: MigrationOptions,
): TextEdit | null {
  const settings = {
    typescript: module.typescript,
    client: clients.passed ? (options.target === 'sdk' ? 'cloudflare' : 'account') : '',
    sdk: clients.sdkName,
    credentials: clients.helperCredentials(),
    token: options.auth === 'token',
    fetch: has(module, 'fetch') ? 'globalThis.fetch' : 'fetch',
  };
  const texts: string[] = [];
  for (const id of withDependencies(needed, options.target)) {
    const one = helper(id, options.target);
    const text = one?.text(settings);
    if (one && text && !has(module, one.name)) texts.push(inStyle(text, module.style));
  }
  if (texts.length === 0) return null;
  const { length } = module.text;
  const gap = module.text.endsWith('\n') ? '\n' : '\n\n';
  return { start: length, end: length, text: `${gap}${texts.join('\n\n')}${module.text.endsWith('\n') ? '\n' : ''}` };
}

/** A helper that an earlier run left is used again. */
function has(module: SourceModule, name: string): boolean {
  return module.program.scope.hasOwnBinding(name);
}

/** Written with two spaces, `'` and `;`. */
function inStyle(text: string, style: Style): string {
  let styled = text.replace(/^(?: {2})+/gm, (lead) => style.indent.repeat(lead.length / 2));
  if (style.quote === '"') styled = styled.replace(/'([^'"`\\\n]*)'/g, '"$1"');
  if (!style.semicolons) styled = styled.replace(/;$/gm, '');
  return styled;
}
