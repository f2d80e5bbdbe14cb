/** LOC records: v1 took the text of RFC 1876, v4 wants it in pieces. */

export const LOCATION =
  /^\s*(\d+)(?:\s+(\d+))?(?:\s+([\d.]+))?\s+([NS])\s+(\d+)(?:\s+(\d+))?(?:\s+([\d.]+))?\s+([EW])\s+(-?[\d.]+)m?(?:\s+([\d.]+)m?)?(?:\s+([\d.]+)m?)?(?:\s+([\d.]+)m?)?\s*$/i;

/** v4's fields in the order of the pieces; sizes that the text leaves out are that document's defaults. */
export const LOCATION_FIELDS: readonly (readonly [name: string, otherwise: number | string])[] = [
  ['lat_degrees', 0],
  ['lat_minutes', 0],
  ['lat_seconds', 0],
  ['lat_direction', 'N'],
  ['long_degrees', 0],
  ['long_minutes', 0],
  ['long_seconds', 0],
  ['long_direction', 'E'],
  ['altitude', 0],
  ['size', 1],
  ['precision_horz', 10000],
  ['precision_vert', 10],
];

/** Is the text a location as RFC 1876 writes it? */
export function isLocation(text: string): boolean {
  return LOCATION.test(text);
}

/** The pieces of a location, by v4's names. */
export function locationData(text: string): Record<string, number | string> {
  const [, ...pieces] = LOCATION.exec(text) ?? [];
  return Object.fromEntries(
    LOCATION_FIELDS.map(([name, otherwise], index) => {
      const piece = pieces[index] ?? otherwise;
      return [name, typeof otherwise === 'string' ? String(piece).toUpperCase() : Number(piece)];
    }),
  );
}
