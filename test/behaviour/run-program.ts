/** Lays a program out in a directory of its own and runs it. */
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const NODE_MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
export const REDIRECT = fileURLToPath(new URL('./redirect.cjs', import.meta.url));
export const TIME_LIMIT_MS = 20_000;
const MAINS = ['main.js', 'main.mjs', 'main.cjs', 'main.ts'];

/** Texts that replace, or stand beside, the program's own files: relative path → text. */
export type Sources = Readonly<Record<string, string>>;

export interface Ran {
  /** null: killed by the time limit */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Manifest {
  readonly type?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Calls `use` with the file to run, in a temporary copy whose path has a space, and removes the copy. */
export async function withProgram<T>(dir: string, sources: Sources, use: (main: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'a program '));
  try {
    cpSync(dir, root, { recursive: true });
    for (const [file, text] of Object.entries(sources)) writeFileSync(join(root, file), text);
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
    // before the packages are linked: links are followed
    compileTypeScript(root, manifest.type === 'module');
    linkDependencies(root, manifest);
    const main = MAINS.find((name) => existsSync(join(root, name)));
    if (!main) throw new Error(`no main file in ${dir}`);
    return await use(join(root, main.replace(/\.ts$/, '.js')));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Only what the program asks for can be loaded; `cloudflare` is the major version that it asks for, 7 if none. */
function linkDependencies(root: string, { dependencies = {} }: Manifest): void {
  for (const [name, range] of Object.entries({ cloudflare: '^7', ...dependencies })) {
    const isV1 = name === 'cloudflare' && /^[~^]?0\./.test(range);
    const link = join(root, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(NODE_MODULES, isV1 ? 'cloudflare-v1' : name), link, 'dir');
  }
}

function compileTypeScript(root: string, isModule: boolean): void {
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.d.ts')) continue;
    const { outputText } = ts.transpileModule(readFileSync(join(root, file), 'utf8'), {
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module: isModule ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
        esModuleInterop: true,
      },
    });
    writeFileSync(join(root, file.replace(/\.ts$/, '.js')), outputText);
  }
}

/** Runs a file under the redirect, with this environment and PATH alone. */
export function runNode(main: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', REDIRECT, main, ...args], {
      cwd: dirname(main),
      env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIME_LIMIT_MS,
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    child.on('error', reject);
    child.on('close', (exit) => resolve({ exit, ...output }));
  });
}
