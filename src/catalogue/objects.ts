/** Every v1 object by name. */
import { ended, field } from './build.js';
import { RECORD } from './record-object.js';
import { SETTINGS } from './settings-object.js';
import type { SourceKey } from './sources.js';
import { STATS } from './stats-object.js';
import type { ObjectShape } from './types.js';
import { ACCESS_MODE } from './value-tables.js';
import { ZONE } from './zone-object.js';

const SEEN: readonly SourceKey[] = ['DOC1', 'LIBCLOUD'];

/** What wl, ban and nul echoed; v4 answers the rule itself. */
export const ACCESS_RULE: ObjectShape = {
  name: 'access-rule',
  fields: [
    field('ip', 'configuration.value', { as: 'same' }, { type: 'string', meaning: 'the address', sources: SEEN }),
    field('action', 'mode', ACCESS_MODE, {
      type: 'string WL/BAN/NUL',
      meaning: 'what was done; a removed rule has no mode',
      sources: SEEN,
    }),
  ],
  onlyV4: ['id', 'allowed_modes', 'configuration', 'created_on', 'mode', 'modified_on', 'notes', 'scope'],
};

const VISITED = { sources: ['DOC1', 'NODE008'], confidence: 'single', reason: 'visitor-ips-ended' } as const;

/** One line of zone_ips. */
export const VISITOR: ObjectShape = {
  name: 'visitor',
  fields: [
    ended('ip', { type: 'string', meaning: 'address of the visitor', ...VISITED }),
    ended('classification', { type: 'string', meaning: 'regular, crawler or threat', ...VISITED }),
    ended('hits', { type: 'number', meaning: 'requests', ...VISITED }),
    ended('latitude', { type: 'number', meaning: 'only if geo was sent', ...VISITED }),
    ended('longitude', { type: 'number', meaning: 'only if geo was sent', ...VISITED }),
    ended('zone_name', { type: 'string', meaning: 'zone', ...VISITED }),
  ],
  onlyV4: [],
};

export const SHAPES: readonly ObjectShape[] = [RECORD, ZONE, SETTINGS, STATS, ACCESS_RULE, VISITOR];

const BY_NAME = new Map(SHAPES.map((one) => [one.name, one]));

export function shape(name: ObjectShape['name']): ObjectShape {
  const found = BY_NAME.get(name);
  if (!found) throw new Error(`no such object: ${name}`);
  return found;
}
