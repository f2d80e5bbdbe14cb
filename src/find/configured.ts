/** What npm `config` reads of its file of defaults: `config.get('cloudflare.url')`, `config.cloudflare.url`. */
import { propertyOf } from '../evaluate/evaluate.js';
import { valueFrom } from '../evaluate/modules/imported.js';
import { programOf } from '../evaluate/modules/localised.js';
import { homeOf } from '../evaluate/modules/module-index.js';
import { literalText, type Value } from '../evaluate/value.js';

const MODULE = 'config';
const FILES = ['default.json', 'default.js'];

/** The value that holds where no other file and no environment sets it; null: none is seen. */
export function configured(value: Value): Value | null {
  const names = settingOf(value);
  const home = names && homeOf(programOf(value.path));
  if (!names || !home) return null;
  const folders = home.module.file.split('/').length;
  for (let up = 0; up < folders; up++)
    for (const file of FILES) {
      const specifier = `${up === 0 ? './' : '../'.repeat(up)}config/${file}`;
      if (!home.index.resolve(home.module.file, specifier)) continue;
      const all = valueFrom(specifier, null, { path: value.path, access: null });
      return names.reduce<Value | null>((object, name) => object && propertyOf(object, name), all);
    }
  return null;
}

/** `['cloudflare', 'url']`; null where it is no setting. */
function settingOf(value: Value): readonly string[] | null {
  if (value.kind === 'external') return value.module === MODULE ? value.members : null;
  if (value.kind === 'member') {
    const of = value.property === null ? null : settingOf(value.object);
    return of && value.property !== null ? [...of, value.property] : null;
  }
  if (value.kind !== 'call' || value.callee.kind !== 'external' || value.callee.module !== MODULE) return null;
  const name = value.callee.members.join('.') === 'get' ? literalText(value.args[0]) : null;
  return name === null ? null : name.split('.');
}
