/** What a rewritten file takes from other files of the author's, and did not take before. */
import { localName, type SharedName } from '../evaluate/modules/shared-names.js';
import type { SourceModule } from '../syntax/index.js';
import { specifier } from './helper-module.js';
import { importLine, nameList } from './import-line.js';
import type { Names } from './names.js';

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
    const isWhole = ({ name }: Taken) => name === (module.kind === 'esm' ? 'default' : '');
    return [...new Set(this.taken.map(({ file }) => file))].flatMap((file) => {
      const own = this.taken.filter((one) => one.file === file);
      const named = own.filter((one) => !isWhole(one));
      const loaded = own.filter(isWhole).map(({ local }) => local);
      if (named.length > 0) loaded.push(nameList(named, module));
      return loaded.map((what) => importLine(what, specifier(module, file), module));
    });
  }
}
