#!/usr/bin/env node
/**
 * The program's first file. It loads the chunks beside it, compiled by an earlier run where that can be had: compiling is
 * half of what a run on a clean repository takes. From Node 22.8 on Node keeps what it compiled, in its own place; for
 * older ones it is kept in the user's cache folder, for each command what that one uses. Nothing is kept where that folder
 * is not the user's alone, lies in the current one, or cannot be written; NODE_DISABLE_COMPILE_CACHE turns both off. What
 * other builds kept is taken away when a build keeps its first, once it was not used for thirty days.
 */
'use strict';
const module_ = require('node:module');

/** Names the chunks as they are, so that what is kept of others is never taken for theirs. */
const BUILD = '%BUILD%';
const CHUNKS = `${__dirname}/chunks/`;

const DAY = 24 * 60 * 60 * 1000;
const UNUSED = 30 * DAY;
/** Node's version, the processor, the build: the folders that are kept, and the files in them. */
const KEPT = /^v\d+\.[\w.-]+-[0-9a-f]{16}$/;
const KEPT_FILE = /^[\w-]+(?:\.[\w-]+)?\.cjs(?:\.\d+)?$/;
/** Those that run often. */
const COMMANDS = ['lint', 'ci', 'migrate'];

if (module_.enableCompileCache || process.env.NODE_DISABLE_COMPILE_CACHE || process.platform === 'win32') {
  module_.enableCompileCache?.();
  require(`${CHUNKS}main.cjs`);
} else {
  run(require('node:fs'), require('node:vm'));
}

function run(fs, vm) {
  const folder = cacheFolder();
  const command = commandOf(process.argv);
  const loaded = new Map();
  const fresh = new Map();
  load('main.cjs');
  if (folder === null) return;
  // at the end the functions that were used are compiled
  process.once('exit', () => {
    if (fresh.size > 0) holdCode(false);
    for (const [name, script] of fresh) keep(name, script);
  });

  function load(name) {
    const known = loaded.get(name);
    if (known) return known.exports;
    const chunk = { exports: {} };
    loaded.set(name, chunk);
    const filename = CHUNKS + name;
    const cachedData = folder === null ? undefined : kept(name);
    const source = fs.readFileSync(filename, 'latin1').replace(/^#!.*/, '');
    // what is kept is taken under the flags alone that it was kept under
    if (fresh.size > 0) holdCode(false);
    const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
      filename,
      cachedData,
    });
    if (folder !== null && (cachedData === undefined || script.cachedDataRejected)) fresh.set(name, script);
    if (fresh.size > 0) holdCode(true);
    const own = (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id));
    script.runInThisContext().call(chunk.exports, chunk.exports, own, chunk, filename, CHUNKS);
    return chunk.exports;
  }

  /** In a long run V8 lets go of code that ran once, as that of each chunk itself: the next run would compile it again. */
  function holdCode(held) {
    require('node:v8').setFlagsFromString(held ? '--no-flush-bytecode' : '--flush-bytecode');
  }

  /** V8 trusts what it is given: it must be a file that nobody else could write. */
  function kept(name) {
    let descriptor;
    try {
      descriptor = fs.openSync(`${folder}/${command}${name}`, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW);
      return isOurs(fs.fstatSync(descriptor)) ? fs.readFileSync(descriptor) : undefined;
    } catch {
      return undefined;
    } finally {
      if (descriptor !== undefined) fs.closeSync(descriptor);
    }
  }

  function keep(name, script) {
    const temp = `${folder}/${command}${name}.${process.pid}`;
    try {
      const first = fs.mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
      if (!isOurs(fs.lstatSync(folder))) return;
      if (first) forget(folder.slice(0, folder.lastIndexOf('/')));
      fs.writeFileSync(temp, script.createCachedData(), { flag: 'wx', mode: 0o600 });
      fs.renameSync(temp, `${folder}/${command}${name}`);
    } catch {
      // the next run compiles again
    }
  }

  /** Takes away what nobody used for long: folders and files named as ours, in folders of the user; no link is followed. */
  function forget(own) {
    for (const name of fs.readdirSync(own).filter((one) => KEPT.test(one))) {
      const old = `${own}/${name}`;
      try {
        const found = fs.lstatSync(old);
        if (!found.isDirectory() || !isOurs(found) || Date.now() - found.mtimeMs < UNUSED) continue;
        for (const file of fs.readdirSync(old)) if (KEPT_FILE.test(file)) fs.unlinkSync(`${old}/${file}`);
        fs.rmdirSync(old);
      } catch {
        // another run takes it away, or it holds what is not ours
      }
    }
  }

  /** The time of the folder tells of the last use, to a day. */
  function markUsed(folder) {
    try {
      const now = new Date();
      fs.utimesSync(folder, now, now);
    } catch {
      // it is made again once it is gone
    }
  }

  function isOurs({ uid, mode }) {
    return uid === process.getuid() && (mode & 0o022) === 0;
  }

  /** Each uses functions of its own: what another one uses would only be read. */
  function commandOf(args) {
    const [command = ''] = args.slice(2).filter((one) => COMMANDS.includes(one));
    return command && `${command}${args.includes('--staged') ? '-staged' : ''}.`;
  }

  function cacheFolder() {
    const { XDG_CACHE_HOME, HOME } = process.env;
    const base = XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : HOME?.startsWith('/') ? `${HOME}/.cache` : null;
    const here = process.cwd();
    if (base === null || base === here || base.startsWith(here.endsWith('/') ? here : `${here}/`)) return null;
    const folder = `${base}/cfv1/${process.version}-${process.arch}-${BUILD}`;
    const [cached, own] = [folder, `${base}/cfv1`].map((path) => fs.lstatSync(path, { throwIfNoEntry: false }));
    if ((cached && !isOurs(cached)) || (own && !isOurs(own))) return null;
    if (cached && Date.now() - cached.mtimeMs > DAY) markUsed(folder);
    return folder;
  }
}
