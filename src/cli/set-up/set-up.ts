/** What `cfv1 init` knows and does: one file for each tool that can run the program. */

/** A repository as init looks at it: files are relative to its root. */
export interface Repository {
  /** null where there is no such file */
  read(file: string): string | null;
  /** names in a folder; none where there is no such folder */
  list(folder: string): readonly string[];
}

export type SetUp =
  /** `before` is empty where the file is new */
  | { readonly kind: 'write'; readonly file: string; readonly before: string; readonly after: string }
  | { readonly kind: 'there'; readonly file: string }
  /** the file is not one that can be added to safely: what a person should add */
  | { readonly kind: 'by-hand'; readonly file: string; readonly add: string };

export interface Tool {
  readonly name: string;
  /** Null where the repository does not use it. */
  setUp(repository: Repository): SetUp | null;
}

/** Does the text call the program already? */
export function callsProgram(text: string): boolean {
  return /\bcfv1\b|cloudflare-v1-codemod/.test(text);
}

/** Adds a text behind another, in its line ends. */
export function append(file: string, before: string, add: string): SetUp {
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const gap = before === '' || /\n$/.test(before) ? '' : end;
  return { kind: 'write', file, before, after: before + gap + add.replaceAll('\n', end) };
}

/** The keys at the top of a YAML file, with the lines they stand in. */
export function topKeys(yaml: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const line of yaml.split(/\r?\n/)) {
    const [, key] = /^(?:["']?)([\w.-]+)(?:["']?)\s*:/.exec(line) ?? [];
    if (key !== undefined) keys.set(key, line);
  }
  return keys;
}
