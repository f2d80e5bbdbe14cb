/** Runs programs in one process that stays, one after another; see resident.cjs. */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ran, REDIRECT, runNode, TIME_LIMIT_MS } from './run-program.js';

const RESIDENT = fileURLToPath(new URL('./resident.cjs', import.meta.url));

let resident: ChildProcess | null = null;
let turn: Promise<unknown> = Promise.resolve();

/** As `runNode`, at a fraction of its time. */
export function runResident(
  main: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const packages = dependenciesOf(dirname(main));
  if (packages.some((name) => ALONE.includes(name))) return runNode(main, args, env);
  const fresh = freshPackages(dirname(main), packages);
  const ran = turn.then(() =>
    ask({ main, args, env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', ...env }, fresh }),
  );
  turn = ran.catch(() => {});
  return ran;
}

/** The SDK: nothing of it can be set for all who use it, and it takes long to load. */
const SDK = realpathSync(fileURLToPath(new URL('../../node_modules/cloudflare', import.meta.url)));
/** They change packages that others use too, and bear that only once; got does not bear being loaded anew. */
const ALONE = ['unirest', 'got'];

function dependenciesOf(dir: string): readonly string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as {
    dependencies?: Readonly<Record<string, string>>;
  };
  return Object.keys(dependencies);
}

/** Directories of the packages that the program may set up for itself: they are loaded anew, what they use is not. */
function freshPackages(dir: string, packages: readonly string[]): readonly string[] {
  return packages
    .map((name) => realpathSync(join(dir, 'node_modules', name)))
    .filter((found) => found !== SDK)
    .map((found) => found + sep);
}

function start(): ChildProcess {
  const child = fork(RESIDENT, [], {
    execArgv: ['--require', REDIRECT],
    env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.once('exit', () => {
    if (resident === child) resident = null;
  });
  return child;
}

function ask(job: unknown): Promise<Ran> {
  resident ??= start();
  const child = resident;
  return new Promise((resolve) => {
    const finish = (ran: Ran) => {
      clearTimeout(timer);
      child.off('message', finish);
      child.off('exit', died);
      child.unref();
      child.channel?.unref();
      resolve(ran);
    };
    const died = () => finish({ exit: null, stdout: '', stderr: 'the resident process ended' });
    const timer = setTimeout(() => {
      resident = null;
      child.off('exit', died);
      child.kill('SIGKILL');
      finish({ exit: null, stdout: '', stderr: '' });
    }, TIME_LIMIT_MS);
    child.ref();
    child.channel?.ref();
    child.on('message', finish);
    child.on('exit', died);
    child.send(job as object);
  });
}
