import { expect, it } from 'vitest';
import { renamed } from '../../src/edit/renamed.js';

it.each([
  ['log(e, err.e)', 'log(error, err.e)'],
  ['$e + e$ + e', '$e + e$ + error'],
  ['x?.e ?? [...e]', 'x?.e ?? [...error]'],
  ['log(\'e\', "e", `e ${e} ${`${e.e} e`} e`)', 'log(\'e\', "e", `e ${error} ${`${error.e} e`} e`)'],
  ['done({ e: 1, name: e, e })', 'done({ e: 1, name: error, e: error })'],
  ['done({ e })', 'done({ e: error })'],
  ['f(a, e, b); [a, e]; a ? e : b; // e', 'f(a, error, b); [a, error]; a ? error : b; // e'],
  ['/* e */ if (e) { throw e; }', '/* e */ if (error) { throw error; }'],
  ["say('\\'e') + e", "say('\\'e') + error"],
])('renames a variable in %s', (code, expected) => {
  expect(renamed(code, 'e', 'error')).toBe(expected);
});

it('renames what begins with a dollar sign, and to it', () => {
  expect(renamed('log($err.$err, x$err, $err)', '$err', '$&')).toBe('log($&.$err, x$err, $&)');
});
