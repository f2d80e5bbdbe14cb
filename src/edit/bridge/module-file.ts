/** The bridge as a module of its own. */
import type { MigrationOptions } from '../../options.js';
import type { Style } from '../../syntax/index.js';
import { inStyle } from '../helper-text.js';
import { quoted } from '../values.js';
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
  const source = quoted('cloudflare', style);
  const sdk = esm ? `import Cloudflare from ${source}${end}` : `const { Cloudflare } = require(${source})${end}`;
  const head = options.target === 'sdk' ? [sdk] : [];
  const own = new RegExp(`^(?=function ${BRIDGE_FUNCTION}[<(])`, 'gm');
  const bodies = esm ? texts.map((text) => text.replace(own, 'export ')) : texts;
  const tail = esm ? [] : [`exports.${BRIDGE_FUNCTION} = ${BRIDGE_FUNCTION}${end}`];
  const text = `${[...head, ...bodies, ...tail].join('\n\n')}\n`;
  return text.replaceAll('\n', style.eol);
}
