/** npm `gulp-cloudflare`: `cloudflare({ token, email, domain, action, skip })`, which gives nothing back. */
import { type Entry, entryOf, isExternal, literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import type { HttpClient } from '../request.js';
import { ENDPOINT_URL } from './posted.js';

const NAME = 'gulp-cloudflare';

/** option → field of the form */
const FIELDS = [
  ['token', 'tkn'],
  ['email', 'email'],
  ['domain', 'z'],
] as const;

export const gulpCloudflareClient: HttpClient = {
  id: NAME,
  match(call) {
    const { callee, path } = call;
    if (!isExternal(callee, [NAME]) || path.isNewExpression()) return null;
    const [options] = call.args;
    if (options?.kind !== 'object') return null;
    const skip = entryOf(options, 'skip')?.value ?? null;
    // It is told to send nothing.
    if (skip?.kind === 'literal' && skip.value) return null;
    return {
      client: NAME,
      site: path,
      method: 'POST',
      url: { kind: 'literal', value: ENDPOINT_URL, path },
      query: [],
      body: [formOf(options)],
      delivery: { by: 'nothing', prints: true },
      transport: [],
      ...(skip && skip.kind !== 'literal' && { unless: skip }),
    };
  },
};

function formOf(options: ObjectValue): ObjectValue {
  const { path } = options;
  const literal = (value: string): Value => ({ kind: 'literal', value, path });
  const action = entryOf(options, 'action');
  const text = literalText(action?.value);
  const entries: Entry[] = FIELDS.flatMap(([option, key]) => {
    const entry = entryOf(options, option);
    return entry ? [{ ...entry, key }] : [];
  });
  const asked = action && text !== '' && action.value.kind !== 'literal' ? action.value : literal(text || 'fpurge_ts');
  return {
    kind: 'object',
    entries: [{ key: 'a', when: null, value: asked }, ...entries, { key: 'v', when: null, value: literal('1') }],
    open: options.open,
    path,
  };
}
