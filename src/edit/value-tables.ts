/** Tables of values that are looked up while the program runs: constants of the file, each written once. */
import type { SourceModule } from '../syntax/index.js';
import type { Names } from './names.js';

interface Table {
  readonly name: string;
  readonly line: string;
}

export class ValueTables {
  private readonly tables = new Map<string, Table>();

  constructor(
    private readonly module: SourceModule,
    private readonly names: Names,
  ) {}

  /**
   * The expression that looks `key` up. `of`: what the values are of, `security_level`. `typed`: the type of the table;
   * without one its keys are those that are written.
   */
  lookUp(of: string, entries: readonly string[], key: string, typed?: string): string {
    const { kind, style, typescript } = this.module;
    // `keyof` of a table with numbers for keys takes no text
    const digits = typescript && !typed && kind !== 'script' && entries.some((entry) => /^\d/.test(entry));
    const written = digits
      ? entries.map((entry) => entry.replace(/^\d+/, (name) => `${style.quote}${name}${style.quote}`))
      : entries;
    const object = `{ ${written.join(', ')} }`;
    // a script's top level is everybody's
    if (kind === 'script') return `(${object})[${key}]`;
    const id = `${object} ${typed ?? ''}`;
    let table = this.tables.get(id);
    if (!table) {
      const name = this.names.forFile(of.toUpperCase().replace(/\W+/g, '_'));
      const type = typescript && typed ? `: ${typed}` : '';
      const end = `${typescript && !typed ? ' as const' : ''}${style.semicolons ? ';' : ''}`;
      table = { name, line: `${style.es5 ? 'var' : 'const'} ${name}${type} = ${object}${end}` };
      this.tables.set(id, table);
    }
    if (!typescript || typed) return `${table.name}[${key}]`;
    const text = digits && !/^[`'"]|^String\(/.test(key) ? `String(${key})` : key;
    return `${table.name}[${text} as keyof typeof ${table.name}]`;
  }

  /** The declarations of those that the texts look something up in. */
  lines(texts: readonly string[]): string[] {
    return [...this.tables.values()]
      .filter(({ name }) => texts.some((text) => text.includes(`${name}[`)))
      .map(({ line }) => line);
  }
}
