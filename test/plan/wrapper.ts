/** A program with a function `api` around a v1 request, and calls of it. */
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const FORM = '{ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone }';
const URL_TEXT = "'https://www.cloudflare.com/api_json.html'";
const WRITTEN: Readonly<Record<string, string>> = {
  '#ask': `request.post({ url: ${URL_TEXT}, json: true, form: ${FORM} }`,
  '#text': `request.post({ url: ${URL_TEXT}, form: ${FORM} }`,
  '#fetch': `fetch(${URL_TEXT}, { method: 'POST', body: new URLSearchParams(${FORM}) }).then((res) => res.json())`,
  '#seen': "function (err) { if (err) console.log('failed'); else console.log('done'); }",
};

/** Why the call of `api` is not safe; `#ask`, `#text`, `#fetch`: the request, `#seen`: a callback that tells errors from none. */
export function reasonOf(code: string): string {
  const text = `const request = require('request');\n${code.replace(/#\w+/g, (word) => WRITTEN[word] ?? word)}\n`;
  const { findings } = analyse(
    [{ file: 'a.js', text }],
    { manifests: {}, lockFile: null },
    { ...DEFAULT_MIGRATION, target: 'sdk', bridge: false },
  );
  return findings.find(({ action }) => action !== undefined)?.reason ?? 'safe';
}
