import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@babel/parser';
import type { Node, StringLiteral } from '@babel/types';
import { describe, expect, it } from 'vitest';

const SRC = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');

/** From the top to the bottom; a file imports from its own room and from those below it. */
const ROOMS = [
  'eslint',
  'cli',
  'report',
  'pipeline',
  'check',
  'edit',
  'plan',
  'find',
  'evaluate',
  'catalogue',
  'syntax',
  'workspace',
] as const;
/** Types and constants that every room shares. */
const SHARED = new Set(['analysis', 'finding', 'options', 'fingerprint']);
/** The package's door hands out what others may use. */
const DOOR = 'index';

/** Packages that one room alone may load. */
const OWNED: Readonly<Record<string, readonly string[]>> = {
  syntax: ['@babel/parser', '@babel/types'],
  cli: ['yargs', 'yargs/helpers'],
  check: ['ts-morph'],
};

interface Import {
  readonly file: string;
  /** a path below src without extension, or the name of a package */
  readonly from: string;
}

function files(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'));
}

/** What a module loads when it runs: imports of types alone are none, `import()` is one. */
function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (source: StringLiteral) => {
    const from = source.value.startsWith('.')
      ? posix.join(posix.dirname(file), source.value).replace(/\.js$/, '')
      : source.value;
    found.push({ file, from });
  };
  visit(parse(text, { sourceType: 'module', plugins: ['typescript'] }).program, (node) => {
    if (node.type === 'ImportDeclaration') {
      const types = node.importKind === 'type' || (node.specifiers.length > 0 && node.specifiers.every(isType));
      if (!types) add(node.source);
    } else if ((node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') && node.source) {
      const named = node.type === 'ExportNamedDeclaration' ? node.specifiers : [];
      if (node.exportKind !== 'type' && !(named.length > 0 && named.every(isType))) add(node.source);
    } else if (node.type === 'CallExpression' && node.callee.type === 'Import') {
      const [source] = node.arguments;
      if (source?.type === 'StringLiteral') add(source);
    }
  });
  return found;
}

function isType(specifier: Node): boolean {
  return (
    (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') ||
    (specifier.type === 'ExportSpecifier' && specifier.exportKind === 'type')
  );
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, see);
  else if (value && typeof value === 'object' && 'type' in value) {
    see(value as Node);
    for (const [key, child] of Object.entries(value)) if (key !== 'loc') visit(child, see);
  }
}

/** The room of a module below src: its folder, or its own name at the top. */
function roomOf(module: string): string {
  return module.split('/')[0]?.replace(/\.ts$/, '') ?? '';
}

const FILES = new Set(files());
const IMPORTS = [...FILES].flatMap((file) => importsOf(file, readFileSync(join(SRC, file), 'utf8')));

/** Why an import is not allowed; null where it is. */
function objection({ file, from }: Import): string | null {
  const own = roomOf(file);
  const [owner] = Object.entries(OWNED).find(([, names]) => names.includes(from)) ?? [];
  if (owner) return owner === own ? null : `only src/${owner} loads ${from}`;
  const isFile = FILES.has(`${from}.ts`);
  if (!isFile || own === DOOR) return null;
  const other = roomOf(from);
  if (other === own || SHARED.has(other)) return null;
  if (SHARED.has(own)) return 'what all rooms share imports from none';
  const [above, below] = [ROOMS.indexOf(own as never), ROOMS.indexOf(other as never)];
  if (above === -1 || below === -1) return `${above === -1 ? own : other} is no room`;
  return above < below ? null : `${own} is not above ${other}`;
}

describe('the rooms of src', () => {
  it('are those of the list', () => {
    const rooms = new Set([...FILES].map(roomOf));
    expect([...rooms].filter((room) => !SHARED.has(room) && room !== DOOR).sort()).toEqual([...ROOMS].sort());
  });

  it('import downward alone', () => {
    const wrong = IMPORTS.flatMap((one) => {
      const why = objection(one);
      return why === null ? [] : [`${one.file} imports ${one.from}: ${why}`];
    });
    expect(wrong).toEqual([]);
  });

  it('load what they own', () => {
    for (const [room, name] of [
      ['syntax', '@babel/parser'],
      ['cli', 'yargs'],
      ['check', 'ts-morph'],
    ]) {
      expect(
        IMPORTS.some((one) => one.from === name && roomOf(one.file) === room),
        `${room} loads ${name}`,
      ).toBe(true);
    }
  });
});

describe('the test itself', () => {
  const of = (file: string, code: string) => importsOf(file, code).map(objection);

  it('sees imports upward, and packages in the wrong room', () => {
    expect(of('find/calls.ts', "import { analyse } from '../pipeline.js';")).toEqual(['find is not above pipeline']);
    expect(of('plan/todo.ts', "export * from '../edit/text.js';")).toEqual(['plan is not above edit']);
    expect(of('edit/text.ts', "const x = await import('../cli/run.js');")).toEqual(['edit is not above cli']);
    expect(of('edit/text.ts', "import { parse } from '@babel/parser';")).toEqual([
      'only src/syntax loads @babel/parser',
    ]);
    expect(of('finding.ts', "import { parseModule } from './syntax/index.js';")).toHaveLength(1);
  });

  it('lets types, lower rooms and the own room pass', () => {
    expect(of('plan/todo.ts', "import type { Planned } from '../edit/plan-calls.js';")).toEqual([]);
    expect(of('plan/todo.ts', "import { type Planned } from '../edit/plan-calls.js';")).toEqual([]);
    expect(of('edit/text.ts', "import { x } from '../syntax/index.js'; import { y } from './names.js';")).toEqual([
      null,
      null,
    ]);
  });
});
