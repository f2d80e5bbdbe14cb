/** Functions whose code is not here: which of them may change an object that they are given. */
import type { Value } from './value.js';

/** Packages whose functions read what they are given, or send it. */
const READERS = new Set([
  ...['assert', 'buffer', 'crypto', 'events', 'fs', 'http', 'https', 'querystring', 'stream', 'url', 'util'],
  ...['qs', 'query-string', 'querystringify', 'form-urlencoded', 'form-data', 'formdata-node', 'urlencode'],
  ...['lodash', 'lodash-es', 'underscore', 'ramda', 'async', 'bluebird', 'q', 'co', 'rsvp', 'when', 'rxjs'],
  ...[
    'debug',
    'winston',
    'bunyan',
    'pino',
    'log4js',
    'npmlog',
    'loglevel',
    'consola',
    'signale',
    'fancy-log',
    'tracer',
  ],
  ...['chalk', 'colors', 'cli-color', 'gulp-util', 'prettyjson', 'pretty-format', 'inquirer', 'treeify'],
  ...['clone', 'deepcopy', 'rfdc', 'deep-equal', 'fast-deep-equal', 'object-hash', 'json-stringify-safe', 'js-yaml'],
  ...[
    'request',
    'request-promise',
    'request-promise-native',
    'request-promise-any',
    'co-request',
    'postman-request',
    'requestretry',
  ],
  ...['axios', 'got', 'superagent', 'needle', 'ky', 'undici', 'phin', 'unirest', 'reqwest', 'spidex', 'restler'],
  ...['popsicle', 'bent', 'simple-get', 'wreck', 'node-fetch', 'cross-fetch', 'isomorphic-fetch', 'jquery', 'react'],
  ...['cloudflare', 'cloudflare-api', 'gulp-cloudflare', 'grunt-cloudflare'],
]);

/** Those that change their argument all the same. */
const CHANGERS = new Set([
  'pull',
  'pullAll',
  'pullAt',
  'remove',
  'fill',
  'bindAll',
  'defaultsDeep',
  'mergeWith',
  'mixin',
]);

/** Methods of what is not known that print. */
const PRINTS = /^(?:log|debug|trace|verbose|silly|info|warn|warning|error|fatal|emit|inspect|write|writeln|ok)$/;

/** Can a call of it change its argument? Only of functions that are not in the repository. */
export function mayChange(callee: Value): boolean {
  switch (callee.kind) {
    case 'external': {
      const { module, members } = callee;
      if (module === null) return false;
      return !isReader(module) || members.some((name) => CHANGERS.has(name));
    }
    case 'member':
      if (callee.property !== null && PRINTS.test(callee.property)) return false;
      return mayChange(callee.object);
    case 'call':
      return mayChange(callee.callee);
    case 'param':
      return true;
    default:
      return false;
  }
}

function isReader(module: string): boolean {
  const [first = '', second = ''] = module.replace(/^node:/, '').split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  return READERS.has(name) || READERS.has(first.replace(/^lodash\..*/, 'lodash')) || /^@(?:hapi|cypress)$/.test(first);
}
