/** The regular expressions that stand in `src`, each with the places where it does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@babel/parser';
import { traverseFast } from '@babel/types';

export interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly places: readonly string[];
}

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

export function expressions(): readonly Expression[] {
  const found = new Map<string, { source: string; flags: string; places: string[] }>();
  for (const file of readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const tree = parse(readFileSync(join(SRC, file), 'utf8'), { sourceType: 'module', plugins: ['typescript'] });
    traverseFast(tree, (node) => {
      if (node.type !== 'RegExpLiteral') return;
      const key = `/${node.pattern}/${node.flags}`;
      const one = found.get(key) ?? { source: node.pattern, flags: node.flags, places: [] };
      one.places.push(`${file}:${node.loc?.start.line}`);
      found.set(key, one);
    });
  }
  return [...found.values()];
}
