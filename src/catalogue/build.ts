/** Short ways to write the catalogue's entries; nothing here knows a fact. */
import type { ReasonId } from '../plan/reasons.js';
import type { SourceKey } from './sources.js';
import type { Action, Case, Confidence, Field, FromV4, Param, ToV4, Verdict } from './types.js';

type Sources = readonly SourceKey[];

/** v1 side in the document, v4 side in the guide; clients of other languages sent it too. */
export const DOCUMENTED: Sources = ['DOC1', 'GUIDE', 'PYFLARE', 'RUBY'];

interface More {
  readonly deprecated?: true;
  readonly nullable?: boolean;
  readonly confidence?: Confidence;
  readonly type: string;
  readonly meaning: string;
  readonly sources: Sources;
}

/**
 * A field that v4 still has. A mapping that no source states (`inferred`) makes every rewrite that reads it a matter
 * of review.
 */
export function field(name: string, v4: string | null, convert: FromV4, more: More): Field {
  const { confidence = 'confirmed', ...rest } = more;
  const reason: { reason?: ReasonId } = confidence === 'inferred' ? { reason: 'inferred-field' } : {};
  return { name, v4, convert, ...rest, ...reason, confidence };
}

/** A field that v4 does not answer in any form. */
export function ended(name: string, more: More & { readonly reason?: ReasonId }): Field {
  const { reason = 'field-ended', confidence = 'confirmed', ...rest } = more;
  return { name, v4: null, convert: { as: 'none', reason }, ...rest, confidence };
}

/** Several fields that ended and of which there is one thing to say. */
export function allEnded(names: readonly string[], more: More): readonly Field[] {
  return names.map((name) => ended(name, more));
}

interface ParamMore {
  readonly optional?: boolean;
  readonly meaning: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly sources?: Sources;
  readonly confidence?: Confidence;
}

export function param(name: string, v4: string | null, convert: ToV4, more: ParamMore): Param {
  const { optional = false, sources = DOCUMENTED, confidence = 'confirmed', ...rest } = more;
  return { name, required: !optional, v4, convert, ...rest, sources, confidence };
}

/** The zone by its name: `z` nearly always. */
export function zoneParam(name = 'z', sources: Sources = DOCUMENTED, confidence: Confidence = 'confirmed'): Param {
  return param(name, 'zone_id', { as: 'zone-id' }, { meaning: 'zone name', sources, confidence });
}

export function when(text: string, verdict: Verdict, reason: ReasonId | null = null): Case {
  return { when: text, verdict, reason };
}

type Optional = 'cases' | 'review' | 'reason' | 'notes' | 'confidence' | 'status' | 'section';
interface ActionFacts extends Omit<Action, Optional | 'sources'> {
  readonly status?: Action['status'];
  readonly section?: string;
  readonly cases?: readonly Case[];
  readonly review?: ReasonId;
  readonly reason?: ReasonId;
  readonly notes?: readonly string[];
  readonly sources: Sources;
  readonly confidence?: Confidence;
}

/** An action with what most have: documented, safe at best, confirmed. */
export function action(facts: ActionFacts): Action {
  return {
    cases: [],
    notes: [],
    confidence: 'confirmed',
    status: 'documented',
    ...facts,
    section: facts.section ?? null,
    review: facts.review ?? null,
    reason: facts.reason ?? null,
  };
}
