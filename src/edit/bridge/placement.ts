/** Where a bridge stands: beside the files that use it, in the deepest folder that they share. */

import { posix } from 'node:path';
import { only } from '../../evaluate/only.js';
import { BRIDGE_NAME } from '../../find/bridge-file.js';
import type { ModuleKind, Style } from '../../syntax/index.js';
import type { BridgeSpec } from './spec.js';

/** A file's need of a bridge; plain data. */
export interface BridgeUse {
  readonly file: string;
  readonly spec: BridgeSpec;
  readonly kind: ModuleKind;
  /** are `.js` files beside it ES modules? */
  readonly esm: boolean;
  readonly typescript: boolean;
  readonly style: Style;
  /** nothing stands against its being laid below the code of the file */
  readonly canBeInline: boolean;
}

/** The module's path, or the file itself. */
export type BridgePlace = string | 'inline';

/** More than this is no small use. */
export const INLINE_ACTIONS = 2;
export const INLINE_LINES = 120;

/** Where the bridge of these files goes, which share a package.json. `known`: bridges that are there. */
export function placeOf(uses: readonly BridgeUse[], known: readonly string[]): BridgePlace {
  const folder = commonFolder(uses.map(({ file }) => posix.dirname(file)));
  const there = known.find((file) => isAbove(posix.dirname(file), folder)) ?? known[0];
  if (there !== undefined) return there;
  if (only(uses)?.canBeInline) return 'inline';
  return posix.join(folder, `${BRIDGE_NAME}${extensionOf(uses)}`);
}

/** `.ts` where a file is TypeScript, `.js` where that is what the files are, else what says it. */
function extensionOf(uses: readonly BridgeUse[]): string {
  if (uses.some(({ typescript }) => typescript)) return '.ts';
  const esm = uses.every(({ kind }) => kind === 'esm');
  if (uses.every((use) => use.esm === esm)) return '.js';
  return esm ? '.mjs' : '.cjs';
}

/** Does the module speak ES modules? Every file can load what does not. */
export function isEsmBridge(file: string, uses: readonly BridgeUse[]): boolean {
  return /\.(?:mjs|[cm]?ts)$/.test(file) || (file.endsWith('.js') && uses.every(({ kind }) => kind === 'esm'));
}

function commonFolder(folders: readonly string[]): string {
  const [first = '.', ...rest] = folders;
  let common = first === '.' ? [] : first.split('/');
  for (const folder of rest) {
    const parts = folder === '.' ? [] : folder.split('/');
    const end = common.findIndex((part, index) => parts[index] !== part);
    if (end >= 0) common = common.slice(0, end);
  }
  return common.length === 0 ? '.' : common.join('/');
}

function isAbove(folder: string, other: string): boolean {
  return folder === '.' || other === folder || other.startsWith(`${folder}/`);
}
