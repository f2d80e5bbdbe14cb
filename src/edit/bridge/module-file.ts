/** The bridge as a module of its own. */

import { V1_PACKAGE } from '../../catalogue/v1-package.js';
import type { MigrationOptions } from '../../options.js';
import type { Style } from '../../syntax/index.js';
import { inStyle } from '../helper-text.js';
import { importLine, loadingOf, nameList, sdkLine } from '../import-line.js';
import { CLIENT_ASSERTION } from './client-text.js';
import { bridgeTexts } from './module-text.js';
import { BRIDGE_FUNCTION, type BridgeSpec } from './spec.js';

export interface BridgeForm {
  readonly typescript: boolean;
  /** imports and exports as ES modules have them */
  readonly esm: boolean;
  readonly style: Style;
}

export function bridgeModule(
  spec: BridgeSpec,
  { typescript, esm, style }: BridgeForm,
  options: MigrationOptions,
): string {
  const texts = bridgeTexts(spec, typescript, options).map((text) => inStyle(text, style));
  const end = style.semicolons ? ';' : '';
  const loading = loadingOf(esm, style);
  const imported = (name: string, from: string) =>
    importLine(nameList([{ name, local: name }], loading), from, loading);
  const imports = [
    ...(spec.client === 'none' ? [] : [imported(CLIENT_ASSERTION, 'node:assert')]),
    ...(spec.response ? [imported('Readable', 'node:stream')] : []),
    ...(options.target === 'sdk' ? [sdkLine('Cloudflare', loading)] : []),
  ];
  const head = imports.length > 0 ? [imports.join('\n')] : [];
  const names = [BRIDGE_FUNCTION, ...(spec.client === 'none' ? [] : [V1_PACKAGE.class, V1_PACKAGE.factory])];
  const own = new RegExp(`^(?=(?:function|class) (?:${names.join('|')})[<( ])`, 'gm');
  const bodies = esm ? texts.map((text) => text.replace(own, 'export ')) : texts;
  const tail = esm ? [] : [names.map((name) => `exports.${name} = ${name}${end}`).join('\n')];
  const text = `${[...head, ...bodies, ...tail].join('\n\n')}\n`;
  return text.replaceAll('\n', style.eol);
}
