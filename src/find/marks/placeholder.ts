/** What stands where a key must be filled in, and the keys that documentation shows. */

const PLACEHOLDER =
  /^\W*$|your|example|x{3,}|<[^<>]*>|\$\{|\.\.\.|change[-_ ]?me|placeholder|dummy|fake|insert|todo|replace|redacted|\*{3}|^(?:\w*[-_])?(?:key|token|tkn|secret|test|none|null|undefined)$/i;

/** of the documents of v1 and v4, and of Cloudflare's guide between them */
const SAMPLES: ReadonlySet<string> = new Set([
  '8afbe6dea02407989af4dd4c97bb6e25',
  'c2547eb745079dac9320b638f5e225cf483cc5cfdda41',
  '1234567893feefc5f0q5000bfo0c38d90bbeb',
  '144c9defac04969c7bfad8efaa8ea194',
]);

const ADDRESS = /^[^\s@'"<>]+@[^\s@'"<>]+\.[a-z]{2,}$/i;
const SAMPLE_ADDRESS =
  /^(?:user|me|email|name|test|someone|admin|foo|bar|a|e)@|@(?:domain|mydomain|email|mail|site|test|foo|bar|acme|localhost)\.|\.(?:test|invalid|localhost|local)$/i;

/** no credential is longer */
const LONGEST = 200;

export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text.slice(0, LONGEST)) || SAMPLES.has(text) || new Set(text).size < 4;
}

/** Is it the address of a person, as far as can be told? */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text) && !SAMPLE_ADDRESS.test(text) && !isPlaceholder(text);
}
