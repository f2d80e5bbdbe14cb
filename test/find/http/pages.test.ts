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
    ['another object with open', `var xhr = new Other(); xhr.open('GET', '${URL_TEXT}'); xhr.send();`, null],
    [
      'a local class of that name',
      `class XMLHttpRequest { open() {} } var xhr = new XMLHttpRequest(); xhr.open('GET', '${URL_TEXT}');`,
      null,
    ],
  ]);
});
