/** What the written code needs beside itself: collected while it is written, laid down once per file. */

import { type ast, codeOf, is, type SourceModule } from '../syntax/index.js';
import { type Helper, type HelperId, type HelperSettings, helper } from './helpers/index.js';
import type { Rewriter } from './rewriter.js';

const NEEDS = new WeakMap<Rewriter, Set<HelperId>>();
const NAMES = new WeakMap<Rewriter, Map<HelperId, string>>();

/** Notes that the helper is needed; gives what it is called in this file. */
export function needHelper(rewriter: Rewriter, id: HelperId): string {
  neededHelpers(rewriter).add(id);
  return helperName(rewriter, id);
}

export function neededHelpers(rewriter: Rewriter): Set<HelperId> {
  const needs = NEEDS.get(rewriter) ?? new Set<HelperId>();
  NEEDS.set(rewriter, needs);
  return needs;
}

/** The helper's own name, or another where the file uses that for something of its own. */
export function helperName(rewriter: Rewriter, id: HelperId): string {
  const names = NAMES.get(rewriter) ?? new Map<HelperId, string>();
  NAMES.set(rewriter, names);
  const known = names.get(id);
  if (known !== undefined) return known;
  const one = helper(id, 'sdk') ?? helper(id, 'fetch');
  const name = !one
    ? ''
    : isLaidDown(rewriter.module, one)
      ? one.name
      : rewriter.names.forFile(one.name, otherwise(id, one));
  names.set(id, name);
  return name;
}

function otherwise(id: HelperId, { name }: Helper): string {
  if (id === 'cloudflare') return 'callCloudflare';
  return id.startsWith('type-') ? `Cloudflare${name}` : name;
}

/** Did an earlier run put the helper into the file? */
export function isLaidDown(module: SourceModule, one: Helper): boolean {
  const declared = module.program.scope.getOwnBinding(one.name)?.path.node;
  if (is.isTSInterfaceDeclaration(declared)) return isSameType(module, declared, one);
  if (!is.isFunctionDeclaration(declared)) return false;
  const opening = one.text(SETTINGS).slice(2, 30);
  return declared.leadingComments?.some(({ value }) => `${value}*/`.startsWith(opening)) ?? false;
}

const SETTINGS: HelperSettings = {
  typescript: false,
  client: '',
  sdk: 'Cloudflare',
  credentials: null,
  token: false,
  fetch: 'fetch',
  timeout: null,
};

/** An interface of that name may as well be the author's. */
function isSameType(module: SourceModule, node: ast.Node, one: Helper): boolean {
  const plain = (text: string) => text.replace(/[\s;]+/g, ' ').trim();
  return plain(codeOf(node, module.text)) === plain(one.text({ ...SETTINGS, typescript: true }));
}
