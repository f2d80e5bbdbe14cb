import { createClient } from 'cloudflare';

type Done = (err: Error | null, answer?: any) => void;

/** Calls what it is given, one after another. */
class Queue {
  private readonly jobs: ((done: Done) => void)[] = [];

  add(method: any, self: object, ...args: unknown[]): this {
    this.jobs.push((done) => method.apply(self, [...args, done]));
    return this;
  }

  run(finished: (err: Error | null, count: number) => void, count = 0): void {
    const job = this.jobs.shift();
    if (!job) return finished(null, count);
    job((err) => (err ? finished(err, count) : this.run(finished, count + 1)));
  }
}

const client = createClient({ token: process.env.CF_KEY, email: process.env.CF_EMAIL });

new Queue()
  .add(client.whitelistIp, client, '192.0.2.77')
  .add(client.zoneFilePurge, client, 'example.com', 'https://example.com/a.css')
  .add(client.clearCache, client, 'example.net')
  .run((err, count) => {
    console.log(err ? `failed after ${count}: ${err.message}` : `done: ${count}`);
    process.exit(err ? 1 : 0);
  });
