/** Where a text that takes the place of an expression needs parentheses, and which of the author's go. */
import { describe, expect, it } from 'vitest';
import { asOwner, decidedEdit, grouped, isSimple, withParentheses } from '../../src/edit/parentheses.js';
import { marked, placeIn } from './marked.js';

describe('an expression with operators', () => {
  it.each([
    'f(⟦x⟧);',
    'f?.(⟦x⟧);',
    'new F(⟦x⟧);',
    'a = ⟦x⟧;',
    'const a = ⟦x⟧;',
    'function f(a = ⟦x⟧) {}',
    '({ a: ⟦x⟧ });',
    '[⟦x⟧];',
    '[...⟦x⟧];',
    '`${⟦x⟧}`;',
    'o[⟦x⟧];',
    'o?.[⟦x⟧];',
    't ? ⟦x⟧ : b;',
    't ? b : ⟦x⟧;',
    '() => ⟦x⟧;',
    'function f() { return ⟦x⟧; }',
    'throw ⟦x⟧;',
    'if (⟦x⟧) {}',
    'while (⟦x⟧) {}',
    'switch (⟦x⟧) {}',
    'switch (a) { case ⟦x⟧: }',
    'for (const a of ⟦x⟧) {}',
    '⟦x⟧;',
    '(⟦x⟧) + 1;',
  ])('stands as it is in %s', (code) => {
    expect(grouped('a || b', placeIn(code))).toBe('a || b');
  });

  it.each([
    '⟦x⟧();',
    '⟦x⟧?.();',
    'new ⟦x⟧();',
    '⟦x⟧.a;',
    '⟦x⟧?.a;',
    '⟦x⟧[0];',
    '⟦x⟧ ? 1 : 2;',
    '⟦x⟧ + 1;',
    '1 + ⟦x⟧;',
    '⟦x⟧ && 1;',
    '!⟦x⟧;',
    'async () => { await ⟦x⟧; };',
    '⟦x⟧ as string;',
  ])('is put in parentheses in %s', (code) => {
    expect(grouped('a || b', placeIn(code))).toBe('(a || b)');
  });

  it('stands in braces of JSX as it is', () => {
    expect(grouped('a || b', placeIn('<p>{⟦x⟧}</p>;', 'a.tsx'))).toBe('a || b');
  });
});

it.each([
  ['name', true],
  ['$name.of_it', true],
  ['rec?.ttl', true],
  ['recs[i].ttl', true],
  ["'text'", true],
  ['"it\'s"', true],
  ['a + b', false],
  ['f()', false],
  ['recs[i + 1]', false],
  ["'a' + 'b'", false],
  ["'a\\'b'", false],
  ["'a", false],
  ['!a', false],
  ['a b', false],
  ['a.', false],
  ['', false],
])('%s binds tighter than anything: %s', (text, simple) => {
  expect(isSimple(text)).toBe(simple);
});

it.each([
  ['⟦a.b⟧;', 'a.b', 'a.b'],
  ['⟦a?.b⟧;', 'a?.b()', 'a?.b()'],
  ['⟦f()⟧;', 'f(1)', 'f(1)'],
  ['⟦a || {}⟧;', 'found', 'found'],
  ['⟦a || {}⟧;', 'found || {}', '(found || {})'],
])('a member is read of %s, written %s, as of %s', (code, text, owner) => {
  expect(asOwner(text, placeIn(code))).toBe(owner);
});

it.each([
  ['a = ⟦b⟧;', 'b'],
  ['a = (⟦b⟧);', '(b)'],
  ['a = ( (⟦b⟧ ) );', '( (b ) )'],
  ['f((⟦b⟧));', '(b)'],
])('the parentheses around what is asked for in %s are its own: %s', (code, whole) => {
  const { module, paths } = marked(code);
  const { start, end } = withParentheses(module.text, paths[0]!);
  expect(module.text.slice(start, end)).toBe(whole);
});

describe('what a decided expression leaves', () => {
  it.each([
    ["say('a' + (⟦t ? b : c⟧));", 'b', "say('a' + b);"],
    ["say('a' + (⟦t ? b : c⟧));", "'b'", "say('a' + 'b');"],
    ["say('a' + (⟦t ? b : c⟧));", 'b + 1', "say('a' + (b + 1));"],
    // nothing is added to what is a text without it
    ["say('a' + (⟦t ? b : c⟧));", "''", "say('a');"],
    ["say(('a') + (⟦t ? b : c⟧));", '""', "say(('a'));"],
    ['say(`a` + (⟦t ? b : c⟧) + d);', "''", 'say(`a` + d);'],
    ["say(a + 'b' + (⟦t ? b : c⟧));", "''", "say(a + 'b');"],
    ["say(a + (⟦t ? b : c⟧) + 'd');", "''", "say(a + 'd');"],
    // it makes a text of a number
    ['say(a + (⟦t ? b : c⟧));', "''", "say(a + '');"],
    ['say(a + (⟦t ? b : c⟧) + d);', "''", "say(a + '' + d);"],
    ["say((a + (⟦t ? b : c⟧)) + 'd');", "''", "say((a + '') + 'd');"],
    ["say('d' - (a + (⟦t ? b : c⟧)));", "''", "say('d' - (a + ''));"],
    ["say((⟦t ? b : c⟧) + 'd');", "''", "say('' + 'd');"],
    ["say('a' + b * (⟦t ? b : c⟧));", "''", "say('a' + b * '');"],
  ])('%s with %s: %s', (code, text, after) => {
    const { module, paths } = marked(code);
    const edit = decidedEdit(module.text, paths[0]!, text);
    expect(module.text.slice(0, edit.start) + edit.text + module.text.slice(edit.end)).toBe(after);
  });
});
