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
  const imported = (name: string, from: string) => {
    const source = quoted(from, style);
    const named = name === 'Cloudflare' ? name : `{ ${name} }`;
    return esm ? `import ${named} from ${source}${end}` : `const { ${name} } = require(${source})${end}`;
  };
  const imports = [
    ...(spec.response ? [imported('Readable', 'node:stream')] : []),
    ...(options.target === 'sdk' ? [imported('Cloudflare', 'cloudflare')] : []),
  ];
  const head = imports.length > 0 ? [imports.join('\n')] : [];
  const own = new RegExp(`^(?=function ${BRIDGE_FUNCTION}[<(])`, 'gm');
  const bodies = esm ? texts.map((text) => text.replace(own, 'export ')) : texts;
  const tail = esm ? [] : [`exports.${BRIDGE_FUNCTION} = ${BRIDGE_FUNCTION}${end}`];
  const text = `${[...head, ...bodies, ...tail].join('\n\n')}\n`;
  return text.replaceAll('\n', style.eol);
}
