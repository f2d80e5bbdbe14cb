/** Code that gives v1's word for an HTTP status of v4. */
import { ERROR_CODES } from '../catalogue/error-codes.js';

/** The statements of a function of `status`; `word`: what it gives for a word of v1's, `none`: where v1 had none. */
export function errorCodeLines(word: (code: string) => string, none: string): string {
  return ERROR_CODES.map(({ code, statuses }, index) => {
    const test = statuses.map((status) => `status === ${status}`).join(' || ');
    return index < ERROR_CODES.length - 1
      ? `  if (${test}) return ${word(code)};`
      : `  return ${test} ? ${word(code)} : ${none};`;
  }).join('\n');
}
