import { describe, expect, test } from 'vitest';
import { findCalls } from '../../../src/find/calls.js';
import { isFailure, parseModule } from '../../../src/syntax/index.js';
import { URL_TEXT } from './table.js';

const FORM = `{ a: 'stats', tkn: key, email, z: zone }`;
const FORM_TYPE = `headers: { 'Content-Type': 'application/x-www-form-urlencoded' }`;

/** Is the form of the one call sent as JSON? */
function sendsJson(source: string): boolean {
  const module = parseModule('input.js', source);
  if (isFailure(module)) throw new Error(module.message);
  const { calls } = findCalls(module, { cloudflareIsV1: true });
  expect(calls).toHaveLength(1);
  return calls[0]?.json ?? false;
}

describe('a form sent as JSON, which v1 did not read', () => {
  test.each([
    `fetch('${URL_TEXT}', { method: 'POST', body: JSON.stringify(${FORM}) })`,
    `require('request').post({ url: '${URL_TEXT}', json: ${FORM} })`,
    `require('request').post({ url: '${URL_TEXT}', json: true, body: ${FORM} })`,
    `require('request').post('${URL_TEXT}').json(${FORM})`,
    `require('axios').post('${URL_TEXT}', ${FORM})`,
    `require('axios')({ method: 'post', url: '${URL_TEXT}', data: ${FORM} })`,
    `require('got').post('${URL_TEXT}', { json: ${FORM} })`,
    `require('got').post('${URL_TEXT}', { json: true, body: ${FORM} })`,
    `require('ky').post('${URL_TEXT}', { json: ${FORM} })`,
    `require('superagent').post('${URL_TEXT}').send(${FORM}).end()`,
    `require('phin')({ method: 'POST', url: '${URL_TEXT}', data: ${FORM} })`,
    `require('needle').post('${URL_TEXT}', ${FORM}, { json: true }, f)`,
    `require('@hapi/wreck').post('${URL_TEXT}', { payload: ${FORM} })`,
  ])('%s', (source) => expect(sendsJson(source)).toBe(true));
});

describe('a form that v1 did read', () => {
  test.each([
    `require('request').post({ url: '${URL_TEXT}', json: true, form: ${FORM} })`,
    `require('request').post({ url: '${URL_TEXT}', json: true, qs: ${FORM} })`,
    `require('axios').post('${URL_TEXT}', ${FORM}, { ${FORM_TYPE} })`,
    `require('axios').post('${URL_TEXT}', ${FORM}, { transformRequest: [encode] })`,
    `require('axios').post('${URL_TEXT}', ${FORM}, options)`,
    `require('axios').post('${URL_TEXT}', new URLSearchParams(${FORM}))`,
    `require('axios').postForm('${URL_TEXT}', ${FORM})`,
    `require('axios').post('${URL_TEXT}', {}, { params: ${FORM} })`,
    `require('got').post('${URL_TEXT}', { json: true, form: true, body: ${FORM} })`,
    `require('got').post('${URL_TEXT}', { responseType: 'json', form: ${FORM} })`,
    `require('superagent').post('${URL_TEXT}').type('form').send(${FORM}).end()`,
    `require('superagent').post('${URL_TEXT}').send(${FORM}).set('content-type', 'application/x-www-form-urlencoded').end()`,
    `require('phin')({ method: 'POST', url: '${URL_TEXT}', form: ${FORM} })`,
    `require('needle').post('${URL_TEXT}', ${FORM}, f)`,
  ])('%s', (source) => expect(sendsJson(source)).toBe(false));
});
