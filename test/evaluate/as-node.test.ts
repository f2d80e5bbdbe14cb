/** What is told of an expression is what Node makes of it, and no more than that. */
import { describe, expect, it } from 'vitest';
import { compare, type Files, looked, type Told, told } from './run.js';

function check(files: Files, wanted: Told): void {
  expect(compare(told(files), looked(files))).toBe(wanted);
}

/** Statements, or files of which the first is run; `look(…)` is what is asked. */
type Row = readonly [name: string, code: string | Files];

function rows(wanted: Told, table: readonly Row[]): void {
  it.each(table)('%s', (_name, code) => check(typeof code === 'string' ? { 'main.ts': code } : code, wanted));
}

describe('lists, all of them', () => {
  rows('whole', [
    ['reduce with a start', "look(['a', 'b'].reduce((all, one, at) => all + at + one, 'x'))"],
    ['reduce without one', "look(['a', 'b', 'c'].reduce((all, one, at) => all + at + one))"],
    ['a filter by index', "look(['a', 'b', 'c'].filter((one, at) => at > 0 && one !== 'c'))"],
    [
      'a filter by several conditions',
      "look(['a', 'b', 'c'].filter((one, at) => one === 'a' || (!(at < 1) && one !== 'b')))",
    ],
    ['concat of texts, lists and objects', "look(['a'].concat('b', ['c', ['d']], { e: 1 }))"],
    ['slice of both ends', "look(['a', 'b', 'c', 'd'].slice(1, -1))"],
    ['slice without bounds', "look(['a', 'b'].slice())"],
    ['slice of a function of the language', "look(Array.prototype.slice.call(['a', 'b', 'c'], 1))"],
    ['slice of an empty list', "look([].slice.call(['a', 'b', 'c'], 1, 2))"],
    ['a copy', "look(Array.from(['a', 'b']))"],
    ['a spread list', "const a = ['x']; look([...a, 'y', ...['z']])"],
    ['pushed, put before, taken off', "const l = ['a']; l.push('b', 'c'); l.unshift('z'); l.pop(); l.shift(); look(l)"],
    ['the last that is taken off', "function f(...l) { return l.pop(); } look(f('a', 'b'))"],
    ['one that is taken off an empty list', 'function f(...l) { return l.shift(); } look(f())'],
    ['indexes and lengths', "const l = ['a', 'b']; look({ first: l[0], size: l.length, none: l[5] })"],
    ['joined with nothing', "look(['a', null, undefined, 'b'].join())"],
    ['taken apart', "const [, second, ...others] = ['a', 'b', 'c', 'd']; look([second, others])"],
    ['taken apart with a default', "const [one = 'x', two = 'y'] = ['a']; look(one + two)"],
    ['arguments', "function f() { return [].slice.call(arguments, 1); } look(f('a', 'b', 'c'))"],
    ['arguments by place', "function f() { return arguments[1] + arguments.length; } look(f('a', 'b'))"],
    ['rest', "const f = (first, ...rest) => ({ first, rest }); look(f('a', 'b', 'c'))"],
    ['a spread call', "const f = (a, b, c) => a + b + c; const l = ['y', 'z']; look(f('x', ...l))"],
    ['keys', 'look(Object.keys({ a: 1, b: 2 }))'],
    ['entries', "look(Object.entries({ a: 1, b: 'x', a2: 2 }).map((pair) => pair[0] + pair[1]))"],
  ]);

  rows('nothing', [
    ['a filter by what is not known', "look(['a', 'b'].filter((one) => one === unseen))"],
    ['a filter by a function that is not seen', "look(['a', 'b'].filter(Number.isNaN))"],
    ['a map that is not seen', "look(['a'].map(JSON.parse.name.at, 'x'))"],
    [
      'reduce of a function with statements',
      "look(['a', 'b'].reduce((all, one) => { if (no) return one; return all + one; }))",
    ],
    ['reduce by what is not seen', "look(['a'].reduce(Math.max, 0))"],
    ['a filter of Boolean over what is not known', "look([unseen, 'b'].filter(Boolean))"],
    ['slice by what is not known', "look(['a', 'b'].slice(list.length - 1))"],
    ['one that is taken off a list that the program goes on with', "const l = ['a', 'b']; look(l.pop())"],
    ['one that is taken off in a loop', "const l = ['a', 'b']; let x; for (const one of list) x = l.pop(); look(x)"],
  ]);

  rows('part', [
    ['a hole', "look(['a', , 'b'])"],
    ['a spread list that is not known', "look(['a', ...list])"],
    ['sorted', "const l = ['b', 'a']; l.sort(); look(l)"],
    ['set by place', "const l = ['b', 'a']; l[0] = 'x'; look(l)"],
    ['pushed under a condition', "const l = ['a']; if (yes) l.push('b'); look(l)"],
    ['pushed from a list', "const l = ['a']; l.push(...list); look(l)"],
    ['concat with what is not known', "look(['a'].concat(list))"],
    ['concat with an open list', "look(['a'].concat(['b', ...list]))"],
  ]);
});

describe('texts and numbers, all of them', () => {
  rows('whole', [
    ['sums', 'look({ a: 7 - 2, b: 3 * 4, c: 1 + 1, d: -5, e: +"7", f: !0, g: void 0 })'],
    ['concat', "look('a'.concat('b', 'c'))"],
    ['cuts of a text', "look(['abcdef'.slice(1, -1), 'abcdef'.substring(2), 'abc'.substr(1)])"],
    ['a text that is cut where it is known', "const q = 'a=1&z=' + unseen.length; look('&b=2'.slice(1))"],
    ['trimmed', "look(['  a b '.trim(), (5).toString(), true.toString()])"],
    ['a number made text, and what is added to it', 'look([String(7), String(7) + 1, 1 + String(2.5)])'],
    [
      'comparisons',
      'function f(a, b) { return [a < b ? 1 : 0, a <= b ? 1 : 0, a > b ? 1 : 0, a >= b ? 1 : 0]; } look([f(1, 2), f(2, 2), f(3, 2)])',
    ],
    ['?? || &&', "look([null ?? 'a', '' || 'b', 'x' && 'c', 0 ?? 'd', 'e' || 'f', '' && 'g'])"],
    ['an empty template', 'look(``)'],
    ['a template', 'const a = 1; look(`x${a}y${"z"}`)'],
    [
      'typeof',
      "function f(x) { return typeof x === 'object' ? 'o' : typeof x === 'string' ? 's' : 'n'; } look([f(null), f('a'), f('a' + unseen.slice(9)), f([1]), f(5)].join(''))",
    ],
    ['the type of a function', "function f(x) { return typeof x === 'function' ? 'fn' : x; } look(f(() => 1))"],
    ['an object is none that is missing', "function f(x) { return x === null ? 'no' : 'yes'; } look(f({}))"],
    ['a text is there', "function f(x) { return x ? 'yes' : 'no'; } look(f('a' + unseen))"],
  ]);

  rows('part', [
    ['the ends of a text with something in it', "look(('&a=' + unseen + '&b=').slice(1, -1))"],
    ['trimmed at the ends', "look(('  a' + unseen + 'b  ').trim())"],
    ['concat of what is not known', "look('a'.concat(unseen, 'b'))"],
    ['a text and a number', "look('a' + list.length)"],
  ]);

  rows('nothing', [
    ['a function that prints', "const f = (a) => { console.log(a.length && ''); return a; }; look(f('x'))"],
    ['a function that sets what others see', "let n = 0; const f = () => { n += 1; return 'x'; }; look(f())"],
    [
      'a function that calls such a one',
      "let n = 0; const f = () => n++; const g = () => { f(); return 'x'; }; look(g())",
    ],
    ['a function that keeps what it is given', "const l = []; const f = (a) => { l.push(a); return a; }; look(f('x'))"],
    ['what is set in passing', "let a; look(a = 'x')"],
    ['what else is done in passing', "let a = 1; look((a++, 'x'))"],
    ['lists of what is changed', 'const f = { a: 1 }; const l = [f]; f.a = 2; look(l[0])'],
    ['items that are changed in a loop', 'const l = [{ a: 1 }]; for (const one of l) one.a = 2; look(l[0])'],
    ['items that are changed one by one', 'const l = [{ a: 1 }]; l.forEach((one) => { one.a = 2; }); look(l[0])'],
    ['what others change meanwhile', 'const f = { a: 1 }; const get = () => f; const g = get(); f.a = 2; look(g)'],
    ['a cut deeper than what is known', "look(('a' + unseen).slice(3))"],
    ['a cut behind what is known', "look((unseen + 'a').slice(0, -3))"],
    ['a cut of a cut-off end', "look('abc'.slice(list.length))"],
    ['a negative start', "look('abcdef'.slice(-2))"],
    ['trimmed where the end is not known', "look((unseen + ' a').trim())"],
    ['trimmed to nothing at an end', "look((' ' + unseen + ' ').trim())"],
    ['a number in another base', 'look((255).toString(16))'],
    ['a quotient', 'look(7 / 2)'],
    ['not what is not known', 'look(!unseen)'],
    ['a sum with what is not known', 'look(list.length + 1)'],
    ['~', 'look(~5)'],
  ]);
});

describe('objects, all of them', () => {
  rows('whole', [
    ['another name', 'const f = { a: 1 }; const g = f; f.a = 2; look(g)'],
    ['another name of what is extended', 'const f = { a: 1 }; const g = Object.assign(f, { b: 1 }); f.a = 2; look(g)'],
    ['extended by another name', 'const f = { a: 1 }; const g = Object.assign(f, { b: 1 }); g.a = 2; look(f)'],
    ['set anew after it was changed', 'let f = { a: 1 }; f.a = 2; f = { a: 3 }; look(f)'],
    ['a parameter set anew', 'const f = (o) => { o.a = 2; o = { a: 3 }; return o; }; look(f({ a: 1 }))'],
    [
      'what a function of its own changes',
      'const f = (a) => { const o = { a }; o.a += 1; return { ...o, b: 1 }.b; }; look(f(1))',
    ],
    ['a getter of an object', "const o = { k: 'a', get form() { return { x: 1 }; } }; look(o.form)"],
    ['numbers and texts as keys', "look({ 1: 'a', 'b-c': 'd', ['e' + 1]: 'f' })"],
    ['a later key wins', 'look({ a: 1, ...{ a: 2, b: 3 }, b: 4 })'],
    ['nothing is spread', 'look({ a: 1, ...null, ...undefined })'],
    ['Object.assign in steps', 'const f = {}; Object.assign(f, { a: 1 }, { b: 2 }); look(f)'],
    ['Object.assign of nothing', 'look(Object.assign({ a: 1 }, null))'],
    ['defaults', "const _ = require('lodash'); const f = { a: 1 }; _.defaults(f, { a: 2, b: 3 }); look(f)"],
    ['defaults as a value', "const _ = require('lodash'); look(_.defaults({ a: 1 }, { a: 2, b: 3 }))"],
    ['a field taken out', 'const f = { a: 1, b: 2 }; delete f.b; look(f)'],
    ['an object of an object', "const o = { form: {} }; o.form.a = 1; o.form['b'] = 2; look(o)"],
    ['an object behind a name', 'const form = {}; const o = { form }; form.a = 1; o.form.b = 2; look(o.form)'],
    [
      'taken out of an object, then changed',
      'const o = { form: { a: 1 } }; const { form } = o; form.b = 2; look(o.form)',
    ],
    ['another name', 'const a = {}; const b = a; b.x = 1; look(a)'],
    ['new Object()', 'const f = new Object(); f.a = 1; look(f)'],
    [
      'its own field',
      "const f = { a: 1 }; look([f.hasOwnProperty('a') ? 'y' : 'n', f.hasOwnProperty('b') ? 'y' : 'n'])",
    ],
    ['a frozen one', 'look(Object.freeze({ a: 1 }))'],
    ['an enum of numbers', 'enum E { A, B = 5, C } look([E.A, E.B, E.C])'],
    ['an enum of texts', "enum E { A = 'x', 'B-C' = 'y' } look([E.A, E['B-C']])"],
    ['taken apart with defaults', 'const { a = 1, b: { c = 2 } = {}, d = 3 } = { d: 4 } as any; look([a, c, d])'],
    [
      'parameters taken apart',
      'const f = ({ a, ...more }, [b, , c, ...others]) => ({ a, more, b, c, others }); look(f({ a: 1, d: 2 }, [1, 2, 3, 4, 5]))',
    ],
    ['a parameter with a default that is an object', 'const f = ({ a = 1, b = 2 } = {} as any) => a + b; look(f())'],
  ]);

  rows('part', [
    ['through a list', 'const a = {}; [a].forEach((one) => { one.x = 1; }); look(a)'],
    ['a computed key that is not known', 'look({ a: 1, [unseen]: 2 })'],
    ['a method with a computed name', 'look({ a: 1, [unseen]() { return 1; } })'],
    ['a setter', 'look({ a: 1, set b(x) {} })'],
    ['a key that is deleted and not known', 'const f = { a: 1 }; delete f[unseen]; look(f)'],
    ['deleted under a condition', 'const f = { a: 1, b: 2 }; if (no) delete f.b; look(f)'],
    [
      'deleted under another condition than it was set',
      'const f = { a: 1 } as any; if (yes) f.b = 2; if (no) delete f.b; look(f)',
    ],
    ['set under a condition', 'const f = { a: 1 } as any; yes && (f.b = 2); look(f)'],
    ['set in one of two branches', 'const f = { a: 1 } as any; yes ? (f.b = 2) : (f.c = 3); look(f)'],
    ['set in the other branch', 'const f = { a: 1 } as any; if (no) f.b = 2; else f.b = 3; look(f)'],
    ['set under two conditions', 'const f = { a: 1 } as any; if (yes) { if (yes) f.b = 2; } look(f)'],
    ['counted up', 'const f = { a: 1 }; f.a++; look(f)'],
    ['added to', "const f = { a: 'x' }; f.a += 'y'; look(f)"],
    ['filled by a pattern', 'const f = { a: 1 } as any; ({ l: f.b, m: [f.c] } = { l: 2, m: [3] }); look(f)'],
    ['filled by a loop', 'const f = { a: 1 } as any; for (f.b of list) ; look(f)'],
    [
      'filled by a function that is handed on',
      'const f = { a: 1 } as any; list.forEach((one) => { f[one] = one; }); look(f)',
    ],
    ['extended under a condition', 'const f = { a: 1 }; if (yes) Object.assign(f, { b: 2 }); look(f)'],
    [
      'defaults of what is not known',
      "const _ = require('lodash'); const f = { a: 1 }; _.defaults(f, unseen); look(f)",
    ],
    ['spread under a condition', 'look({ a: 1, ...(yes && { b: 2 }), ...(no ? { c: 3 } : { d: 4 }), ...(no || {}) })'],
    [
      'in a switch',
      "const f = { a: 1 } as any; switch (unseen) { case 'x': f.b = 1; break; default: f.b = 2; } look(f)",
    ],
    ['in a try', "const f = { a: 1 } as any; try { f.b = JSON.parse('2'); } catch { f.c = 1; } look(f)"],
  ]);
});

describe('what holds a name', () => {
  rows('whole', [
    ['set first', "let x; x = 'a'; look(x)"],
    ['set in a loop that is known', "let x = ''; for (const one of ['a', 'b']) x += one; look(x)"],
    ['counted', "let x = ''; for (var i = 1; i < 4; i++) x += i; look(x)"],
    ['gathered by a function', "let x = ''; ['a', 'b'].forEach(function (one, at) { x = x + one + at; }); look(x)"],
    [
      'gathered behind a guard',
      "let x = ''; for (const one of ['a', 'b', 'c']) { if (one === 'b') continue; x += one; } look(x)",
    ],
    [
      'filled behind a guard',
      "const f = {} as any; const o = { a: 1, b: 2 }; Object.keys(o).forEach((k) => { if (!o.hasOwnProperty(k)) return; if (k === 'b') { return; } f[k] = o[k]; }); look(f)",
    ],
    [
      'filled behind a guard against what is missing',
      "const f = {} as any; for (const k of ['a', 'b']) { if (unseen === undefined) continue; f[k] = k; } look(f)",
    ],
    [
      'filled in front of a guard',
      "const f = {} as any; for (const k of ['a', 'b']) { f[k] = k; if (unseen) continue; } look(f)",
    ],
    ['gathered from an object', "let x = ''; const o = { a: 1, b: 2 }; for (const k in o) x += k + o[k]; look(x)"],
    [
      'a copy of an object',
      'const from = { a: 1, b: 2 }, to = {}; for (const k in from) { to[k] = from[k]; } look(to)',
    ],
    [
      'a copy of some of it',
      'const from = { a: 1, b: undefined }, to = {} as any; Object.keys(from).forEach((k) => { if (from[k] !== undefined) to[k] = from[k]; }); look(to)',
    ],
    ['pairs', "const to = {} as any; for (const [k, v] of [['a', 1], ['b', 2]]) to[k] = v; look(to)"],
    [
      'pairs of a function',
      'const to = {} as any; Object.entries({ a: 1, b: 2 }).forEach(([k, v]) => { to[k] = v; }); look(to)',
    ],
    [
      'what runs by what was given',
      "function f(o) { let m = 'get'; if (o) m = 'post'; return m; } look([f({}), f(null)])",
    ],
    [
      'what a switch decides',
      "function f(x) { let m = 'c'; switch (x) { case 'a': m = 'A'; break; case 'b': m = 'B'; } return m; } look([f('a'), f('b'), f('z')])",
    ],
    [
      'a default of a switch',
      "function f(x) { let m; switch (x) { case 'a': m = 'A'; break; default: m = 'D'; } return m; } look([f('a'), f('q')])",
    ],
    [
      'a case that is fallen through',
      "function f(x) { const o = { n: '' }; switch (x) { case 'a': o.n = 'A'; case 'b': o.n = 'B'; } return o; } look(f('a'))",
    ],
  ]);

  rows('nothing', [
    [
      'gathered by a statement that is no block',
      "let x = ''; for (const one of ['a', 'b', 'c']) if (one !== 'b') x += one; look(x)",
    ],
    ['set in a loop that is not known', "let x = 'a'; for (const one of list) x = one; look(x)"],
    [
      'set in a loop that is left',
      "let x = ''; for (const one of ['a', 'b']) { if (one === unseen) break; x += one; } look(x)",
    ],
    [
      'set in a loop with a guard that is not known',
      "let x = ''; for (const one of ['a', 'b']) { if (one === unseen) continue; x += one; } look(x)",
    ],
    [
      'set in a loop with another way out',
      "let x = ''; for (const one of ['a', 'b']) { if (one === unseen) { x += '!'; continue; } x += one; } look(x)",
    ],
    [
      'set in a loop whose guard leaves it',
      "function f() { let x = ''; for (const one of ['a', 'b']) { if (one === unseen) return x; x += one; } return x; } look(f())",
    ],
    ['set in a loop that counts by two', "let x = ''; for (let i = 0; i < 4; i += 2) x += i; look(x)"],
    ['set in a loop with another counter', "let x = ''; let i = 0; for (; i < 3; i++) x += i; look(x)"],
    ['set in a loop whose counter is set', "let x = ''; for (let i = 0; i < 4; i++) { x += i; i++; } look(x)"],
    ['set in a loop to what is not known', "let x = ''; for (let i = 0; i < list.length; i++) x += i; look(x)"],
    ['set in a loop from what is not known', "let x = ''; for (let i = list.length; i < 3; i++) x += i; look(x)"],
    ['set in a loop that does not end soon', 'let x = 0; for (let i = 0; i < 500; i++) x = x + i; look(x)'],
    ['set by a pattern', "let x = 'a'; [x] = ['b']; look(x)"],
    ['set in a function', "let x = 'a'; (function () { x = 'b'; })(); look(x)"],
    ['counted up', 'let x = 1; x++; look(x)'],
    [
      'set behind where it is read, in a loop',
      "let q = ''; let first = true; for (const p of ['a', 'b']) { if (first) q += p; first = false; } look(q)",
    ],
    ['read in a loop that sets it', "let s = 'x'; let q; for (const p of list) { q = look(s); s = p; }"],
    ['a name of itself', 'var x = x; look(x)'],
    ['divided', 'let x = 6; x /= 2; look(x)'],
    ['of a loop', 'let y; for (const x of list) y = look(x);'],
  ]);

  rows('part', [
    [
      'a list that is changed behind where it is read',
      "const o = ['x']; for (const p of list) { look(o); o.push(p); }",
    ],
    [
      'an object that is changed behind where it is read',
      "const o = { s: 'x' }; for (const p of list) { look(o); o.s = p; }",
    ],
    [
      'of the round before',
      "const f = {} as any; let s = 'x'; for (const p of ['a', 'b']) { f[p] = s; s = p; } look(f)",
    ],
    [
      'set behind where it is read, in each round',
      "let q = ''; let s = '?'; ['a', 'b'].forEach((p) => { q += s + p; s = '&'; }); look(q)",
    ],
    ['set later', "let x = 'a'; x = x + 'b'; x += 'c'; look(x)"],
    ['set under a condition', "let x = 'a'; if (yes) x = 'b'; look(x)"],
    ['set under a condition from nothing', "let x; if (!no) x = 'b'; look(x)"],
    ['set on the other side', "let x = 'a'; if (no) x = 'b'; else x = 'c'; look(x)"],
    ['a side of two', "look(yes ? 'a' : 'b')"],
    ['a name or another', "look(unseen || 'b')"],
  ]);
});

describe('forms', () => {
  rows('whole', [
    ['a query', "look(new URLSearchParams('?a=1&b=x+y&c=%20'))"],
    [
      'set, appended, deleted',
      "const p = new URLSearchParams({ a: '1' }); p.set('b', '2'); p.append('c', '3'); p.delete('a'); p.sort(); look(p)",
    ],
    ['a map', "const m = new Map([['a', '1']]); m.set('b', '2'); look(m)"],
    ['of entries', "look(new URLSearchParams(Object.entries({ a: '1', b: '2' })))"],
    ['JSON', "look(JSON.stringify({ a: 1, b: ['x', null] }))"],
    ['querystring', "const qs = require('querystring'); look(qs.stringify({ a: 1, b: 'x y' }))"],
    [
      'a copy of a form',
      "const p = new URLSearchParams({ a: '1' }); const q = new URLSearchParams(p); q.set('b', '2'); look(q)",
    ],
    [
      'set in a loop',
      'const p = new URLSearchParams(); Object.entries({ a: 1, b: 2 }).forEach(([k, v]) => p.set(k, String(v))); look(p)',
    ],
  ]);
  rows('part', [
    ['a key that is not known', "const p = new URLSearchParams({ a: '1' }); p.set(unseen, '2'); look(p)"],
    ['a key that is deleted and not known', "const p = new URLSearchParams({ a: '1' }); p.delete(unseen); look(p)"],
    [
      'in a loop that is not known',
      "const p = new URLSearchParams({ a: '1' }); for (const one of list) p.append(one, one); look(p)",
    ],
    ['deleted under a condition', "const p = new URLSearchParams({ a: '1', b: '2' }); if (no) p.delete('a'); look(p)"],
    ['of what is not known', "const p = new URLSearchParams(unseen); p.set('a', '1'); look(p)"],
  ]);
});

describe('functions and classes', () => {
  rows('whole', [
    [
      'that fill',
      "function sign(f, k) { f.k = k; f.deep.x = k; } const f = { deep: {} } as any; sign(f, 'a'); look(f)",
    ],
    [
      'that fill through another',
      'function set(o) { o.b = 2; } function sign(f) { f.a = 1; set(f); } const f = {} as any; sign(f); look(f)',
    ],
    ['a static field', "class C { static K = 'a'; } look(C.K)"],
    ['a function that is made', "const maker = (k) => (x) => ({ k, x }); look(maker('a')('b'))"],
  ]);
  rows('nothing', [
    ['a getter', "class C { k = 'a'; get form() { return { k: this.k }; } } look(new C().form)"],
    [
      'a maker that needs no new',
      "function C(k) { if (!(this instanceof C)) return new C(k); this.k = k; } C.prototype.form = function () { return { k: this.k }; }; look((C as any)('a').form())",
    ],
    [
      'a prototype that is an object',
      "function C(k) { this.k = k; } C.prototype = { form: function () { return { k: this.k }; } }; look(new C('a').form())",
    ],
    [
      'a prototype',
      "function C(k) { this.k = k; } C.prototype.form = function () { return { k: this.k }; }; look(new C('a').form())",
    ],
    ['a private field', "class C { #k = 'a'; form() { return { k: this.#k }; } } look(new C().form())"],
    [
      'a field set by the constructor',
      "class C { k; constructor(k) { this.k = k; } form() { return { k: this.k }; } } look(new C('a').form())",
    ],
    ['a method', "class C { k = 'a'; form(x) { return { k: this.k, x }; } } look(new C().form('y'))"],
    ['that call themselves', "function f(n) { return n > 2 ? 'x' : f(n + 1); } look(f(0))"],
    ['with two ends', "function f(n) { if (unseen) return 'a'; return 'b'; } look(f(0))"],
    ['that are handed a list that is not known', 'const f = (...x) => x; look(f(...list))'],
  ]);
  rows('part', [
    ['that fill with a default', "function sign(f, k = 'z') { f.k = k; } const f = {} as any; sign(f); look(f)"],
  ]);
});

describe('other files', () => {
  rows('whole', [
    [
      'CommonJS',
      {
        'main.js': "const c = require('./c'); look({ u: c.url, f: c.form('x') })",
        'c.js': "exports.url = 'u'; exports.form = function (z) { return { z: z }; };",
      },
    ],
    [
      'ES modules',
      {
        'main.ts': "import d, { url as u, 'a-b' as ab } from './c'; look([u, d.x, ab])",
        'c.ts': "export const url = 'u'; const y = 'v'; export { y as 'a-b' }; export default { x: 1 };",
      },
    ],
    [
      'all of it',
      {
        'main.ts': "import * as c from './c'; look([c.url, c.E.B])",
        'c.ts': "export * from './d'; export enum E { A, B }",
        'd.ts': "export const url = 'u';",
      },
    ],
    [
      'export =',
      { 'main.ts': "import c = require('./c'); look(c.url)", 'c.ts': "const all = { url: 'u' }; export = all;" },
    ],
    [
      'data',
      { 'main.js': "const { urls: [first] } = require('./c.json'); look(first)", 'c.json': '{ "urls": ["u", "v"] }' },
    ],
    [
      'handed on',
      {
        'main.js': "look(require('./c').d.url)",
        'c.js': "module.exports = { d: require('./d') };",
        'd.js': "module.exports = { url: 'u' };",
      },
    ],
    [
      'a function of functions',
      {
        'main.js': "const { sign } = require('./c'); const f = { a: 1 }; sign(f); look(f)",
        'c.js': "function put(f) { f.z = 'y'; } exports.sign = function (f) { f.k = 'x'; put(f); };",
      },
    ],
  ]);
  rows('nothing', [
    [
      'filled before it is handed out',
      {
        'main.js': "look(require('./c').form)",
        'c.js': 'var c = module.exports = {}; c.form = { a: 1 }; c.form.b = 2;',
      },
    ],
    [
      'a class',
      {
        'main.ts': "import { C } from './c'; look(new C('a').form('b'))",
        'c.ts': 'export class C { constructor(private k) {} form(x) { return { k: this.k, x }; } }',
      },
    ],
    [
      'set in two places',
      { 'main.js': "look(require('./c').url)", 'c.js': "exports.url = 'u'; if (yes) exports.url = 'v';" },
    ],
    [
      'set by a third file',
      {
        'main.js': "require('./d'); look(require('./c').url)",
        'c.js': "exports.url = 'u';",
        'd.js': "require('./c').url = 'w';",
      },
    ],
    [
      'taken away',
      {
        'main.js': "const c = require('./c'); delete c.url; look(require('./c').url)",
        'c.js': "exports.url = 'u'; exports.v = 'v';",
      },
    ],
    [
      'handed to who knows whom',
      { 'main.js': "look(require('./c').url)", 'c.js': "exports.url = 'u'; list.push(exports);" },
    ],
  ]);
});
