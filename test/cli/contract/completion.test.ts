/** `cfv1 completion`: what the shells themselves make of it. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { COMMANDS, optionsOf } from '../../../src/cli/options-table.js';
import { FORMATS } from '../../../src/report/format-names.js';
import { cfv1, repository } from './real-run.js';

const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

async function script(shell: string): Promise<string> {
  const { code, stdout } = await cfv1(repository({}), `completion ${shell}`);
  expect(code).toBe(0);
  return stdout;
}

/** What bash offers for the last of the words. */
function offered(text: string, words: readonly string[], files: Record<string, string> = {}): string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  const run = `${text}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _cfv1; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['-c', run], { cwd: repository(files), encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout.trim().split('\n').filter(Boolean);
}

describe('cfv1 completion bash', () => {
  it('offers the commands, the options of each, and their values', async () => {
    const text = await script('bash');
    expect(offered(text, ['cfv1', ''])).toEqual([...COMMANDS, '--help', '--version']);
    for (const command of COMMANDS) {
      const flags = optionsOf(command).map(({ name }) => `--${name}`);
      expect(offered(text, ['cfv1', command, '--'])).toEqual([...flags, '--help']);
    }
    expect(offered(text, ['cfv1', 'lint', '--format', ''])).toEqual([...FORMATS]);
    expect(offered(text, ['cfv1', 'ci', '-f', 'sa'])).toEqual(['sarif']);
    expect(offered(text, ['cfv1', 'lint', '--only', 'todo'])).toEqual(['todo']);
    expect(offered(text, ['cfv1', 'lint', '--action', 'rec_n'])).toEqual(['rec_new']);
    expect(offered(text, ['cfv1', 'completion', ''])).toEqual(['bash', 'zsh', 'fish']);
    expect(offered(text, ['cfv1', 'lint', 'a'], { 'ab.js': '', 'b.js': '' })).toEqual(['ab.js']);
    expect(offered(text, ['cfv1', 'lint', '--max-warnings', 'a'], { 'ab.js': '' })).toEqual([]);
  });
});

describe('other shells', () => {
  it.skipIf(!has('zsh'))('zsh takes the script (skipped where there is none)', async () => {
    const run = `autoload -Uz compinit && compinit -u -D\n${await script('zsh')}\nprint -r -- \${_comps[cfv1]}`;
    const { stdout, stderr } = spawnSync('zsh', ['-f', '-c', run], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: expect.stringContaining('_bash_complete'), stderr: '' });
  });

  it.skipIf(!has('fish'))('fish offers the same (skipped where there is none)', async () => {
    const text = await script('fish');
    const ask = (line: string) => {
      const { stdout } = spawnSync('fish', ['--no-config', '-c', `${text}\ncomplete -C '${line}'`], {
        encoding: 'utf8',
      });
      return stdout
        .trim()
        .split('\n')
        .map((one) => one.split('\t')[0]);
    };
    expect(ask('cfv1 ').sort()).toEqual([...COMMANDS].sort());
    expect(ask('cfv1 lint --format sa')).toEqual(['sarif']);
    expect(ask('cfv1 lint --max-w')).toEqual(['--max-warnings']);
  });

  it('are refused', async () => {
    expect((await cfv1(repository({}), 'completion tcsh')).code).toBe(2);
    expect((await cfv1(repository({}), 'completion')).stderr).toBe(
      'cfv1: completion needs to be told what: cfv1 completion <shell>; --help tells more\n',
    );
  });
});
