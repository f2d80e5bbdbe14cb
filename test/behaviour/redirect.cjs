/**
 * Preload (`node --require`): sends what a program says to Cloudflare to the local servers instead.
 * www.cloudflare.com and cloudflare.com go to CFV1_V1_PORT, api.cloudflare.com to CFV1_V4_PORT, over plain HTTP.
 * Any other connection ends the process with exit code 97.
 */
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const path = require('node:path');
const Module = require('node:module');
const { urlToHttpOptions } = require('node:url');

const REFUSED = 97;
/** The environment variables that hold the ports; read at each request, as one process may run several programs. */
const PORTS = {
  'www.cloudflare.com': 'CFV1_V1_PORT',
  'cloudflare.com': 'CFV1_V1_PORT',
  'api.cloudflare.com': 'CFV1_V4_PORT',
};
const LOCAL = ['127.0.0.1', 'localhost', '::1'];

function refuse(where) {
  process.stderr.write(`redirect: connection to ${where} refused\n`);
  process.exit(REFUSED);
}

/** The local port that stands in for a host; undefined for a host that is local already. */
function portFor(host) {
  if (LOCAL.includes(host)) return undefined;
  return process.env[PORTS[host]] ?? refuse(host);
}

// http.request, http.get, https.request, https.get: whatever is built on them follows
const plainRequest = http.request;

function redirected(defaultAgent) {
  return function request(...args) {
    const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    const [input, extra] = typeof args[0] === 'string' || args[0] instanceof URL ? args : [undefined, args[0]];
    const options = { ...(input && urlToHttpOptions(new URL(input))), ...extra };
    const host = String(options.hostname || options.host || 'localhost').replace(/:\d+$/, '');
    const port = portFor(host);
    if (port === undefined) return plainRequest.call(http, { ...options, agent: options.agent }, callback);
    // An agent for https cannot carry plain HTTP.
    const isPlain = options.agent === false || (options.agent && options.agent.protocol === 'http:');
    return plainRequest.call(
      http,
      {
        ...options,
        protocol: 'http:',
        host: '127.0.0.1',
        hostname: '127.0.0.1',
        port,
        defaultPort: undefined,
        agent: isPlain ? options.agent : defaultAgent,
        _defaultAgent: undefined,
        createConnection: undefined,
      },
      callback,
    );
  };
}

function got(request) {
  return function get(...args) {
    const sent = request(...args);
    sent.end();
    return sent;
  };
}

for (const client of [http, https]) {
  client.request = redirected(http.globalAgent);
  client.get = got(client.request);
}
Module.syncBuiltinESMExports();

// the global fetch
function rewritten(address) {
  const url = new URL(address);
  const port = portFor(url.hostname);
  return port === undefined ? url.href : `http://127.0.0.1:${port}${url.pathname}${url.search}`;
}

const plainFetch = globalThis.fetch;
globalThis.fetch = function fetch(input, init) {
  if (typeof input === 'string' || input instanceof URL) return plainFetch(rewritten(String(input)), init);
  return plainFetch(new Request(rewritten(input.url), input), init);
};

// npm undici: its dispatchers open sockets themselves
const plainLoad = Module._load;
let patched = false;
Module._load = function load(...args) {
  const exported = plainLoad.apply(this, args);
  if (!patched && isUndici(args[0])) {
    patched = true;
    patchUndici(exported);
  }
  return exported;
};

function isUndici(specifier) {
  return specifier === 'undici' || specifier.endsWith(path.join('undici', 'index.js'));
}

function patchUndici({ Agent, setGlobalDispatcher }) {
  const plainDispatch = Agent.prototype.dispatch;
  Agent.prototype.dispatch = function dispatch(options, handler) {
    const port = portFor(new URL(options.origin).hostname);
    const origin = port === undefined ? options.origin : `http://127.0.0.1:${port}`;
    return plainDispatch.call(this, { ...options, origin }, handler);
  };
  setGlobalDispatcher(new Agent());
}

// everything else
const plainConnect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function connect(...args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  const options = typeof first === 'object' && first !== null ? first : { host: args[1] };
  const host = typeof options.host === 'string' ? options.host : undefined;
  if (host !== undefined && !options.path && !LOCAL.includes(host)) refuse(host);
  return plainConnect.apply(this, args);
};
