/** Texts in YAML: the parser is `yaml`, loaded where a file holds a command of interest. */
import { createRequire } from 'node:module';
import type { Document, Node, Pair, Scalar, YAMLMap } from 'yaml';

const require = createRequire(import.meta.url);

export interface YamlScalar {
  /** the key that it is the value of; of an item of a list that of the list */
  readonly key: string;
  /** the key that holds the map of that key */
  readonly holder: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly form: 'plain' | 'quoted' | 'literal' | 'folded';
  /** spaces before the lines of a block in its place; null: no block can stand there */
  readonly indent: number | null;
  /** keys in whose place it is named again */
  readonly aliases: readonly string[];
  /** what the maps around it say, nearest first: the value of the key, as text */
  around(key: string): string | undefined;
}

/** Null where the text cannot be parsed. */
export function yamlScalars(text: string): YamlScalar[] | null {
  const { parseAllDocuments, isMap, isPair, isScalar, isSeq, visit } = require('yaml') as typeof import('yaml');
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return null;
  const found: YamlScalar[] = [];
  const columnOf = (at: number) => at - (text.lastIndexOf('\n', at - 1) + 1);
  for (const document of documents) {
    const aliases = aliasesIn(document);
    visit(document, {
      Scalar(place, node, path) {
        if (place === 'key' || typeof node.value !== 'string' || !node.range || node.tag) return;
        const parent = path.at(-1);
        const pair = path.findLast((one) => isPair(one)) as Pair<Scalar> | undefined;
        const [holder, own] = path.filter((one) => isPair(one)).slice(-2) as (Pair<Scalar> | undefined)[];
        const nameOf = (one: Pair<Scalar> | undefined) => (one && isScalar(one.key) ? String(one.key.value) : '');
        const key = nameOf(pair);
        const inFlow = path.some((one) => (isMap(one) || isSeq(one)) && one.flow);
        const at = isPair(parent) ? pair?.key.range?.[0] : node.range[0];
        const indent = columnOf(at ?? 0) + (isPair(parent) ? 2 : 0);
        const maps = path.filter((one) => isMap(one)).toReversed() as YAMLMap[];
        const [start, end] = node.range;
        found.push({
          key,
          aliases: [node, ...path].flatMap((one) => ('anchor' in one && one.anchor && aliases.get(one.anchor)) || []),
          holder: own ? nameOf(holder) : '',
          value: node.value,
          start,
          end: start + text.slice(start, end).trimEnd().length,
          form: FORMS[node.type ?? 'PLAIN'] ?? 'plain',
          indent: inFlow || at === undefined ? null : indent,
          around: (name) => {
            const holder = maps.find((one) => one.has(name));
            return holder && String((holder.get(name, true) as Node | undefined)?.toString() ?? '');
          },
        });
      },
    });
  }
  return found;
}

/** Anchor → the keys of the pairs in whose values it is named. */
function aliasesIn(document: Document): ReadonlyMap<string, readonly string[]> {
  const { isPair, isScalar, visit } = require('yaml') as typeof import('yaml');
  const found = new Map<string, string[]>();
  visit(document, {
    Alias(_place, { source }, path) {
      const pair = path.findLast((one) => isPair(one));
      const key = isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : '';
      found.set(source, [...(found.get(source) ?? []), key]);
    },
  });
  return found;
}

const FORMS: Readonly<Record<string, YamlScalar['form']>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'quoted',
  QUOTE_DOUBLE: 'quoted',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};
