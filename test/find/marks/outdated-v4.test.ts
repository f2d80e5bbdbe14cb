import { describe, expect, it } from 'vitest';
import { marksIn } from './marks-in.js';

const V4 = 'https://api.cloudflare.com/client/v4';

describe('v4 as the old guide had it', () => {
  it.each([
    ['DELETE purge_cache', `request({ method: 'DELETE', url: '${V4}/zones/' + id + '/purge_cache' });`],
    ['request.del', `request.del(\`${V4}/zones/\${id}/purge_cache\`, done);`],
    ['a wrapper', "// cloudflare\napi('DELETE', `/zones/${id}/purge_cache`, {});"],
    ['fetch', `fetch(\`${V4}/zones/\${id}/purge_cache\`, { method: 'delete', headers });`],
    ['all settings', `fetch('${V4}/zones/' + id + '/settings', { headers });`],
    ['analytics', `get(\`${V4}/zones/\${id}/analytics/dashboard?since=-1440\`);`],
    ['minify', `patch('${V4}/zones/' + id + '/settings/minify', {});`],
    [
      'SRV',
      "// cloudflare\ncreate({ type: 'SRV', data: { service: '_sip', proto: '_udp', name: 'example.com', port: 1 } });",
    ],
    ['a v1 key behind Bearer', `fetch('${V4}/zones', { headers: { Authorization: \`Bearer \${tkn}\` } });`],
    ['concatenated', `fetch('${V4}/zones', { headers: { Authorization: 'Bearer ' + config.tkn } });`],
  ])('%s', (_, source) => {
    expect(marksIn('outdated-v4', source)).toHaveLength(1);
  });
});

describe('no finding', () => {
  it.each([
    ['POST purge_cache', `fetch(\`${V4}/zones/\${id}/purge_cache\`, { method: 'POST' });`],
    ['one setting', `fetch(\`${V4}/zones/\${id}/settings/security_level\`);`],
    ['an API token', `fetch('${V4}/zones', { headers: { Authorization: \`Bearer \${process.env.CF_API_TOKEN}\` } });`],
    ['settings of another API', "fetch('https://example.com/zones/1/settings');"],
    [
      'SRV with its parts',
      "// cloudflare\ncreate({ type: 'SRV', name: '_sip._udp', data: { priority: 1, weight: 1, port: 1, target: 'x' } });",
    ],
    ['prose', "// cloudflare\nhelp('DELETE /zones/ID/purge_cache was the old way');"],
  ])('%s', (_, source) => {
    expect(marksIn('outdated-v4', source)).toEqual([]);
  });
});
