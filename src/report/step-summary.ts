/** The Markdown report as GitHub's step summary takes it: what is longer than a megabyte is shown not at all there. */
import { markdown } from './markdown.js';
import type { Report } from './report.js';

const MOST_BYTES = 900 * 1024;

/** @returns whole lines, with a line end; the last says so where something is cut */
export function stepSummary(report: Report, most = MOST_BYTES): string {
  const text = markdown(report);
  if (Buffer.byteLength(text) <= most) return text;
  let room = most;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    room -= Buffer.byteLength(line) + 1;
    if (room < 0) break;
    lines.push(line);
  }
  return `${lines.join('\n')}\n\nThe summary is cut here: it is longer than GitHub takes.\n`;
}
