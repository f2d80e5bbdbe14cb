/** Batch files carried out by the cmd of Wine, with the curl and the jq of this machine in the place of those of Windows. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMPILER = 'x86_64-w64-mingw32-gcc';

/** What is not installed here of all that is needed. */
export const MISSING = ['wine', COMPILER, 'curl', 'jq'].filter((tool) => {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'pipe' });
    return false;
  } catch {
    return true;
  }
});

export interface Windows {
  /** what a batch file prints */
  run(text: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<string>;
  close(): void;
}

export async function startWindows(): Promise<Windows> {
  const home = mkdtempSync(join(tmpdir(), 'cfv1-wine-'));
  const bin = join(home, 'bin');
  mkdirSync(bin);
  const program = join(bin, 'curl.exe');
  const source = fileURLToPath(new URL('forward.c', import.meta.url));
  execFileSync(COMPILER, ['-municode', '-O1', '-o', program, source, '-lws2_32'], { stdio: 'pipe' });
  copyFileSync(program, join(bin, 'jq.exe'));
  const server = createServer({ allowHalfOpen: true }, serve);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const fixed = {
    PATH: process.env.PATH,
    HOME: home,
    WINEPREFIX: join(home, 'prefix'),
    WINEDEBUG: '-all',
    WINEPATH: `Z:${bin.replaceAll('/', '\\')}`,
    CFV1_PORT: String(typeof address === 'object' && address ? address.port : 0),
  };
  const wine = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    new Promise<string>((done, fail) => {
      execFile('wine', args, { cwd: home, env: { ...fixed, ...env }, timeout: 30_000 }, (error, out) =>
        error?.killed ? fail(error) : done(out),
      );
    });
  await wine(['wineboot', '-i']);
  return {
    run: (text, args, env) => {
      writeFileSync(join(home, 'a.cmd'), text.replace(/\r?\n/g, '\r\n'));
      return wine(['cmd', '/c', 'a.cmd', ...args], env);
    },
    close: () => {
      // it has ended by itself where nothing ran for a while
      spawnSync('wineserver', ['-k'], { env: fixed, stdio: 'pipe' });
      server.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** One program: how many words, each, what it reads up to nothing; then what it prints twice, and its code. */
function serve(socket: Socket): void {
  let bytes = Buffer.alloc(0);
  const frames: Buffer[] = [];
  let isDone = false;
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    while (!isDone && bytes.length >= 4 && bytes.length >= 4 + bytes.readUInt32LE(0)) {
      const length = bytes.readUInt32LE(0);
      const frame = bytes.subarray(4, 4 + length);
      bytes = bytes.subarray(4 + length);
      const words = frames[0]?.readUInt32LE(0) ?? 0;
      isDone = length === 0 && frames.length > words;
      if (!isDone) frames.push(frame);
    }
    if (isDone) carryOut(frames, socket);
  });
}

function carryOut([count, ...frames]: readonly Buffer[], socket: Socket): void {
  const words = frames.splice(0, count?.readUInt32LE(0) ?? 0).map(String);
  const [name = '', ...args] = words;
  const own = /jq(?:\.exe)?$/i.test(name) ? 'jq' : 'curl';
  // the file that is nobody's has another name here
  const given = args.map((one) => (/^nul$/i.test(one) ? '/dev/null' : one));
  const child = execFile(own, given, { encoding: 'buffer', timeout: 20_000 }, (error, out, told) => {
    const framed = (text: Buffer) => Buffer.concat([sized(text.length), text]);
    const code = typeof error?.code === 'number' ? error.code : error ? 1 : 0;
    socket.end(Buffer.concat([framed(out), framed(told), sized(code)]));
  });
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(Buffer.concat(frames));
}

function sized(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
