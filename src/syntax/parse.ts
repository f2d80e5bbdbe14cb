/** Text → tree with scopes. The dialect follows the file's name; where that fails, the sister dialect is tried. */
import { createRequire } from 'node:module';
import { parse as babelParse, type ParserPlugin } from '@babel/parser';
import type { File } from '@babel/types';
import type { ast, NodePath } from './babel.js';
import { mayHaveCoroutines, readAsAsync, useRunners } from './coroutines/as-async.js';
import { readAsPromised } from './coroutines/callbacks.js';
import { delegatesIn, withYields } from './coroutines/yields.js';
import { crawl } from './crawl.js';
import { giveGuards } from './guards.js';
import { type ModuleKind, moduleKind } from './module-kind.js';
import { detectStyle, type Style } from './style.js';
import { asNodePath } from './tree-path.js';

export interface SourceModule {
  readonly file: string;
  readonly text: string;
  readonly program: NodePath<ast.Program>;
  readonly tree: File;
  readonly kind: ModuleKind;
  /** does its `package.json` make ES modules of `.js` files? */
  readonly esmPackage: boolean;
  readonly typescript: boolean;
  readonly style: Style;
  /** has it generator functions that are read as `async` ones? */
  readonly coroutines: boolean;
}

export interface ParseFailure {
  readonly file: string;
  /** Babel's sentence, without the place. */
  readonly message: string;
  readonly offset: number;
}

export function isFailure(result: SourceModule | ParseFailure): result is ParseFailure {
  return !('program' in result);
}

const COMMON: ParserPlugin[] = [
  'decorators',
  'explicitResourceManagement',
  'importAttributes',
  'deferredImportEvaluation',
];

function dialects(file: string): ParserPlugin[][] {
  if (/\.d\.[cm]?ts$/.test(file)) return [[['typescript', { dts: true }]]];
  if (/\.tsx$/.test(file)) return [['typescript', 'jsx'], ['typescript']];
  if (/\.[cm]?ts$/.test(file)) return [['typescript'], ['typescript', 'jsx']];
  return [['jsx'], ['jsx', 'flow'], ['jsx', ['flow', { all: true }]], ['typescript', 'jsx']];
}

/** Parses one file; never throws. `text` must not start with a BOM. `esm`: what `package.json#type` says of `.js`. */
export function parseModule(file: string, text: string, esm = false): SourceModule | ParseFailure {
  if (last?.file !== file || last.text !== text || last.esm !== esm)
    last = { file, text, esm, result: parseAnew(file, text, esm) };
  return last.result;
}

/**
 * A tree of its own, for who keeps it: what was found out about that of the last text was found among other files. The
 * last text is not forgotten for it, but for one that cannot be parsed, of which there is nothing to find out.
 */
export function parseApart(file: string, text: string, esm = false): SourceModule | ParseFailure {
  const result = parseAnew(file, text, esm);
  if (isFailure(result)) last = { file, text, esm, result };
  return result;
}

/** A text that was written is looked at several times in a row. */
let last: { file: string; text: string; esm: boolean; result: SourceModule | ParseFailure } | null = null;

/** Lets go of the last tree. */
export function forgetLast(): void {
  last = null;
}

function parseAnew(file: string, text: string, esm: boolean): SourceModule | ParseFailure {
  let failure: ParseFailure | null = null;
  for (const plugins of dialects(file)) {
    try {
      const tree = treeOf(text, plugins);
      giveGuards(tree, text);
      return build(file, text, tree, esm);
    } catch (error) {
      const other = describe(file, error);
      // the dialect that came furthest tells what is wrong
      if (!failure || other.offset > failure.offset) failure = other;
    }
  }
  return failure ?? { file, message: 'cannot be parsed', offset: 0 };
}

/** Few files are Flow's: what is built has a parser without it, and the whole one is loaded from its package. */
function withFlow(): typeof babelParse {
  return createRequire(import.meta.url)('@babel/parser').parse;
}

function treeOf(text: string, plugins: ParserPlugin[], errorRecovery = false): ReturnType<typeof babelParse> {
  const parse = plugins.flat().includes('flow') ? withFlow() : babelParse;
  return parse(text, {
    sourceType: 'unambiguous',
    plugins: [...plugins, ...COMMON],
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    allowNewTargetOutsideFunction: true,
    allowSuperOutsideMethod: true,
    allowUndeclaredExports: true,
    errorRecovery,
    createParenthesizedExpressions: false,
  });
}

/** What was written into the coroutines of a module as if they were `async`, as generators say it. */
export function asCoroutines({ file, coroutines, text: before }: SourceModule, text: string): string {
  if (!coroutines) return text;
  for (const plugins of dialects(file)) {
    try {
      const delegates = delegatesIn(treeOf(before, plugins), before);
      const spoken = withYields(treeOf(text, plugins, true), text, delegates);
      if (spoken === null) throw new Error('a yield lost its generator function');
      return spoken;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return text;
}

function describe(file: string, error: unknown): ParseFailure {
  if (error instanceof RangeError) return { file, message: 'its code is nested too deeply', offset: 0 };
  const { message = String(error), pos = 0 } = error as { message?: string; pos?: number };
  return { file, message: message.replace(/\(\d+:\d+\)$/, '').trimEnd(), offset: pos };
}

function build(file: string, text: string, tree: File, esm: boolean): SourceModule {
  let path = crawl(tree, text);
  const runners = mayHaveCoroutines(text) ? readAsAsync(path) : null;
  if (runners) {
    path = crawl(tree, text);
    useRunners(path, runners.names);
  }
  if (readAsPromised(path, text, runners?.many === true)) {
    path = crawl(tree, text);
    if (runners) useRunners(path, runners.names);
  }
  const program = asNodePath<ast.Program>(path);
  let style: Style | null = null;
  return {
    file,
    text,
    tree,
    program,
    kind: moduleKind(file, program, esm),
    esmPackage: esm,
    typescript: /\.[cm]?tsx?$/.test(file),
    coroutines: runners !== null,
    // of most files nobody asks it
    get style() {
      style ??= detectStyle(text);
      return style;
    },
  };
}

/** True when `text` parses as what the file's name says it is. */
export function parses(file: string, text: string): boolean {
  return !isFailure(parseModule(file, text));
}
