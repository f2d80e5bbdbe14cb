/** The scripts of package.json: one line each. */
import { parseTree } from 'jsonc-parser';
import { jsonStringPart } from './json-string.js';
import type { ShellPart } from './part.js';

export function packageScriptParts(file: string): ShellPart[] {
  if (!/curl|wget/.test(file)) return [];
  const root = parseTree(file);
  const scripts = root?.children?.find((member) => member.children?.[0]?.value === 'scripts')?.children?.[1];
  return (scripts?.children ?? []).flatMap((member) => {
    const value = member.children?.[1];
    // variables of cmd: it is written for Windows
    if (value?.type !== 'string' || /%\w+%/.test(value.value)) return [];
    return jsonStringPart(file, value);
  });
}
