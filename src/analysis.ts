/** What goes into an analysis and what comes out of it: the types of the package's door, which need nothing of what is behind it. */
import type { Suppression } from './find/suppressions/suppression.js';
import type { Finding } from './finding.js';

/** One file's text, decoded, without BOM. `file` is relative to the root, with `/`. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** it holds no mark of v1: it is looked at for what it takes from files that do */
  readonly unmarked?: boolean;
  /** it is a script of a page or component: it runs in a browser, unless it loads what only Node has */
  readonly page?: boolean;
  /** a line at its end that is not of the file: it says which names the markup around the script uses */
  readonly tail?: string;
  /** comments of the text around it that hide findings in it, by its own lines */
  readonly outer?: readonly Suppression[];
}

/** What is known about the repository beside the sources themselves. */
export interface ProjectFacts {
  /** every package.json that governs a source: relative path → text */
  readonly manifests: Readonly<Record<string, string>>;
  /** the lock file at the root, where there is one: tells the install command */
  readonly lockFile: 'package-lock.json' | 'npm-shrinkwrap.json' | 'yarn.lock' | 'pnpm-lock.yaml' | 'bun.lock' | null;
  /** files that hold nothing of v1, but that sources import, or that change what sources import */
  readonly others?: readonly SourceText[];
  /** what says which names mean which files: tsconfig.json and what it extends, pnpm's list */
  readonly configs?: Readonly<Record<string, string>>;
  /** no file of the repository is left out: who uses an export is known */
  readonly whole?: boolean;
  /** package.json files under which files that are not looked at load npm `cloudflare` */
  readonly elsewhere?: readonly string[];
}

/** A file that changes as a whole: it is written entirely or not at all. */
export interface FileChange {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** files whose changes this one builds on: it is right with all of them alone */
  readonly needs?: readonly string[];
}

export interface Analysis {
  /** sorted by file (code units), start, rule */
  readonly findings: readonly Finding[];
  /** those that comments of the authors hide, sorted likewise */
  readonly hidden: readonly Finding[];
  readonly changes: readonly FileChange[];
  /** files whose bytes held a v1 mark and were parsed */
  readonly parsed: number;
  /** lines for the reader after the report: install command, engines, unused dependencies */
  readonly advice: readonly string[];
}
