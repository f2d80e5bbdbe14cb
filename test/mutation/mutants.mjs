/** What a mistake in a source would look like: each mutant is one small change that a test should notice. */
import { parse } from '@babel/parser';
import { VISITOR_KEYS } from '@babel/types';

const OPERATORS = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
};
/** name of a method → what is called in its place; '' where the call goes and what it was called on stays */
const METHODS = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  trimStart: 'trimEnd',
  trimEnd: 'trimStart',
  toUpperCase: 'toLowerCase',
  toLowerCase: 'toUpperCase',
  filter: '',
  slice: '',
  trim: '',
  sort: '',
  reverse: '',
  toSorted: '',
  toReversed: '',
};
/** where a text or a list is no value */
const FIRST_HOLE = 0xe000;
const NO_VALUES = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression']);

/**
 * The mutants of a source in the order of their places: `{ start, end, text, line, kind }`, where `kind` is `block` for
 * the statements between two brackets and `value` for an expression.
 */
export function mutantsOf(source) {
  const tree = parse(source, { sourceType: 'module', plugins: ['typescript'] });
  const found = [];
  /** `a?.b` of `a?.b.c`: no expression of its own */
  const inChain = new WeakSet();
  const add = (node, text, kind = 'value') => {
    if (inChain.has(node)) return;
    if (source.slice(node.start, node.end) === text) return;
    found.push({ start: node.start, end: node.end, text, line: node.loc.start.line, kind });
  };
  visit(tree.program, null, '', (node, parent, key) => {
    if (parent?.type.startsWith('Optional') && (key === 'object' || key === 'callee')) inChain.add(node);
    ofNode(source, node, parent, key, add);
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function visit(node, parent, key, see) {
  if (node.type.startsWith('TS') && !('expression' in node)) return;
  if (NO_VALUES.has(node.type) && !node.declaration) return;
  see(node, parent, key);
  for (const name of VISITOR_KEYS[node.type] ?? []) {
    if (name.startsWith('type') || name === 'returnType') continue;
    for (const child of [node[name]].flat()) if (child) visit(child, node, name, see);
  }
}

function ofNode(source, node, parent, key, add) {
  const text = (part) => source.slice(part.start, part.end);
  const isTest = key === 'test' || (parent?.type === 'LogicalExpression' && parent.operator !== '??');
  if (isTest && node.type !== 'BooleanLiteral' && parent.type !== 'ForStatement') {
    // a loop that never ends says nothing
    if (!/^(?:Do)?WhileStatement$/.test(parent.type)) add(node, 'true');
    add(node, 'false');
  }
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      for (const other of OPERATORS[node.operator] ?? []) {
        // a text is added to, not taken from
        if (other === '-' && /['"`]/.test(text(node))) continue;
        add(node, `(${text(node.left)}) ${other} (${text(node.right)})`);
      }
      return;
    case 'UnaryExpression':
      if (node.operator === '!') add(node, text(node.argument));
      return;
    case 'UpdateExpression':
      add(
        node,
        text(node).replaceAll(/\+\+|--/g, (one) => (one === '++' ? '--' : '++')),
      );
      return;
    case 'BooleanLiteral':
      add(node, String(!node.value));
      return;
    case 'NewExpression':
      if (text(node.callee) === 'RegExp' && node.arguments[0]) ofWritten(source, node.arguments[0], add);
      return;
    case 'VariableDeclarator':
      // a part of expressions
      if (node.init && /\(\?:/.test(text(node.init)) && writtenPattern(source, node.init) !== null)
        ofWritten(source, node.init, add);
      return;
    case 'StringLiteral':
      if (key !== 'key' && key !== 'id') add(node, node.value === '' ? "'mutated'" : "''");
      return;
    case 'TemplateLiteral':
      if (parent.type !== 'TaggedTemplateExpression') add(node, '``');
      return;
    case 'ArrayExpression':
      if (node.elements.length > 0) add(node, '[]');
      return;
    case 'ObjectExpression':
      if (node.properties.length > 0) add(node, '({})');
      return;
    case 'BlockStatement':
      if (node.body.length > 0) add(node, '{}', 'block');
      return;
    case 'ArrowFunctionExpression':
      if (node.body.type !== 'BlockStatement') add(node, '(() => undefined)');
      return;
    case 'OptionalMemberExpression':
      if (node.optional)
        add(
          node,
          text(node).replace(`${text(node.object)}?.`, () => `${text(node.object)}${node.computed ? '' : '.'}`),
        );
      return;
    case 'RegExpLiteral':
      for (const one of expressionMutants(node.pattern)) add(node, `/${one}/${node.flags}`);
      return;
    case 'CallExpression':
      ofCall(node, text, add);
  }
}

/** The mutants of an expression that is written as a text. */
function ofWritten(source, node, add) {
  const pattern = writtenPattern(source, node);
  if (pattern === null) return;
  const { text, holes } = pattern;
  for (const one of expressionMutants(text)) {
    const kept = [...one].map(
      (char) => holes[char.codePointAt(0) - FIRST_HOLE] ?? (/[\\`$]/.test(char) ? `\\${char}` : char),
    );
    add(node, `\`${kept.join('')}\``);
  }
}

/** A text with a character of its own in the place of each `${…}`. */
function writtenPattern(source, node) {
  if (node.type === 'StringLiteral') return { text: node.value, holes: [] };
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const [left, right] = [node.left, node.right].map((side) => writtenPattern(source, side));
    return left && right && left.holes.length + right.holes.length === 0
      ? { text: left.text + right.text, holes: [] }
      : null;
  }
  if (node.type !== 'TemplateLiteral') return null;
  const text = node.quasis.map(
    ({ value }, index) => (index === 0 ? '' : String.fromCodePoint(FIRST_HOLE + index - 1)) + value.cooked,
  );
  return { text: text.join(''), holes: node.expressions.map((one) => `\${${source.slice(one.start, one.end)}}`) };
}

function ofCall(node, text, add) {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.computed) return;
  const { name } = callee.property;
  if (!Object.hasOwn(METHODS, name)) return;
  const other = METHODS[name];
  const rest = text(node).slice(callee.property.end - node.start);
  const { object } = callee;
  const owner = object.extra?.parenthesized ? `(${text(object)})` : text(object);
  add(node, other === '' ? text(object) : `${owner}.${other}${rest}`);
}

/** Parts of an expression that are turned round or left out; what is no expression any more is none of them. */
export function expressionMutants(pattern) {
  const found = new Set();
  const replace = (part, by) => {
    for (const { 0: all, index } of pattern.matchAll(part)) {
      const before = pattern.slice(0, index);
      // not where it is escaped, nor inside of a class
      if (/(?:^|[^\\])(?:\\\\)*\\$/.test(before)) continue;
      if (/\[(?:[^\]\\]|\\.)*$/.test(before) && !/^\\?[sdw[]/i.test(all)) continue;
      found.add(before + all.replace(part, by) + pattern.slice(index + all.length));
    }
  };
  replace(/\^/g, '');
  replace(/\$/g, '');
  replace(/\\b/g, '');
  replace(
    /\\([sdwSDW])/g,
    (_all, letter) => `\\${letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()}`,
  );
  replace(/\[\^/g, '[');
  replace(/\[(?!\^)/g, '[^');
  replace(/(?<=[\])\w}])[*+](?!\?)/g, '');
  replace(/(?<=[\])\w}])\?/g, '');
  replace(/(?<=[\])\w])\{\d+(?:,\d*)?\}/g, '');
  replace(/\(\?=/g, '(?!');
  replace(/\(\?!/g, '(?=');
  replace(/\(\?<=/g, '(?<!');
  replace(/\(\?<!/g, '(?<=');
  for (const one of withoutAlternatives(pattern)) found.add(one);
  return [...found].filter((one) => one !== pattern && one !== '' && isExpression(one));
}

/** The pattern without one of its alternatives. */
function* withoutAlternatives(pattern) {
  const open = [{ from: 0, bars: [] }];
  let inClass = false;
  for (let at = 0; at <= pattern.length; at++) {
    const char = pattern[at];
    if (char === '\\') at++;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(')
      open.push({ from: at + (/^\((?:\?(?:[:=!]|<[=!]))?/.exec(pattern.slice(at))?.[0].length ?? 1), bars: [] });
    else if (char === '|') open.at(-1).bars.push(at);
    else if (char === ')' || char === undefined) {
      const group = open.pop();
      if (group === undefined || group.bars.length === 0) continue;
      const ends = [...group.bars, at];
      for (const [index, end] of ends.entries()) {
        const start = index === 0 ? group.from : ends[index - 1];
        yield pattern.slice(0, start) + pattern.slice(index === 0 ? end + 1 : end);
      }
    }
  }
}

function isExpression(pattern) {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    try {
      new RegExp(pattern);
      return !pattern.includes('\\p');
    } catch {
      return false;
    }
  }
}
