/** The one of a list of one; null where there are others, or none. */
export function only<T>(list: readonly T[]): T | null {
  const [first, ...others] = list;
  return first !== undefined && others.length === 0 ? first : null;
}
