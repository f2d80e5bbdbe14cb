import { expect, it } from 'vitest';
import { ACTIONS } from '../../src/catalogue/index.js';
import { actionsJson, actionsTable } from '../../src/report/actions-table.js';
import { runCli } from './fake-streams.js';

it('prints the table, and JSON for programs', async () => {
  const table = await runCli(['actions'], { cwd: '/' });
  expect(table).toMatchObject({ code: 0, stderr: '' });
  expect(table.stdout.trimEnd()).toBe(actionsTable().trimEnd());
  for (const { name } of ACTIONS) expect(table.stdout).toContain(name);
  const json = await runCli(['actions', '--format', 'json'], { cwd: '/' });
  const { schemaVersion, actions } = JSON.parse(json.stdout);
  expect(schemaVersion).toBe(1);
  expect(actions.map(({ action }: { action: string }) => action)).toEqual(ACTIONS.map(({ name }) => name));
  expect(json.stdout).toBe(actionsJson());
});

it('takes no other format', async () => {
  expect(await runCli(['actions', '--format', 'xml'], { cwd: '/' })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'cfv1: --format xml: must be table or json\n',
  });
});
