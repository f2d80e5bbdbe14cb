/** Whether a stream takes colour, and the few styles that reports use. */
import { styleText } from 'node:util';
import type { SafeText } from './safe-text.js';

export type Style = 'red' | 'green' | 'yellow' | 'blue' | 'cyan' | 'bold' | 'dim';
export type Paint = (style: Style, text: SafeText) => SafeText;

/** `asked` is --color or --no-color, null where neither was given; then NO_COLOR, FORCE_COLOR and the terminal decide. */
export function takesColour(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
  asked: boolean | null,
): boolean {
  if (asked !== null) return asked;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

export function painter(colour: boolean): Paint {
  if (!colour) return (_style, text) => text;
  return (style, text) => styleText(style, text, { validateStream: false }) as SafeText;
}
