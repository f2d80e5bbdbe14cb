import { describe, expect, test } from 'vitest';
import { specifier } from '../../src/edit/helper-module.js';
import { isFailure, parseModule } from '../../src/syntax/index.js';

function written(file: string, text: string, module: string, esm = false): string {
  const parsed = parseModule(file, text, esm);
  if (isFailure(parsed)) throw new Error(parsed.message);
  return specifier(parsed, module);
}

describe('how a file imports one of its repository', () => {
  test('without the extension in CommonJS, and in TypeScript that says nothing else', () => {
    expect(written('src/a.js', "const x = require('x');", 'src/lib/b.js')).toBe('./lib/b');
    expect(written('src/a.ts', "import x from 'x';", 'b.ts')).toBe('../b');
    expect(written('src/a.ts', "import x from './x';", 'src/b.ts', true)).toBe('./b');
  });

  test('with it where Node asks for it', () => {
    expect(written('a.mjs', "import x from 'x';", 'b.mjs')).toBe('./b.mjs');
    expect(written('a.ts', "import x from 'x';", 'b.ts', true)).toBe('./b.js');
    expect(written('a.mts', "import x from 'x';", 'b.mts')).toBe('./b.mjs');
  });

  test('as the other imports are written, of which data is none', () => {
    expect(written('a.ts', "export * from './x.js';", 'b.ts')).toBe('./b.js');
    expect(written('a.ts', "import x from './x.ts';", 'b.ts')).toBe('./b.ts');
    expect(written('a.ts', "import x from './x.json';", 'b.ts')).toBe('./b');
  });
});
