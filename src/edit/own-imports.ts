/** What a rewritten file takes from other files of the author's, and did not take before. */
import { localName, type SharedName } from '../evaluate/modules/shared-names.js';
import type { SourceModule } from '../syntax/index.js';
import { specifier } from './helper-module.js';
import type { Names } from './names.js';
import { quoted } from './values.js';

interface Taken extends SharedName {
  readonly local: string;
}

export class OwnImports {
  private readonly taken: Taken[] = [];

  constructor(
    private readonly module: SourceModule,
    private readonly names: Names,
  ) {}

  /** What the file calls it; `wish`: what the other file does. */
  nameOf(shared: SharedName, wish: string): string {
    const { file, name } = shared;
    const known = this.taken.find((one) => one.file === file && one.name === name)?.local;
    const local = known ?? localName(shared, this.module);
    if (local) return local;
    const given = this.names.forFile(wish);
    this.taken.push({ ...shared, local: given });
    return given;
  }

  lines(): string[] {
    const { module } = this;
    const { style } = module;
    const end = style.semicolons ? ';' : '';
    const esm = module.kind === 'esm';
    const files = [...new Set(this.taken.map(({ file }) => file))];
    return files.flatMap((file) => {
      const own = this.taken.filter((one) => one.file === file);
      const source = quoted(specifier(module, file), style);
      const isWhole = ({ name }: Taken) => name === (esm ? 'default' : '');
      const whole = own.filter(isWhole);
      const named = own.filter((one) => !isWhole(one));
      const list = named.map(({ name, local }) => (name === local ? name : `${name}${esm ? ' as' : ':'} ${local}`));
      const word = style.es5 ? 'var' : 'const';
      const load = (what: string) =>
        esm ? `import ${what} from ${source}${end}` : `${word} ${what} = require(${source})${end}`;
      return [...whole.map(({ local }) => load(local)), ...(list.length > 0 ? [load(`{ ${list.join(', ')} }`)] : [])];
    });
  }
}
