/**
 * A process that runs programs one after another (`node --require redirect.cjs resident.cjs`, told by IPC), so that what
 * takes most of a program's time, loading its HTTP client or the SDK, is done once. A program is over when nothing keeps
 * the process alive any more, when it exits, or when something it throws is not caught, as in a process of its own.
 */
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { inspect } = require('node:util');

const UNSETTLED = 13;
const STOPPED = Symbol('stopped');
const reallyExit = process.exit;
const OWN_GLOBALS = new Set(Object.getOwnPropertyNames(globalThis));
const OWN_LISTENERS = new Map();

/** The program that runs: its output so far, and its timers. */
let running = null;
/** jobs that wait until the one before has left nothing behind */
const waiting = [];

for (const name of ['stdout', 'stderr']) {
  process[name].write = (text, encoding, done) => {
    if (running && !running.over) running[name] += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
    const called = typeof encoding === 'function' ? encoding : done;
    if (called) process.nextTick(called);
    return true;
  };
}

for (const name of ['setTimeout', 'setInterval']) {
  const plain = globalThis[name];
  const tracked = (...args) => {
    const timer = plain(...args);
    running?.timers.add(timer);
    return timer;
  };
  globalThis[name] = Object.assign(tracked, plain);
  // setTimeout[util.promisify.custom]
  for (const key of Object.getOwnPropertySymbols(plain)) tracked[key] = plain[key];
}

process.exit = (code) => {
  if (code !== undefined) process.exitCode = code;
  end();
  throw STOPPED;
};

process.on('uncaughtException', (thrown) => {
  if (thrown === STOPPED || !running || running.over) return;
  running.stderr += `Uncaught:\n${inspect(thrown)}\n`;
  process.exitCode = 1;
  end();
});

process.on('beforeExit', () => {
  if (!running) return;
  if (!running.over) {
    if (!running.loaded) process.exitCode = UNSETTLED;
    end();
  }
  forget();
});

/** The program is over: what it still does is not heard. */
function end() {
  if (running.over) return;
  const exit = () => Number(process.exitCode ?? 0);
  for (const listener of added('exit')) listener.call(process, exit());
  running.over = true;
  for (const timer of running.timers) clearTimeout(timer);
  process.send({ exit: exit(), stdout: running.stdout, stderr: running.stderr });
}

/** Nothing of the program is left to run; makes room for the next. */
function forget() {
  running = null;
  process.exitCode = undefined;
  for (const name of process.eventNames()) {
    for (const listener of added(name)) process.removeListener(name, listener);
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) if (!OWN_GLOBALS.has(name)) delete globalThis[name];
  process.channel.ref();
  const next = waiting.shift();
  if (next) run(next);
}

function added(name) {
  const own = OWN_LISTENERS.get(name) ?? [];
  return process.listeners(name).filter((listener) => !own.includes(listener));
}

function run({ main, args, env, fresh }) {
  running = { stdout: '', stderr: '', timers: new Set(), over: false, loaded: false };
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, main, ...args];
  process.chdir(path.dirname(main));
  for (const file of Object.keys(require.cache)) {
    const isKept = file.includes(`${path.sep}node_modules${path.sep}`) || file.startsWith(__dirname);
    if (!isKept || fresh.some((dir) => file.startsWith(dir))) delete require.cache[file];
  }
  process.channel.unref();
  setImmediate(load, main);
}

function load(main) {
  const program = running;
  if (/\.mjs$/.test(main) || isModule(path.dirname(main))) {
    const done = () => {
      program.loaded = true;
    };
    import(pathToFileURL(main).href).then(done, (thrown) => {
      done();
      setImmediate(() => {
        throw thrown;
      });
    });
    return;
  }
  program.loaded = true;
  Module._load(main, null, true);
}

function isModule(dir) {
  return require(path.join(dir, 'package.json')).type === 'module';
}

process.on('message', (job) => {
  if (running) waiting.push(job);
  else run(job);
});
process.on('disconnect', () => reallyExit(0));

for (const name of ['exit', ...process.eventNames()]) OWN_LISTENERS.set(name, process.listeners(name));
