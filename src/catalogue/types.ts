/**
 * The shape of the catalogue: what each v1 action took and answered, and what v4 wants instead.
 * Everything the planner and the writers know about the two APIs is data of these types.
 */

/** How sure a fact is: two independent sources, one, concluded, or sources that disagree. */
export type Confidence = 'confirmed' | 'single' | 'inferred' | 'contradictory';

/** What a migration of the action takes at best. `cases` of an action narrow it. */
export type Verdict = 'automatic' | 'lookup' | 'decision' | 'impossible';

/** How a v1 value becomes the v4 value of the same meaning. */
export type ToV4 =
  | { readonly as: 'same' }
  /** '300' or 300 → 300 */
  | { readonly as: 'number' }
  /** '1', 1, true → true; '0', 0, false → false */
  | { readonly as: 'boolean' }
  /** a fixed table; a v1 value that is not in it has no v4 counterpart */
  | {
      readonly as: 'table';
      readonly name: string;
      readonly values: Readonly<Record<string, string | number | boolean>>;
      /** values that v1 took and v4 has nothing for */
      readonly ended?: readonly string[];
    }
  /** name relative to the zone, complete, or '@' → complete name */
  | { readonly as: 'record-name' }
  /** text → quoted character string, for TXT content only */
  | { readonly as: 'record-content' }
  /** looked up by name, or carried over from a v1 list that is rewritten too */
  | { readonly as: 'zone-id' }
  | { readonly as: 'record-id' }
  /** one value → a list of one */
  | { readonly as: 'list-of-one' }
  /** becomes part of another field (SRV service, protocol, …); the planner of that operation knows */
  | { readonly as: 'part-of'; readonly field: string }
  /** v4 has no such field; `reason` tells why the call cannot be rewritten with it, none: it can be left out */
  | { readonly as: 'none'; readonly reason?: string };

export interface Param {
  readonly name: string;
  readonly required: boolean;
  readonly meaning: string;
  /** dotted place in the v4 request: `zone_id`, `id`, `content`, `configuration.value`, … */
  readonly v4: string | null;
  readonly convert: ToV4;
  /** the values v1 knew, with what each meant */
  readonly values?: Readonly<Record<string, string>>;
  readonly sources: readonly string[];
  readonly confidence: Confidence;
}

/** How a v4 value is turned back into what v1 code expects to read. */
export type FromV4 =
  /** same type, same value */
  | { readonly as: 'same' }
  /** v4 number, v1 string of digits */
  | { readonly as: 'digits' }
  /** v4 boolean, v1 string '1' / '0' */
  | { readonly as: 'flag' }
  /** v4 boolean, v1 number 1 / 0 */
  | { readonly as: 'flag-number' }
  /** v4 boolean of the opposite meaning, v1 string '1' / '0' (zone_mode) or number */
  | { readonly as: 'negated-flag'; readonly number?: boolean }
  /** v4 value by table → v1 value (string unless `number`); values missing in the table have no v1 counterpart */
  | {
      readonly as: 'table';
      readonly name: string;
      /** v4 → v1 */
      readonly values: Readonly<Record<string, string | number>>;
    }
  /** v4's id: another value than v1's, same use */
  | { readonly as: 'id' }
  /** v1's ttl === '1' as number 1 / 0 (auto_ttl) */
  | { readonly as: 'automatic-ttl' }
  /** name without the zone (display_name of a record) */
  | { readonly as: 'label' }
  /** TXT content: v4 quotes it */
  | { readonly as: 'record-content' }
  /** the same constant in every answer */
  | { readonly as: 'constant'; readonly value: string | number | boolean | null }
  /** the zone's name, known from the call */
  | { readonly as: 'zone-name' }
  /** unix seconds now (fpurge_ts) */
  | { readonly as: 'now' }
  /** expiry instant in unix seconds from v4's seconds left (dev_mode, expires_on) */
  | { readonly as: 'expiry' }
  /** list in v4, string "{A,B}" in v1 (orig_ns_names) */
  | { readonly as: 'braced-list' }
  /** zone_status_class: status-active | status-dev-mode | status-deactivated from status, paused, development_mode */
  | { readonly as: 'zone-status-class' }
  /** v4 has nothing; `reason` is a member of the reasons table */
  | { readonly as: 'none'; readonly reason: string };

export interface Field {
  /** name in v1's answer; dotted below `props`, e.g. `props.cloud_on` */
  readonly name: string;
  /** v1's type in words: string, string of digits, number 0/1, … */
  readonly type: string;
  readonly nullable?: boolean;
  readonly meaning: string;
  /** dotted place in the v4 object, null where there is none */
  readonly v4: string | null;
  readonly convert: FromV4;
  /** set where the mapping is only likely: a rewrite that relies on it is `review` with this reason */
  readonly reason?: string;
  /** v4 has it still, and says that it will not for long: asked for only where it is read */
  readonly deprecated?: true;
  readonly sources: readonly string[];
  readonly confidence: Confidence;
}

/** A v1 object that answers hold: record, zone, settings, stats, access rule. */
export interface ObjectShape {
  readonly name: 'record' | 'zone' | 'settings' | 'stats' | 'access-rule' | 'visitor';
  readonly fields: readonly Field[];
  /** fields that only v4 has: never a v1 read */
  readonly onlyV4: readonly string[];
}

/** Values that lie beside the root of the answer, e.g. `recs.has_more`. */
export interface Beside {
  /** dotted, below `response` unless it starts with `attributes.` */
  readonly path: string;
  readonly type: string;
  readonly read:
    | { readonly as: 'length' }
    | { readonly as: 'constant'; readonly value: string | number | boolean | null }
    | { readonly as: 'now' }
    | { readonly as: 'expiry'; readonly v4: string }
    /** gives back what the call was given in this v1 parameter */
    | { readonly as: 'param'; readonly param: string }
    /** the zone as v1 answered it: the bridge alone looks the whole of it up */
    | { readonly as: 'zone'; readonly reason: string }
    | { readonly as: 'none'; readonly reason: string };
}

export interface Answer {
  /** below `response`, the path of the value that stands for v4's result: ['recs', 'objs']; [] is `response` itself */
  readonly root: readonly string[];
  /**
   * what stands there: a list of `shape`s, one `shape`, a map name → id (zone_check), one settings object
   * (`result.objs[0]`), or nothing that v4 has
   */
  readonly kind: 'list' | 'one' | 'map' | 'nothing';
  readonly shape: ObjectShape['name'] | null;
  /** the migrated program gives v4's records v1's `display_name` where it lists them */
  readonly labelled?: boolean;
  readonly beside: readonly Beside[];
  /** names for variables, plural for lists: `records`, `record`, `zones` */
  readonly noun: string;
}

/** One v4 request; the SDK's spelling and the wire's. */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** with `{zone_id}`, `{dns_record_id}`, `{setting_id}`, `{rule_id}` */
  readonly path: string;
  /** `dns.records.edit`; null where the SDK has no method and the raw `client.get/post/…` is used */
  readonly sdk: string | null;
  /** path parameters that the SDK takes as first argument; the rest go into the params object */
  readonly positional: string | null;
  /** pages must be followed; the largest sensible `per_page` */
  readonly perPage: number | null;
  /** API token permission that the request needs at least */
  readonly permission: string;
  readonly sources: readonly string[];
}

/** How a call of the action is written in v4. One writer per kind. */
export type Rewrite =
  | { readonly kind: 'list-zones' }
  | { readonly kind: 'get-zone' }
  | { readonly kind: 'check-zones' }
  | { readonly kind: 'list-records' }
  | { readonly kind: 'read-settings' }
  | { readonly kind: 'set-setting'; readonly setting: string }
  | { readonly kind: 'purge-everything' }
  | { readonly kind: 'purge-url' }
  | { readonly kind: 'set-access-rule'; readonly mode: 'whitelist' | 'block' }
  | { readonly kind: 'remove-access-rules' }
  | { readonly kind: 'create-record' }
  | { readonly kind: 'edit-record' }
  | { readonly kind: 'delete-record' }
  | { readonly kind: 'proxy-record' }
  | { readonly kind: 'set-record' }
  | { readonly kind: 'delete-records-by-name' }
  | { readonly kind: 'update-hosts' }
  | { readonly kind: 'stats' };

export interface Case {
  readonly when: string;
  readonly verdict: Verdict;
  readonly reason: string | null;
}

export interface Action {
  readonly name: string;
  /** section of the official v1 document, where it has one */
  readonly section: string | null;
  readonly status: 'documented' | 'undocumented' | 'older' | 'withdrawn';
  readonly summary: string;
  readonly params: readonly Param[];
  readonly answer: Answer;
  /** ids of `operations.ts`, in the order they are made */
  readonly operations: readonly string[];
  readonly rewrite: Rewrite | null;
  readonly verdict: Verdict;
  readonly why: string;
  readonly cases: readonly Case[];
  /** set where every rewrite of this action is `review` */
  readonly review: string | null;
  /** set where the action is `removed-action` or `needs-decision`: a member of the reasons table */
  readonly reason: string | null;
  readonly notes: readonly string[];
  readonly sources: readonly string[];
  readonly confidence: Confidence;
}
