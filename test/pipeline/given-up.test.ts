import { describe, expect, it } from 'vitest';
import { TooMuchEffort } from '../../src/evaluate/effort.js';
import { repository } from '../../src/find/repository.js';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyseFile } from '../../src/pipeline/analyse-file.js';

const PROJECT = { manifests: {}, lockFile: null };
const REQUEST = "require('request').post('https://www.cloudflare.com/api_json.html');";

/** What is said of a file whose analysis ends in that error. */
function saidOf(text: string, error: Error): readonly string[] {
  const source = { file: 'a.js', text };
  const index = repository([source], PROJECT);
  index.trim = () => {
    throw error;
  };
  const task = { source, held: null, bridge: null, uses: null, across: false, guests: [], staying: [], unasked: [] };
  const { findings, change } = analyseFile({ ...task, rejected: null }, PROJECT, DEFAULT_MIGRATION, index);
  expect(change).toBeNull();
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('a file that is not followed to its end', () => {
  const tooMuch = new TooMuchEffort('its values lead to one another too often');
  const tooDeep = new RangeError('Maximum call stack size exceeded');

  it.each([
    ['a request of v1', REQUEST],
    ['a call of a function elsewhere that may make one', "api('rec_edit', fields);"],
  ])('%s is told', (_name, text) => {
    expect(saidOf(text, tooMuch)).toEqual([`not-analysed: the file could not be analysed: ${tooMuch.message}`]);
    expect(saidOf(text, tooDeep)).toEqual([
      'not-analysed: the file could not be analysed: its code is nested too deeply',
    ]);
  });

  it.each([
    ['a client that knows the workers of Cloudflare', '// see https://github.com/cloudflare/workerd/issues/902'],
    ['a word that is an action of v1 and others', "define('async', run);"],
  ])('%s is none', (_name, text) => {
    expect(saidOf(text, tooMuch)).toEqual([]);
    expect(saidOf(text, tooDeep)).toEqual([]);
  });

  it('an error of the program is told of any file', () => {
    expect(saidOf('// cloudflare', new TypeError('x is not a function'))).toEqual([
      expect.stringMatching(/^not-analysed: .*an error of the program/),
    ]);
  });
});
