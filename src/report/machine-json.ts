/** JSON as the machine formats write it. */

/**
 * @returns JSON text without a line end. What JSON leaves as it is (direction marks, C1 controls) is escaped too, one
 * `\uXXXX` for each UTF-16 unit, and so is `##[`, which a build log would take for a command
 */
export function machineJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent)
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (found) =>
      found.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    )
    .replaceAll('##[', '#\\u0023[');
}
