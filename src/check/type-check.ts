/** The check of `--verify-types`: which rewritten files would have type errors that they do not have as they are. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Project, ts } from 'ts-morph';
import type { FileChange } from '../pipeline.js';
import { SDK_TYPES } from './sdk-types.js';

export interface TypeCheck {
  /** file → its first new error */
  readonly errors: ReadonlyMap<string, string>;
  /** what the reader should know of how it was checked */
  readonly notes: readonly string[];
}

/** Where a repository has no tsconfig.json. */
const STRICT: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  esModuleInterop: true,
  experimentalDecorators: true,
  jsx: ts.JsxEmit.Preserve,
};
const TYPESCRIPT = /\.[cm]?tsx?$/;
const SDK_MAJOR = 7;
const NOT_INSTALLED = `the types of cloudflare ${SDK_MAJOR} are not installed: --verify-types knew the calls that it wrote alone; install the package and run it again for a complete check`;

/** Compares the errors of every changed TypeScript file before and after all the changes; used again, it is quicker. */
export class TypeChecker {
  private readonly programs = new Map<string | null, Program>();

  constructor(private readonly root: string) {}

  check(changes: readonly FileChange[]): TypeCheck {
    const errors = new Map<string, string>();
    let stub = false;
    for (const [config, group] of byConfig(this.root, changes)) {
      const program = this.programs.get(config) ?? new Program(this.root, config, group);
      this.programs.set(config, program);
      if (!program.installed && group.some(({ after }) => /['"]cloudflare['"]/.test(after))) stub = true;
      for (const [file, error] of program.newErrors(group, changes)) errors.set(file, error);
    }
    return { errors, notes: stub ? [NOT_INSTALLED] : [] };
  }
}

/** The changed files of each tsconfig.json, the nearest above them; null: there is none. */
function byConfig(root: string, changes: readonly FileChange[]): Map<string | null, FileChange[]> {
  const groups = new Map<string | null, FileChange[]>();
  for (const change of changes) {
    if (!TYPESCRIPT.test(change.file) || /\.d\.[cm]?ts$/.test(change.file)) continue;
    const config = above(join(root, change.file), 'tsconfig.json', root);
    groups.set(config, [...(groups.get(config) ?? []), change]);
  }
  return groups;
}

/** The nearest file of that name in the folders above one, up to `top`. */
function above(file: string, name: string, top: string | null): string | null {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const found = join(folder, name);
    if (existsSync(found)) return found;
    if (folder === top || dirname(folder) === folder) return null;
  }
}

/** The major version of the `cloudflare` that a file gets; 0: none. */
function installedMajor(file: string): number {
  const manifest = above(file, 'node_modules/cloudflare/package.json', null);
  if (manifest === null) return 0;
  try {
    return Number.parseInt((JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version, 10) || 0;
  } catch {
    return 0;
  }
}

/** The files of one tsconfig.json. */
class Program {
  readonly installed: boolean;
  private readonly project: Project;
  private readonly before = new Map<string, readonly TypeError[]>();

  constructor(
    private readonly root: string,
    config: string | null,
    group: readonly FileChange[],
  ) {
    this.project = open(root, config);
    this.installed = group.every(({ file }) => installedMajor(join(root, file)) >= SDK_MAJOR);
    if (!this.installed) this.project.createSourceFile(join(root, 'cfv1-sdk-types.d.ts'), SDK_TYPES);
  }

  /** File → first new error; `all`: what the files may import changes as well. */
  newErrors(group: readonly FileChange[], all: readonly FileChange[]): Map<string, string> {
    const javascript = this.project.getCompilerOptions().allowJs === true;
    const seen = all.filter(({ file }) => TYPESCRIPT.test(file) || (javascript && /\.[cm]?jsx?$/.test(file)));
    if (group.some(({ file }) => !this.before.has(file))) {
      for (const { file, before } of seen) if (before !== '') this.put(file, before);
      for (const { file } of group) this.before.set(file, this.errorsOf(file));
    }
    const added = new Set(seen.map(({ file }) => join(this.root, file)));
    for (const { file, after } of seen) this.put(file, after);
    // what was refused since stays as it is on the disk
    for (const source of this.project.getSourceFiles())
      if (!added.has(source.getFilePath()) && this.before.has(source.getFilePath().slice(this.root.length + 1)))
        source.refreshFromFileSystemSync();
    return new Map(
      group.flatMap(({ file }) => {
        const [first] = newOnes(this.before.get(file) ?? [], this.errorsOf(file));
        return first ? [[file, first.text] as const] : [];
      }),
    );
  }

  private put(file: string, text: string): void {
    this.project.createSourceFile(join(this.root, file), text, { overwrite: true });
  }

  private errorsOf(file: string): TypeError[] {
    const source = this.project.getSourceFile(join(this.root, file));
    return (source?.getPreEmitDiagnostics() ?? []).map(({ compilerObject: { code, messageText } }) => ({
      code,
      text: `TS${code} ${typeof messageText === 'string' ? messageText : messageText.messageText}`,
    }));
  }
}

/** Files are added one by one; what they import, the compiler finds. Ambient declarations belong to every file. */
function open(root: string, config: string | null): Project {
  const parsed =
    config === null ? null : ts.parseJsonConfigFileContent(readConfig(config), ts.sys, dirname(config), {}, config);
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: false,
    compilerOptions: {
      ...(parsed?.options ?? { ...STRICT, typeRoots: [join(root, 'node_modules/@types')] }),
      noEmit: true,
      skipLibCheck: true,
      incremental: false,
      composite: false,
    },
  });
  for (const file of parsed?.fileNames ?? []) if (/\.d\.[cm]?ts$/.test(file)) project.addSourceFileAtPath(file);
  return project;
}

function readConfig(file: string): unknown {
  return ts.readConfigFile(file, ts.sys.readFile).config ?? {};
}

interface TypeError {
  readonly code: number;
  readonly text: string;
}

/** Names and modules that are not there: one more use of them says nothing new. */
const UNRESOLVED = new Set([2304, 2307, 2503, 2552, 2580, 2591, 2792, 7016, 7026, 17004]);

/** The errors that were not there before; where they stand does not matter. */
function newOnes(before: readonly TypeError[], after: readonly TypeError[]): TypeError[] {
  const known = before.map(({ text }) => text);
  return after.filter(({ code, text }) => {
    const at = known.indexOf(text);
    if (at !== -1 && !UNRESOLVED.has(code)) known.splice(at, 1);
    return at === -1;
  });
}
