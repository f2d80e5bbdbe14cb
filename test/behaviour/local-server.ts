/** A plain HTTP server on a free port of 127.0.0.1 that carries requests out on an account, or fails as told. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Account } from './account.js';
import { type Fault, Faults } from './fault.js';

export interface LocalRequest {
  readonly method: string;
  /** path without the query */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface LocalAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** A request and the status it was answered with; 0: the socket was destroyed. */
export interface SeenRequest extends LocalRequest {
  readonly status: number;
}

export interface LocalServer {
  readonly port: number;
  /** all requests so far, also those that were not carried out */
  readonly seen: readonly SeenRequest[];
  close(): Promise<void>;
}

/** `answer` carries a request out; `failure` is what the API says when it breaks inside. Throwing rejects loudly: 599. */
export async function listen(
  account: Account,
  fault: Fault,
  answer: (request: LocalRequest) => LocalAnswer,
  failure: () => LocalAnswer,
): Promise<LocalServer> {
  const faults = new Faults(fault);
  const seen: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
      const request: LocalRequest = {
        method: incoming.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      handle(request, response);
    });
  });

  function handle(request: LocalRequest, response: ServerResponse): void {
    const done = account.effects.length;
    let verdict = faults.before();
    let reply = failure();
    try {
      if (verdict === 'answer') {
        reply = answer(request);
        verdict = faults.after(account.effects.length > done);
      }
    } catch (err) {
      reply = { status: 599, json: { testServer: String(err) } };
    }
    if (verdict === 'error') reply = failure();
    seen.push({ ...request, status: verdict === 'destroy' ? 0 : reply.status });
    if (verdict === 'destroy') response.destroy();
    else send(response, reply);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, { status, json }: LocalAnswer): void {
  const body = JSON.stringify(json);
  response.writeHead(status, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
