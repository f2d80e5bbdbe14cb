/** A repository in which the tools find this program, and the tools themselves. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { type Files, git, tempRepository } from '../workspace/temp-tree.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(ROOT, 'dist/src/cli/main.js');

export const V1 = `var request = require('request');
request.post({ url: 'https://www.cloudflare.com/api_json.html', form: { a: 'fpurge_ts', z: 'example.com', v: 1, tkn: process.env.K, email: process.env.E } });
`;
export const CLEAN = "console.log('cloudflare');\n";

export interface Project {
  readonly root: string;
  /** with what stands in node_modules/.bin first on the path */
  run(command: string, args: readonly string[], env?: Readonly<Record<string, string>>): Outcome;
}

export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** `cfv1` and `npx` are there as npm would have them; npx of anything else fails, as there is no network. */
export function project(files: Files): Project {
  const root = tempRepository({ '.gitignore': 'node_modules/\n', ...files }, 'a project');
  const bin = join(root, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  const script = (name: string, lines: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${lines}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  script('cfv1', `exec '${process.execPath}' '${MAIN}' "$@"`);
  script(
    'npx',
    `while case "$1" in --*) true ;; *) false ;; esac; do shift; done
case "$1" in cfv1 | cloudflare-v1-codemod@*) shift; exec cfv1 "$@" ;; *) echo "npx $1: not here" >&2; exit 127 ;; esac`,
  );
  const path = [bin, join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  git(root, 'config', 'user.name', 'Test');
  git(root, 'config', 'user.email', 'test@example.com');
  return {
    root,
    run(command, args, env = {}) {
      const { status, stdout, stderr } = spawnSync(command, args, {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, PATH: path, HOME: root, ...env },
      });
      return { status, output: stripVTControlCharacters(`${stdout}${stderr}`) };
    },
  };
}

export function has(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}
