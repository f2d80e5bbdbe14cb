/** XML as the reports write it: version 1.0, where control characters cannot stand at all. */
import { escapeControls } from './safe-text.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text or the value of an attribute. `##[` would be a command in a build log. */
export function xmlText(text: string): string {
  const shown = text.split('\n').map(escapeControls).join('\n');
  return shown
    .replace(/[\ufffe\uffff]/g, (found) => `\\u${found.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (char) => ENTITIES[char]!)
    .replaceAll('##[', '#&#35;[');
}

/** ` name="value"` for each that has a value. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');
}
