/** The statement that loads something from another module, written as the file loads what it needs. */
import type { SourceModule } from '../syntax/index.js';
import { quoted } from './values.js';

export type Loading = Pick<SourceModule, 'kind' | 'style'>;

interface Named {
  /** what the other module calls it */
  readonly name: string;
  /** what the file calls it */
  readonly local: string;
}

/** The package of the SDK. */
export const SDK = 'cloudflare';

/** `import what from 'source';`, `const what = require('source');`; `what`: a name, or what `nameList` gives. */
export function importLine(what: string, source: string, { kind, style }: Loading): string {
  const from = quoted(source, style);
  const end = style.semicolons ? ';' : '';
  if (kind === 'esm') return `import ${what} from ${from}${end}`;
  return `${style.es5 ? 'var' : 'const'} ${what} = require(${from})${end}`;
}

/** `{ name, other as local }`; with `:` where it is a pattern. */
export function nameList(names: readonly Named[], { kind }: Pick<Loading, 'kind'>): string {
  const as = kind === 'esm' ? ' as' : ':';
  return `{ ${names.map(({ name, local }) => (name === local ? name : `${name}${as} ${local}`)).join(', ')} }`;
}

/** The SDK's class: ES modules have it as the default export, others take it out of what they require. */
export function sdkLine(local: string, loading: Loading): string {
  return importLine(loading.kind === 'esm' ? local : sdkPattern(local), SDK, loading);
}

/** `{ Cloudflare }`, `{ Cloudflare: local }` */
export function sdkPattern(local: string): string {
  return nameList([{ name: 'Cloudflare', local }], { kind: 'commonjs' });
}

/** How a module that is made for a file is loaded and loads: as ES modules do it or not, and with today's words. */
export function loadingOf(esm: boolean, style: SourceModule['style']): Loading {
  return { kind: esm ? 'esm' : 'commonjs', style: { ...style, es5: false } };
}
