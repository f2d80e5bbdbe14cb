/** A name for a finding that stays the same when lines move: rule, path, the call's text without its strings, ordinal. */
import { createHash } from 'node:crypto';

export class Fingerprints {
  private readonly seen = new Map<string, number>();

  of(rule: string, file: string, text: string): string {
    const bare = text.replace(/(['"`])(?:\\[\s\S]|(?!\1)[^\\])*\1/g, "''").replace(/\s+/g, ' ');
    const key = `${rule}\n${file}\n${bare}`;
    const ordinal = this.seen.get(key) ?? 0;
    this.seen.set(key, ordinal + 1);
    return createHash('sha256').update(`${key}\n${ordinal}`).digest('hex').slice(0, 32);
  }
}
