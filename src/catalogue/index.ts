/** The catalogue: every action of API v1, and what v4 wants in its place. */
import { BAN, NUL, WL } from './access.js';
import { IP_LKUP, STATS_ACTION, ZONE_IPS } from './analytics.js';
import { FPURGE_TS, PRE_PURGE, ZONE_FILE_PURGE, ZONE_GRAB } from './cache.js';
import { DIUP, REC_DEL, REC_SET } from './older-records.js';
import { REC_DELETE, REC_EDIT, REC_LOAD_ALL, REC_NEW, REC_PROXY } from './records.js';
import { ASYNC, CACHE_LVL, DEVMODE, IPV46, MINIFY, MIRAGE2, OB, SEC_LVL, ZONE_SETTINGS } from './settings.js';
import type { Action } from './types.js';
import { ZONE_CHECK, ZONE_LOAD, ZONE_LOAD_MULTI } from './zones.js';

export { COMMON_PARAMS } from './common-params.js';
export { SHAPES, shape } from './objects.js';
export { OPERATIONS, operation } from './operations.js';
export { SOURCES } from './sources.js';

/** As the document orders them, then those that it does not have. */
export const ACTIONS: readonly Action[] = [
  STATS_ACTION,
  ZONE_LOAD_MULTI,
  REC_LOAD_ALL,
  ZONE_CHECK,
  ZONE_IPS,
  IP_LKUP,
  ZONE_SETTINGS,
  SEC_LVL,
  CACHE_LVL,
  DEVMODE,
  FPURGE_TS,
  ZONE_FILE_PURGE,
  ZONE_GRAB,
  WL,
  BAN,
  NUL,
  IPV46,
  ASYNC,
  MINIFY,
  MIRAGE2,
  REC_NEW,
  REC_EDIT,
  REC_DELETE,
  ZONE_LOAD,
  OB,
  REC_PROXY,
  REC_SET,
  REC_DEL,
  DIUP,
  PRE_PURGE,
];

const BY_NAME = new Map(ACTIONS.map((one) => [one.name, one]));

/** The action of that name, written as v1 took it; undefined for anything else, `constructor` too. */
export function actionByName(name: string): Action | undefined {
  return BY_NAME.get(name);
}
