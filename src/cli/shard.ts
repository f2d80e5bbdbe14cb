/** One value of `--shard`. */
import { UsageError } from './usage-error.js';

/** `index` from 1 */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** `2/4`: the second of four. */
export function shard(where: string, given: string): Shard {
  const [, index = '', count = ''] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(given) ?? [];
  if (index !== '' && Number(index) <= Number(count)) return { index: Number(index), count: Number(count) };
  throw new UsageError(`${where} ${given}: must be I/N, as in 1/4: the first of four parts`);
}
