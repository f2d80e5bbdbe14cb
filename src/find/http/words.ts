/** The words of which code that makes requests holds one: where none is, there is no client. */

/** Packages, as they are loaded; what is below them (`got/dist`) counts too. */
const PACKAGES = [
  'https?',
  'http2',
  'follow-redirects',
  '(?:@cypress/|postman-)?request(?:retry|-promise|-promise-native|-promise-any)?',
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

/** Names that are there without being loaded. */
const GLOBALS = [
  'fetch',
  'XMLHttpRequest',
  'xmlhttprequest',
  'jQuery',
  'Zepto',
  'HTTP',
  'Meteor',
  'axios',
  'reqwest',
  'FormData',
];

export const CLIENT_WORDS = new RegExp(
  `['"\`](?:node:)?(?:${PACKAGES.join('|')})(?:/[^'"\`\\n]*)?['"\`]|\\b(?:${GLOBALS.join('|')})\\b|(?<![\\w$])\\$(?=\\s*[.[(,);])`,
);
