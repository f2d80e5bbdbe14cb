/** Which actions a bridge can serve, by the credentials and by whose the access rules are. */
import { expect, it } from 'vitest';
import { actionByName } from '../../src/catalogue/index.js';
import { DEFAULT_MIGRATION, type MigrationOptions } from '../../src/options.js';
import { isServed } from '../../src/plan/served.js';

const ACCOUNT: MigrationOptions['accessRules'] = { scope: 'account', id: '023e105f4ecef8ad9ca31a8372d0c353' };

it.each<[string, Partial<MigrationOptions>, boolean]>([
  ['rec_load_all', {}, true],
  ['rec_load_all', { auth: 'token' }, true],
  ['ban', {}, true],
  ['ban', { auth: 'token' }, false],
  ['nul', { auth: 'token' }, false],
  ['ban', { auth: 'token', accessRules: ACCOUNT }, true],
  ['ban', { accessRules: ACCOUNT }, true],
  ['ip_lkup', {}, false],
  ['ip_lkup', { auth: 'token' }, false],
])('%s with %o: %s', (name, options, wanted) => {
  expect(isServed(actionByName(name)!, { ...DEFAULT_MIGRATION, ...options })).toBe(wanted);
});
