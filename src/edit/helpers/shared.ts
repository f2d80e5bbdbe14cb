/** Helpers that speak to no API: the same for both targets. */
import { errorCodeLines } from '../error-code-text.js';
import type { Helper, HelperId, HelperSettings } from './index.js';

const t = (settings: HelperSettings, text: string) => (settings.typescript ? text : '');

export const SHARED: Partial<Record<HelperId, Helper>> = {
  'record-name': {
    name: 'recordName',
    needs: [],
    text: (s) => `/** The complete name of a record, as v4 wants it: v1 took it with or without the zone, or '@'. */
function recordName(name${t(s, ': string')}, zone${t(s, ': string')})${t(s, ': string')} {
  const ascii = /^[ -~]*$/.test(name) ? name : new URL(\`http://\${name}\`).hostname;
  if (ascii === '@' || ascii === '' || ascii === zone) return zone;
  return ascii.endsWith(\`.\${zone}\`) ? ascii : \`\${ascii}.\${zone}\`;
}`,
  },
  'record-label': {
    name: 'recordLabel',
    needs: [],
    text: (s) => `/** The name of a record without its zone; the zone itself at its apex. */
function recordLabel(name${t(s, ': string')}, zone${t(s, ': string')})${t(s, ': string')} {
  return name.endsWith(\`.\${zone}\`) ? name.slice(0, -zone.length - 1) : name;
}`,
  },
  'record-content': {
    name: 'recordContent',
    needs: [],
    text: (s) => `/** The content of a record; v4 puts that of TXT records in quotes. */
function recordContent(record${t(s, ': { type?: string; content?: string }')})${t(s, ': string')} {
  const content = record.content ?? '';
  return record.type === 'TXT' ? content.replace(/^"|"$/g, '').replace(/" "/g, '').replace(/\\\\"/g, '"') : content;
}`,
  },
  'quote-text': {
    name: 'quoteText',
    needs: [],
    text: (s) => `/** The content of a TXT record in the quotes that v4 wants. */
function quoteText(text${t(s, ': string')})${t(s, ': string')} {
  return text.startsWith('"') ? text : \`"\${text.replace(/"/g, '\\\\"')}"\`;
}`,
  },
  'root-cause': {
    name: 'rootCause',
    needs: [],
    text: (s) => `/** The error beneath those that wrap it: that of the broken connection. */
function rootCause(err${t(s, ': any')})${t(s, ': any')} {
  return err.cause instanceof Error ? rootCause(err.cause) : err;
}`,
  },
  'error-code': {
    name: 'v1ErrorCode',
    needs: [],
    text: (s) => `/** v1's word for an error of the API; it had none for what is not there. */
function v1ErrorCode({ status }${t(s, ': { status?: number }')})${t(s, ': string | undefined')} {
${errorCodeLines((code) => `'${code}'`, 'undefined')}
}`,
  },
  expiry: {
    name: 'expiry',
    needs: [],
    text: (s) => `/** When development mode ends, in Unix seconds, from the seconds that are left; 0 if it is off. */
function expiry(timeRemaining${t(s, '?: number')})${t(s, ': number')} {
  return timeRemaining ${t(s, '!== undefined && timeRemaining ')}> 0 ? Math.floor(Date.now() / 1000) + timeRemaining : 0;
}`,
  },
  'zone-status-class': {
    name: 'zoneStatusClass',
    needs: [],
    text: (s) => `/** What v1 called the state of a zone. */
function zoneStatusClass(zone${t(s, ': { paused?: boolean; development_mode?: number }')})${t(s, ': string')} {
  if (zone.paused) return 'status-deactivated';
  return ${s.typescript ? '(zone.development_mode ?? 0)' : 'zone.development_mode'} > 0 ? 'status-dev-mode' : 'status-active';
}`,
  },
};
