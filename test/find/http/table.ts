/** Runs a table of sources against what the first request in each must be. */
import { expect, test } from 'vitest';
import { type Described, firstRequest } from '../match.js';

export const URL_TEXT = 'https://www.cloudflare.com/api_json.html';

/** [what it shows, source, what must be so (the rest is not looked at); null: no request] */
export type Row = readonly [name: string, source: string, expected: Partial<Described> | null];

export function table(rows: readonly Row[]): void {
  test.each(rows)('%s', (_name, source, expected) => {
    const found = firstRequest(source);
    if (expected === null) {
      expect(found).toBeNull();
      return;
    }
    // What is not said to be there must not be there.
    const unsaid = {
      escapes: undefined,
      browser: undefined,
      synchronous: undefined,
      neverWorked: undefined,
      transport: undefined,
    };
    for (const [key, value] of Object.entries({ ...unsaid, ...expected })) {
      expect({ [key]: found?.[key as keyof Described] }).toEqual({ [key]: value });
    }
  });
}
