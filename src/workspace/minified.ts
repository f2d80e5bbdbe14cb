/** Whether a text is made by a minifier: such code is generated, and edits in it are lost at the next build. */

const NAME = /[.-]min\.[cm]?[jt]sx?$/;
/** UTF-16 units */
const SMALL = 5 * 1024;
const LONG_LINE = 1000;
/** of the characters of a line; text, base64 and data have fewer */
const PUNCTUATION_SHARE = 0.05;

/** True by its name (`*.min.js`), or where long lines full of punctuation make up more than half of the text. */
export function isMinified(file: string, text: string): boolean {
  if (NAME.test(file)) return true;
  if (text.length < SMALL) return false;
  let dense = 0;
  for (const line of text.split('\n')) {
    if (line.length >= LONG_LINE && isDense(line)) dense += line.length;
  }
  return dense * 2 > text.length;
}

function isDense(line: string): boolean {
  let punctuation = 0;
  for (let i = 0; i < line.length; i++) {
    if (';{}(),=?:'.includes(line[i]!)) punctuation++;
  }
  return punctuation > line.length * PUNCTUATION_SHARE;
}
