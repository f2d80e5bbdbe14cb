import { describe } from 'vitest';
import { table, URL_TEXT } from './table.js';

const FORM = `{ a: 'stats', z: zone }`;
const FIELDS = { a: 'stats', z: '<zone>' };
const XHR = '{status: 200, responseText: text, responseJSON: v1}';

describe('jQuery', () => {
  const called = (name: string) => `callback ${name}(v1, "success", ${XHR})`;
  table([
    [
      '$.ajax',
      `$.ajax({ url: '${URL_TEXT}', type: 'POST', data: ${FORM}, success: good, error: bad })`,
      {
        client: 'jquery',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: `${called('good')} error bad`,
        browser: true,
      },
    ],
    [
      '$.ajax with the URL apart',
      `jQuery.ajax('${URL_TEXT}', { method: 'POST', data: ${FORM}, timeout: 5 })`,
      { method: 'POST', form: FIELDS, delivery: 'value promise<v1>', transport: ['timeout=5'], browser: true },
    ],
    [
      '$.post',
      `$.post('${URL_TEXT}', ${FORM}, function (data) {}, 'json')`,
      { method: 'POST', form: FIELDS, delivery: called('function'), browser: true },
    ],
    [
      '$.get with done and fail',
      `$.get('${URL_TEXT}', ${FORM}).done(good).fail(bad)`,
      { method: 'GET', form: FIELDS, delivery: `${called('good')} error bad`, browser: true },
    ],
    [
      '$.getJSON of JSONP',
      `window.jQuery.getJSON('${URL_TEXT}?callback=?', ${FORM}, good)`,
      { url: `${URL_TEXT}?callback=?`, form: FIELDS, delivery: called('good'), browser: true },
    ],
    [
      'text',
      `$.get('${URL_TEXT}', function (t) {}, 'text')`,
      { delivery: `callback function(text, "success", ${XHR})`, browser: true },
    ],
    [
      '$ as a parameter',
      `(function ($) { $.post('${URL_TEXT}', ${FORM}); })(jQuery)`,
      { form: FIELDS, delivery: 'value promise<v1>', browser: true },
    ],
    ['the package', `import $ from 'jquery'; $.post('${URL_TEXT}', ${FORM})`, { form: FIELDS, browser: true }],
    ['a local $', `const $ = { post() {} }; $.post('${URL_TEXT}', ${FORM})`, null],
    ['another function', `$.each([1], f)`, null],
  ]);
});

describe('XMLHttpRequest', () => {
  const shape = '{responseText: text, response: text, status: 200, readyState: 4}';
  table([
    [
      'in a page',
      `var xhr = new XMLHttpRequest(); xhr.open('POST', '${URL_TEXT}'); xhr.onload = good; xhr.onerror = bad; xhr.send('a=stats&z=' + zone);`,
      {
        client: 'XMLHttpRequest',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: `events good(${shape}) error bad`,
        site: `xhr.open('POST', '${URL_TEXT}')`,
        parts: ['xhr.onload = good;', 'xhr.onerror = bad;', "xhr.send('a=stats&z=' + zone);"],
        browser: true,
      },
    ],
    [
      'synchronous',
      `var xhr = new window.XMLHttpRequest(); xhr.open('GET', '${URL_TEXT}?a=x', false); xhr.send(null); use(xhr.responseText)`,
      { method: 'GET', form: {}, delivery: `events none(${shape})`, browser: true, synchronous: true, escapes: 'xhr' },
    ],
    [
      'in Node',
      `var X = require('xmlhttprequest').XMLHttpRequest; var xhr = new X(); xhr.open('GET', '${URL_TEXT}'); xhr.timeout = 9; xhr.send();`,
      { method: 'GET', delivery: `events none(${shape})`, transport: ['timeout=9'] },
    ],
    [
      'with listeners',
      `var xhr = new self.XMLHttpRequest(); xhr.open(method, '${URL_TEXT}'); xhr.overrideMimeType('text/plain'); xhr.setRequestHeader('X-A', 'b'); xhr.addEventListener('load', good); xhr.addEventListener('error', bad); xhr.ontimeout = bad; xhr.send();`,
      { method: null, delivery: `events good(${shape}) error bad`, browser: true, transport: ['headers.X-A=b'] },
    ],
    [
      'of one of two',
      `const Xhr = require('xhr2'); var xhr = old ? new XMLHttpRequest() : new Xhr(); xhr.open('GET', '${URL_TEXT}'); xhr.send();`,
      { delivery: `events none(${shape})`, browser: true },
    ],
    [
      'with another handler of the same',
      `var xhr = new XMLHttpRequest(); xhr.open('GET', '${URL_TEXT}'); xhr.onload = good; xhr.onreadystatechange = other; xhr.send();`,
      { delivery: `events good(${shape})`, browser: true, escapes: 'xhr' },
    ],
    [
      'with two listeners',
      `var xhr = new XMLHttpRequest(); xhr.open('GET', '${URL_TEXT}'); xhr.addEventListener('load', good); xhr.addEventListener('load', other); xhr.send();`,
      { delivery: `events good(${shape})`, browser: true, escapes: 'xhr' },
    ],
    [
      'with a handler of more than there is',
      `var xhr = new XMLHttpRequest(); xhr.open('GET', '${URL_TEXT}'); xhr.onloadend = always; xhr.send();`,
      { delivery: `events none(${shape})`, browser: true, escapes: 'xhr' },
    ],
    [
      'with a handler of one failure alone',
      `var xhr = new XMLHttpRequest(); xhr.open('GET', '${URL_TEXT}'); xhr.ontimeout = late; xhr.send();`,
      { delivery: `events none(${shape}) error late`, browser: true, escapes: 'late' },
    ],
    ['an open of nothing that is named', `make().open('GET', '${URL_TEXT}');`, null],
    ['another object with open', `var xhr = new Other(); xhr.open('GET', '${URL_TEXT}'); xhr.send();`, null],
    [
      'a local class of that name',
      `class XMLHttpRequest { open() {} } var xhr = new XMLHttpRequest(); xhr.open('GET', '${URL_TEXT}');`,
      null,
    ],
  ]);
});
