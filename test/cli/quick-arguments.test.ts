import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COMMANDS, OPTIONS } from '../../src/cli/options-table.js';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { quickArguments } from '../../src/cli/quick-arguments.js';

it.each([
  ['ci'],
  ['lint src test'],
  ['lint --staged --quiet'],
  ['ci --max-warnings 0 -f sarif=out.sarif --format=github'],
  ['migrate --write --target=fetch src -- --odd'],
  ['lint a -q b --only todo c'],
])('cfv1 %s is read without yargs', (line) => {
  const args = line.split(' ');
  const quick = quickArguments(args);
  expect(quick).not.toBeNull();
  expect(quick).toEqual(parseArguments(args, 100));
});

it.each([
  [''],
  ['--help'],
  ['lint --help'],
  ['--color lint'],
  ['lint --qiet'],
  ['lint --fix=true'],
  ['lint --target sdk --target fetch'],
  ['lint --target'],
  ['lint --helpers='],
  ['lint --max-warnings -1'],
  ['lint -qn'],
  ['lint -'],
  ['migrat'],
  ['explain v1-call'],
])('cfv1 %s is for yargs', (line) => {
  expect(quickArguments(line.split(' ').filter(Boolean))).toBeNull();
});

it('where both read a line they read the same', () => {
  const words = [
    ...COMMANDS.slice(0, 4),
    ...OPTIONS.flatMap(({ name, alias }) => [`--${name}`, `--${name}=x`, ...(alias ? [`-${alias}`] : [])]),
    ...[
      '--',
      '-',
      'src',
      'a b',
      '7',
      '-7',
      '0x1f',
      '1e3',
      'a=b',
      '',
      '--=x',
      '---',
      '"q"',
      "'q",
      '--no-fix',
      '-qf',
      '-fx',
    ],
    ...[
      '--maxWarnings',
      '--max-warnings=07',
      '-j4',
      '-j=4',
      '__proto__',
      '--__proto__=1',
      '--only.x',
      'json=r.json',
      '=',
      'a\nb',
    ],
  ];
  const line = fc.tuple(
    fc.constantFrom('lint', 'ci', 'migrate', 'explain', ''),
    fc.array(fc.constantFrom(...words), { maxLength: 5 }),
  );
  let read = 0;
  fc.assert(
    fc.property(line, ([command, more]) => {
      const args = [command, ...more];
      const quick = quickArguments(args);
      if (quick === null) return;
      read += 1;
      expect(quick).toEqual(parseArguments(args, 100));
    }),
    { numRuns: process.env.LONG ? 2000 : 300 },
  );
  expect(read).toBeGreaterThan(20);
});
