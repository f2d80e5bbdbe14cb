/** Code that is legal and that nobody wrote: deep, long, or leading to itself. Each holds one call of v1, at `HOLE`. */
export const FORM = "{ form: { a: 'fpurge_ts', tkn: process.env.K, email: process.env.E, z: 'example.com', v: 1 } }";
export const CALL = `require('request').post('https://www.cloudflare.com/api_json.html', ${FORM})`;

type Make = (n: number) => string;

const times = (text: string, n: number) => text.repeat(n);
const list = (n: number, item: (index: number) => string, separator = '') =>
  Array.from({ length: n }, (_none, index) => item(index)).join(separator);
const around =
  (before: string, after: string, start = '', end = ';'): Make =>
  (n) =>
    `${start}${times(before, n)}HOLE${times(after, n)}${end}`;
const withAction = (code: string) => CALL.replace("'fpurge_ts'", code);
const withZone = (code: string) => CALL.replace("'example.com'", code);
const withCallback = (body: string, action = 'zone_load_multi') =>
  `${CALL.replace('fpurge_ts', action).slice(0, -1)}, function (e, r, b) { ${body} });HOLE;`;

/** What is put into itself n times. */
export const NESTED: Readonly<Record<string, Make>> = {
  parentheses: around('(', ')'),
  arrays: around('[', ']', 'x='),
  objects: around('{a:', '}', 'x='),
  blocks: around('{', '}', '', ''),
  ifs: around('if(a){', '}', '', ''),
  functions: around('function f(){', '}', '', ''),
  arrows: around('()=>', '', 'x='),
  calls: around('f(', ')'),
  callbacks: around('f(function(){', '})'),
  nots: around('!', ''),
  templates: around('`${', '}`'),
  conditions: around('a?', ':b'),
  classes: around('(class{m(){', '}})'),
  awaits: around('await ', '', 'async function f(){', ';}'),
  labels: (n) => `${list(n, (i) => `l${i}:`)}HOLE;`,
  elements: (n) => `x=${times('<a>', n)}{HOLE}${times('</a>', n)};`,
  assignments: around('a=', ''),
  'fields of the form': (n) => `${CALL.replace('v: 1', `v: 1, x: ${times('[', n)}${times(']', n)}`)};HOLE;`,
  'the action': (n) => `${withAction(`${times('(', n)}'fpurge_ts'${times(')', n)}`)};HOLE;`,
  'functions that call the next': (n) =>
    `function f0(){return 'fpurge_ts'}${list(n, (i) => `function f${i + 1}(){return f${i}()}`)}${withAction(`f${n}()`)};HOLE;`,
  'wrappers that call the next': (n) =>
    `function w0(a){${withAction('a')}}${list(n, (i) => `function w${i + 1}(a){w${i}(a)}`)}w${n}('fpurge_ts');HOLE;`,
  'names of a part of the answer': (n) =>
    withCallback(`var a0=JSON.parse(b);${list(n, (i) => `var a${i + 1}=a${i};`)}x(a${n}.result);`),
};

/** What is put after itself n times. */
export const CHAINS: Readonly<Record<string, Make>> = {
  'a+a+…': (n) => `x=${times('a+', n)}HOLE;`,
  '…+a+a': (n) => `x=HOLE${times('+a', n)};`,
  '.x.x': (n) => `x=[HOLE]${times('.x', n)};`,
  '[0][0]': (n) => `x=[HOLE]${times('[0]', n)};`,
  '.f().f()': (n) => `x=[HOLE]${times('.f()', n)};`,
  '?.x?.x': (n) => `x=[HOLE]${times('?.x', n)};`,
  'else if': (n) => `${list(n, (i) => `if(a===${i}){b(${i})}`, 'else ')}else{HOLE;}`,
  'a?b:a?b:…': (n) => `x=${list(n, (i) => `a===${i}?b:`)}HOLE;`,
  'a&&a&&…': (n) => `x=${times('a&&', n)}HOLE;`,
  'a,a,…': (n) => `x=(${times('a,', n)}HOLE);`,
  'an action of many texts': (n) => `${withAction(`${times("''+", n)}'fpurge_ts'`)};HOLE;`,
  'a zone of many conditions': (n) => `${withZone(`${list(n, (i) => `q===${i}?'z${i}.com':`)}'example.com'`)};HOLE;`,
  'names of names': (n) =>
    `const a0='fpurge_ts';${list(n, (i) => `const a${i + 1}=a${i};`)}${withAction(`a${n}`)};HOLE;`,
  statements: (n) => `${list(n, (i) => `a(${i});\n`)}HOLE;`,
  variables: (n) => `${list(n, (i) => `var a${i}=${i};\n`)}HOLE;`,
  'a zone that is set again': (n) => `var a;${list(n, (i) => `a=a+${i};\n`)}HOLE;${withZone('a')};`,
  properties: (n) => `x={${list(n, (i) => `k${i}:${i},`)}};HOLE;`,
  'fields of a form': (n) => `${CALL.replace('v: 1', `v:1,${list(n, (i) => `k${i}:${i}`, ',')}`)};HOLE;`,
  cases: (n) => `switch(a){${list(n, (i) => `case ${i}:b();break;`)}default:HOLE}`,
  suppressions: (n) => `${times('/* cfv1-ignore */ // cfv1-ignore-next-line -- x\n', n)}x;\nHOLE;`,
  todos: (n) => `${times('// TODO(cloudflare-v4): x\n', n)}HOLE;`,
};

/** As chains, where each link is a call or a read of v1 itself: at a twentieth of their length. */
export const OF_V1: Readonly<Record<string, Make>> = {
  calls: (n) => `${times(`${CALL};\n`, n)}HOLE;`,
  addresses: (n) => `${times("x('https://www.cloudflare.com/api_json.html');\n", n)}HOLE;`,
  'calls of a wrapper': (n) => `function w(a){${withAction('a')}}${times("w('fpurge_ts');\n", n)}HOLE;`,
  'reads of an answer': (n) =>
    withCallback(`b=JSON.parse(b);${list(n, (i) => `console.log(b.response.zones.objs[${i}].zone_name);`)}`),
  '.then().then()': (n) =>
    `${CALL.replace('request', 'request-promise')}${times('.then(function(x){return x})', n)};HOLE;`,
};

/** What a careless evaluator takes twice as long for with each line. */
export const DOUBLING: Readonly<Record<string, Make>> = {
  texts: (n) => `const a0='x';${list(n, (i) => `const a${i + 1}=a${i}+a${i};`)}${withZone(`a${n}`)};HOLE;`,
  functions: (n) =>
    `function f0(x){return x?'a':'b'}${list(n, (i) => `function f${i + 1}(x){return x?f${i}(x):f${i}(!x)}`)}${withAction(`f${n}(q)`)};HOLE;`,
  objects: (n) =>
    `const a0={a:1};${list(n, (i) => `const a${i + 1}={...a${i},b:a${i},c:a${i}};`)}${CALL.replace(FORM, `{form:a${n}}`)};HOLE;`,
  choices: (n) => `const a0=q?'a':'b';${list(n, (i) => `const a${i + 1}=q?a${i}:a${i};`)}${withAction(`a${n}`)};HOLE;`,
  'callbacks that go on behind errors': (n) =>
    `${list(n, () => `${CALL.slice(0, -1)}, function (e, r, b) { x(e ? e.message : b.result);`)}HOLE;${times('});', n)}`,
  lists: (n) =>
    `const a0=['a'];${list(n, (i) => `const a${i + 1}=a${i}.concat(a${i});`)}${withZone(`a${n}.join()`)};HOLE;`,
  'lists in lists': (n) =>
    `const a0=['a'];${list(n, (i) => `const a${i + 1}=[...a${i},...a${i}];`)}${withZone(`a${n}.join()`)};HOLE;`,
};

/** Nearly a megabyte on one line, inside and outside of texts: what a regular expression may stumble over. */
export const LONG_LINES: readonly string[] = [
  ...['\'"`', '/', '\\\\', 'tkn=', '&tkn', 'a@', 'a.', 'a@a.', '0123456789abcdef', 'cloudflare', 'cf_', '_', '%20'].map(
    quoted,
  ),
  ...[
    'https://www.cloudflare.com/',
    'api_json.html?a=stats&',
    'authorization ',
    'Bearer ',
    '-',
    '{{',
    '<',
    '# ',
    '[',
  ].map(quoted),
  `${' '.repeat(900_000)}HOLE;`,
  `${'\n'.repeat(900_000)}HOLE;`,
  `${'\r'.repeat(400_000)}HOLE;`,
  `${'a();'.repeat(100_000)}HOLE;`,
  `/*${' *'.repeat(400_000)}*/HOLE;`,
  `//${' cfv1-ignore'.repeat(60_000)}\nHOLE;`,
  `x=/${'a'.repeat(400_000)}/;HOLE;`,
];

function quoted(text: string): string {
  return `x=${JSON.stringify(text.repeat(600_000 / text.length))};HOLE;`;
}

/** The call inside, before and after. */
export function placed(code: string): readonly string[] {
  const without = code.replaceAll('HOLE', '0');
  return [code.replaceAll('HOLE', CALL), `${CALL};\n${without}`, `${without}\n${CALL};\n`];
}
