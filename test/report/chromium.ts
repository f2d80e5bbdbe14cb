/** Debian's or another Chromium without a window, driven over its pipe. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
];

/** The program's name; null where there is none. */
export const CHROMIUM = NAMES.find((name) => spawnSync(name, ['--version']).status === 0) ?? null;

export interface Page {
  /** The value of an expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  resize(width: number, height: number): Promise<void>;
  screenshot(): Promise<Buffer>;
  /** addresses that the page asked for, and what the browser had to say of it */
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

type Message = { id?: number; method?: string; params?: Record<string, never>; result?: Record<string, never> };

/** Opens a file; `scripts: false` as in a browser that runs none. */
export async function inChromium(url: string, scripts: boolean, test: (page: Page) => Promise<void>): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'cfv1-chromium-'));
  const child = spawn(CHROMIUM ?? '', [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  try {
    const { send, on } = protocol(child.stdio[3] as Writable, child.stdio[4] as Readable);
    const requests: string[] = [];
    const complaints: string[] = [];
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    const call = (method: string, params: object = {}) => send(method, params, sessionId);
    on('Network.requestWillBeSent', ({ request }: { request: { url: string } }) => requests.push(request.url));
    on('Log.entryAdded', ({ entry }: { entry: { text: string } }) => complaints.push(entry.text));
    on('Runtime.exceptionThrown', ({ exceptionDetails }: { exceptionDetails: { text: string } }) =>
      complaints.push(exceptionDetails.text),
    );
    for (const domain of ['Network', 'Log', 'Runtime', 'Page']) await call(`${domain}.enable`);
    if (!scripts) await call('Emulation.setScriptExecutionDisabled', { value: true });
    const loaded = new Promise((resolve) => on('Page.loadEventFired', resolve));
    await call('Page.navigate', { url });
    await loaded;
    await test({
      requests,
      complaints,
      async evaluate(expression) {
        const { result } = (await call('Runtime.evaluate', { expression, returnByValue: true })) as never as {
          result: { value: never };
        };
        return result.value;
      },
      async resize(width, height) {
        await call('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
      },
      async screenshot() {
        return Buffer.from((await call('Page.captureScreenshot')).data ?? '', 'base64');
      },
    });
  } finally {
    const gone = new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(null)));
    // asked to end it ends its own processes too
    (child.stdio[3] as Writable).write(`${JSON.stringify({ id: 0, method: 'Browser.close' })}\0`);
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(timer);
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
    } catch {
      // what one of them still writes is left to the system: it is a temporary folder
    }
  }
}

/** Messages are JSON with a zero byte after each. */
function protocol(input: Writable, output: Readable) {
  const waiting = new Map<number, (result: Record<string, never>) => void>();
  const listeners: (readonly [string, (params: never) => void])[] = [];
  let text = '';
  let last = 0;
  output.setEncoding('utf8');
  output.on('data', (chunk: string) => {
    const parts = (text + chunk).split('\0');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const { id, method, params, result } = JSON.parse(part) as Message;
      if (id !== undefined) waiting.get(id)?.(result ?? {});
      for (const [name, listener] of listeners) if (name === method) listener(params as never);
    }
  });
  return {
    send(method: string, params: object, sessionId?: string): Promise<Record<string, never>> {
      last += 1;
      const id = last;
      input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    on(method: string, listener: (params: never) => void): void {
      listeners.push([method, listener]);
    },
  };
}
