/** A written text in which nothing of v1 is left is not gone through again. */
import { describe, expect, it } from 'vitest';
import { repository } from '../../src/find/repository.js';
import { isLeftOver } from '../../src/find/strangers.js';

const MIGRATED = `import Cloudflare from 'cloudflare';
const cloudflare = new Cloudflare({ apiEmail: mail, apiKey: key, apiToken: null, maxRetries: 0 });
const known = \`\${cloudflare.apiEmail} \${name}\`;
export const zones = () => fetch('https://api.cloudflare.com/client/v4/zones');
`;

const left = (text: string, others: Record<string, string> = {}) => {
  const sources = Object.entries({ 'a.js': text, ...others }).map(([file, text]) => ({ file, text }));
  return isLeftOver('a.js', text, repository(sources, { manifests: {} }));
};

describe('what is left of v1', () => {
  it('is nothing where v4 alone is spoken of', () => {
    expect(left(MIGRATED)).toBe(false);
    expect(left(`${MIGRATED}import './b.js';`, { 'b.js': "import './c.js';", 'c.js': 'export default 1;' })).toBe(
      false,
    );
  });

  it.each([
    "'api_json.html'",
    '{ tkn }',
    "'https://www.cloudflare.com/' + path",
    "'gulp-cloudflare'",
  ])('is %s', (word) => {
    expect(left(`${MIGRATED}use(${word});`)).toBe(true);
  });

  it('may stand in a file that is loaded', () => {
    const others = { 'b.js': "import './c.js';", 'c.js': "export const host = 'www.cloudflare.com';" };
    expect(left(`${MIGRATED}import './b.js';`, others)).toBe(true);
  });
});
