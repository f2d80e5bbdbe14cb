/** The words of which code that makes requests holds one: where none is, there is no client. */

/** Packages, as they are loaded; what is below them (`got/dist`) counts too. */
const PACKAGES = [
  'https?',
  'http2',
  'follow-redirects',
  '(?:@cypress/|postman-|co-)?request(?:retry|-promise|-promise-native|-promise-any)?',
  'axios(?:-https-proxy-fix)?',
  'redaxios',
  '(?:[\\w@./-]*-)?u?n?fetch(?:-[\\w-]+)?',
  'minipass-fetch',
  'make-fetch-happen',
  'ofetch',
  'electron',
  'got(?:-cjs)?',
  'superagent(?:-bluebird-promise|-promise|-use)?',
  'needle',
  'ky(?:-universal)?',
  'undici',
  'phin',
  'unirest',
  'meteor',
  'jquery(?:-deferred)?',
  'zepto',
  'cash-dom',
  'xhr2(?:-cookies)?',
  'reqwest',
  'spidex',
  'restler',
  'popsicle',
  'bent',
  'simple-get',
  '(?:@hapi/)?wreck',
  'form-data',
];

/** What is there without being loaded, and `$` as it is used or handed on. */
const GLOBALS = [
  '\\b(?:fetch|XMLHttpRequest|xmlhttprequest|jQuery|Zepto|axios|reqwest|FormData)\\b',
  '\\bHTTP\\s*\\.\\s*\\w',
  '\\bMeteor\\s*\\.\\s*http',
  '(?<![\\w$\\\\])\\$\\s*\\.\\s*(?:ajax|get|post|getJSON)\\b',
  '(?:[=:,{(]|\\bdefault|\\breturn)\\s*\\$\\s*(?:[;,}]|\\)\\s*\\{|$)',
];

export const CLIENT_WORDS = new RegExp(
  `['"\`](?:node:)?(?:${PACKAGES.join('|')})(?:/[^'"\`\\n]*)?['"\`]|${GLOBALS.join('|')}`,
  'm',
);
