/**
 * The common command line, read by Node's own parser: yargs takes longer to load than a clean run takes. Whatever is not
 * plainly right is left to yargs, which has the messages; where both read a line, they read the same.
 */
import { parseArgs } from 'node:util';
import { type CommandName, type OptionRow, optionsOf } from './options-table.js';
import type { Invocation } from './parse-arguments.js';

/** Those that take paths. */
const QUICK: readonly CommandName[] = ['migrate', 'lint', 'ci'];
/** Nothing that one of the two might take apart in its own way: quotes, several letters behind one dash, nothing at all. */
const PLAIN = /^(?:-[a-z]|--(?:[a-z][^'"`]*)?|[^\s'"`-][^'"`]*)$/;

/** Null where the line is for yargs to read. */
export function quickArguments([name, ...rest]: readonly string[]): Invocation | null {
  const command = QUICK.find((one) => one === name);
  if (command === undefined || !rest.every((arg) => PLAIN.test(arg))) return null;
  const rows = optionsOf(command);
  const parsed = parsedBy(rest, rows);
  if (parsed === null) return null;
  const values: Record<string, boolean | string | readonly string[]> = {};
  for (const { name, type } of rows) {
    const given = parsed.values[name];
    if (given === undefined) continue;
    if (given.includes('') || (type !== 'list' && type !== 'flag' && given.length > 1)) return null;
    values[name] = type === 'flag' ? true : type === 'list' ? given.map(String) : String(given[0]);
  }
  return { kind: 'run', command, operands: parsed.positionals, values };
}

interface Parsed {
  readonly values: Readonly<Record<string, readonly (string | boolean)[] | undefined>>;
  readonly positionals: string[];
}

function parsedBy(args: readonly string[], rows: readonly OptionRow[]): Parsed | null {
  const options = Object.fromEntries(
    rows.map(({ name, alias, type }) => [
      name,
      { type: type === 'flag' ? 'boolean' : 'string', multiple: true, ...(alias && { short: alias }) } as const,
    ]),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch {
    return null;
  }
}
