/** npm `cloudflare-api`: `new CloudflareAPI({ email, token }).execute({ a, … })`, a promise of v1's whole answer. */
import { CLIENT_CLASS } from '../../catalogue/other-packages.js';
import { entryOf, isExternal, type ObjectValue, type Value } from '../../evaluate/value.js';
import { resolves } from '../http/shapes.js';
import { type CallSite, ENVELOPE, type HttpClient } from '../request.js';
import { ENDPOINT_URL } from './posted.js';

export const cloudflareApiClient: HttpClient = {
  id: CLIENT_CLASS,
  match(call) {
    const account = accountOf(call);
    const form = account && call.args[0];
    if (!account || !form) return null;
    return {
      client: CLIENT_CLASS,
      site: call.path,
      method: 'POST',
      url: { kind: 'literal', value: ENDPOINT_URL, path: call.path },
      query: [],
      body: [form, account],
      delivery: resolves(ENVELOPE),
      transport: [],
      rejects: true,
    };
  },
};

/** What the client adds to the form; null where the call is none of its. */
function accountOf({ callee, path }: CallSite): ObjectValue | null {
  if (callee.kind !== 'member' || callee.property !== 'execute') return null;
  const { object } = callee;
  if (object.kind !== 'call' || !object.construct || !isExternal(object.callee, [CLIENT_CLASS])) return null;
  const [options] = object.args;
  if (!options) return null;
  return {
    kind: 'object',
    entries: [
      { key: 'tkn', when: null, value: memberOf(options, 'token') },
      { key: 'email', when: null, value: memberOf(options, 'email') },
    ],
    open: false,
    path,
  };
}

function memberOf(options: Value, property: string): Value {
  const known = options.kind === 'object' ? entryOf(options, property)?.value : undefined;
  return known ?? { kind: 'member', object: options, property, path: options.path };
}
