/** Zones, their settings and their cache over API v4. */

import { Refusal } from './account.js';
import { v4Setting, v4Zone } from './v4-objects.js';
import { fieldsIn, pageOf, type Route, result, Violation, zoneById } from './v4-strict.js';

const ON_OFF = ['on', 'off'];

/** Values that PATCH takes; settings that are not here cannot be written by what v1 had. */
const WRITABLE: Readonly<Record<string, readonly string[]>> = {
  security_level: ['off', 'essentially_off', 'low', 'medium', 'high', 'under_attack'],
  cache_level: ['basic', 'simplified', 'aggressive'],
  development_mode: ON_OFF,
  rocket_loader: ON_OFF,
  ipv6: ON_OFF,
  always_online: ON_OFF,
};
const MOST_FILES = 30;

export const ZONE_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/zones$/,
    query: ['name', 'status', 'account.id', 'match', 'order', 'direction', 'page', 'per_page'],
    run: ({ account, query }) => {
      const name = query.get('name');
      if (name !== null && !/^[\x21-\x7e]+$/.test(name)) throw new Violation(`zone name ${name} is not Punycode`);
      const zones = account.zones.filter((zone) => name === null || zone.name === name);
      return pageOf(zones.map(v4Zone), query, 20, 50);
    },
  },
  {
    method: 'GET',
    path: /^\/zones\/([^/]*)$/,
    run: ({ account, ids }) => result(v4Zone(zoneById(account, ids[0]))),
  },
  {
    method: 'GET',
    path: /^\/zones\/([^/]*)\/settings\/([^/]+)$/,
    run: ({ account, ids }) => {
      const zone = zoneById(account, ids[0]);
      if (zone.settings[ids[1]!] === undefined) throw new Violation(`setting ${ids[1]}`);
      return result(v4Setting(zone, ids[1]!));
    },
  },
  {
    method: 'PATCH',
    path: /^\/zones\/([^/]*)\/settings\/([^/]+)$/,
    run: ({ account, ids, body }) => {
      const zone = zoneById(account, ids[0]);
      const { value } = fieldsIn(body, ['value']);
      if (!WRITABLE[ids[1]!]?.includes(value as string)) throw new Violation(`${ids[1]} = ${JSON.stringify(value)}`);
      account.set(zone, ids[1]!, value as string);
      return result(v4Setting(zone, ids[1]!));
    },
  },
  {
    method: 'POST',
    path: /^\/zones\/([^/]*)\/purge_cache$/,
    run: ({ account, ids, body }) => {
      const zone = zoneById(account, ids[0]);
      for (const file of filesIn(body)) account.purge(zone, file);
      return result({ id: zone.v4Id });
    },
  },
];

/** The files to purge; null stands for everything. */
function filesIn(body: unknown): readonly (string | null)[] {
  const { files, purge_everything: everything } = fieldsIn(body, ['files', 'purge_everything']);
  if (everything === true && files === undefined) return [null];
  if (everything !== undefined || !Array.isArray(files) || files.length === 0 || files.length > MOST_FILES) {
    throw new Violation(`purge ${JSON.stringify(body)}`);
  }
  for (const file of files) {
    if (typeof file !== 'string') throw new Violation(`purge of ${JSON.stringify(file)}`);
    if (!URL.canParse(file)) throw new Refusal('input');
  }
  return files;
}
