/** What package.json must say once its sources call the SDK; only the lines that must change do. */
import { applyEdits, type Edit, type ModificationOptions, modify } from 'jsonc-parser';
import { V1_PACKAGE } from '../catalogue/v1-package.js';
import { GROUPS, isBeforeOne, type Manifest, parse } from '../find/packages/facts.js';
import { detectStyle } from '../syntax/style.js';

const PACKAGE = 'cloudflare';
/** what is asked for where nothing, or something too old, is */
export const SDK_RANGE = '^7';
/** the first version whose calls are those that are written */
const OLDEST = [4, 5] as const;

/**
 * The text of a manifest that asks for the SDK. In: its text without BOM.
 * Null where nothing need change, or where it cannot be done: it is no JSON, or the range names no version, which
 * `unreadableRange` tells.
 */
export function withSdk(text: string): string | null {
  const manifest = parse(text);
  if (!manifest) return null;
  const listed = GROUPS.filter((group) => isListed(manifest, group));
  if (listed.length === 0) return added(text, manifest);
  return listed.reduce<string | null>((result, group) => {
    const floor = versionFloor(String(manifest[group]?.[PACKAGE]));
    if (floor === null || !isBelow(floor, OLDEST)) return result;
    return edited(result ?? text, [group, PACKAGE], SDK_RANGE);
  }, null);
}

/**
 * The text of a manifest that asks for the old package under its other name, beside the plain one. `raised`: the text to
 * change, in which the plain name may be the SDK's already. Null where no version before 1.0.0 is asked for.
 */
export function withAlias(before: string, raised = before): string | null {
  const manifest = parse(before);
  const group = GROUPS.find((one) => manifest && isListed(manifest, one));
  if (!manifest || !group) return null;
  const range = String(manifest[group]?.[PACKAGE]);
  if (!isBeforeOne(range)) return null;
  const version = /^[\^~=v]*0\.0\.\d+$/.test(range.trim()) ? range.trim() : V1_PACKAGE.last;
  return edited(raised, [group, V1_PACKAGE.alias], `npm:${PACKAGE}@${version}`, (keys) => keys.indexOf(PACKAGE) + 1);
}

/** Does the manifest ask for a version that is too old for what is written? */
export function asksForOlder(text: string): boolean {
  return withSdk(text) !== null && GROUPS.some((group) => isListed(parse(text) ?? {}, group));
}

/** Does the manifest give the package a range that names no version (`workspace:*`, a URL)? */
export function unreadableRange(text: string): boolean {
  const manifest = parse(text);
  return GROUPS.some(
    (group) =>
      manifest !== null && isListed(manifest, group) && versionFloor(String(manifest[group]?.[PACKAGE])) === null,
  );
}

function isListed(manifest: Manifest, group: (typeof GROUPS)[number]): boolean {
  const list = manifest[group];
  return typeof list === 'object' && list !== null && typeof list[PACKAGE] === 'string';
}

function added(text: string, manifest: Manifest): string | null {
  const { dependencies } = manifest;
  if (dependencies === undefined) {
    const before = (keys: string[]) => {
      const index = keys.findIndex((key) => /^(?:dev|peer|optional)Dependencies$/.test(key));
      return index === -1 ? keys.length : index;
    };
    return edited(text, ['dependencies'], { [PACKAGE]: SDK_RANGE }, before);
  }
  if (typeof dependencies !== 'object' || dependencies === null) return null;
  return edited(text, ['dependencies', PACKAGE], SDK_RANGE, sortedPlace);
}

/** Where the name belongs in a sorted list; the end of one that is not. */
function sortedPlace(keys: string[]): number {
  const isSorted = keys.every((key, index) => index === 0 || (keys[index - 1] ?? '').localeCompare(key, 'en') <= 0);
  const index = isSorted ? keys.findIndex((key) => key.localeCompare(PACKAGE, 'en') > 0) : -1;
  return index === -1 ? keys.length : index;
}

function edited(text: string, path: string[], value: unknown, getInsertionIndex?: (keys: string[]) => number): string {
  const { indent, eol } = detectStyle(text);
  const formattingOptions = {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.includes('\t') ? 1 : indent.length,
    eol,
  };
  const options: ModificationOptions = { ...(getInsertionIndex ? { getInsertionIndex } : {}) };
  const plain = modify(text, path, value, options);
  const [edit] = plain;
  if (edit && isOneLine(text, edit))
    return applyEdits(
      text,
      plain.map((one) => spaced(text, one)),
    );
  return applyEdits(text, modify(text, path, value, { ...options, formattingOptions }));
}

/** Is the object that the edit falls into written on one line, with something in it? */
function isOneLine(text: string, { offset, length }: Edit): boolean {
  if (length > 0) return true;
  const open = text.lastIndexOf('{', offset - 1);
  const inside = text.slice(open + 1, text.indexOf('}', offset));
  return !inside.includes('\n') && inside.trim() !== '';
}

/** jsonc-parser writes no blanks of its own. */
function spaced(text: string, edit: Edit): Edit {
  if (edit.length > 0) return edit;
  const content = edit.content.replace(/^,(?=")/, ', ').replace(/\{"([\w-]+)":"([^"]+)"\}/, '{ "$1": "$2" }');
  return { ...edit, content: !content.startsWith(',') && text[edit.offset] === ' ' ? ` ${content}` : content };
}

/** The lowest [major, minor] that a range allows; null where it names no version. */
export function versionFloor(range: string): readonly [number, number] | null {
  const bare = range.trim().replace(/^npm:[^@]+@/, '');
  if (/^(?:\*|x|latest|next|)$/i.test(bare)) return [Number.POSITIVE_INFINITY, 0];
  if (/^[\w+.-]*:/.test(bare) || !/\d/.test(bare) || bare.includes('/')) return null;
  const floors = bare.split('||').map((one): readonly [number, number] => {
    const [, operator = '', major = '0', minor = '0'] = /^([<>=^~v]*)\s*(\d+)(?:\.(\d+))?/.exec(one.trimStart()) ?? [];
    return operator.startsWith('<') ? [0, 0] : [Number(major), Number(minor)];
  });
  return floors.reduce((lowest, one) => (isBelow(one, lowest) ? one : lowest));
}

function isBelow(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}
