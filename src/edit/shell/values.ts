/** What is worked out of a value when the script runs: every shell has its own way. */
import { double, inDouble, type Pieces } from './quote.js';

/** `*` stands for anything in a pattern; the first that fits gives the text. */
export type Cases = readonly (readonly [pattern: string, gives: string])[];

export interface Values {
  /** one text of several, by what is found in a value; nothing where no pattern fits */
  choice(value: Pieces, cases: Cases): Pieces;
  /** the complete name of a record: `@` is the zone, others are in it */
  recordName(name: Pieces, zone: Pieces): Pieces;
}

export const POSIX_VALUES: Values = {
  choice: (value, cases) => {
    const arms = cases.map(([pattern, gives]) => `(${pattern}) echo ${gives} ;;`).join(' ');
    return [{ raw: `$(case ${double(value)} in ${arms} esac)` }];
  },
  recordName: (name, zone) => {
    const [given, of] = [inDouble(name), inDouble(zone)];
    return [
      {
        raw: `$(case "${given}" in (@) echo "${of}" ;; ("${of}" | *."${of}") echo "${given}" ;; (*) echo "${given}.${of}" ;; esac)`,
      },
    ];
  },
};
