import { describe, expect, it } from 'vitest';
import { SHAPES, shape } from '../../src/catalogue/index.js';
import { STATS_FIGURES, STATS_PERIODS } from '../../src/catalogue/stats-object.js';

function read(name: Parameters<typeof shape>[0], field: string) {
  return shape(name).fields.find((one) => one.name === field);
}

describe.each(SHAPES)('$name', ({ fields, onlyV4 }) => {
  it('has no field twice', () => {
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
  });

  it('has no v1 field among those of v4', () => {
    const same = fields.filter(({ name, v4 }) => v4 === name).map(({ name }) => name);
    for (const { name } of fields) if (!same.includes(name)) expect(onlyV4).not.toContain(name);
    expect(new Set(onlyV4).size).toBe(onlyV4.length);
  });

  it('tells of a likely mapping, and has a place for what v4 still has', () => {
    for (const { name, v4, convert, confidence, reason } of fields) {
      if (convert.as === 'none') expect(v4, name).toBeNull();
      else if (convert.as !== 'zone-name') expect(v4, name).toEqual(expect.any(String));
      expect(reason === 'inferred-field', name).toBe(confidence === 'inferred' && convert.as !== 'none');
    }
  });
});

describe('what programs read most', () => {
  it.each([
    ['rec_id', 'id', 'id'],
    ['display_name', 'name', 'label'],
    ['service_mode', 'proxied', 'flag'],
    ['props.cloud_on', 'proxied', 'flag-number'],
    ['ttl', 'ttl', 'digits'],
    ['prio', 'priority', 'digits'],
    ['content', 'content', 'record-content'],
    ['zone_name', null, 'zone-name'],
    ['ttl_ceil', null, 'none'],
  ])('record %s', (name, v4, as) => {
    expect(read('record', name)).toMatchObject({ v4, convert: { as } });
  });

  it.each([
    ['zone_id', 'id', 'id'],
    ['zone_name', 'name', 'same'],
    ['orig_ns_names', 'original_name_servers', 'braced-list'],
    ['zone_status_class', 'status', 'zone-status-class'],
    ['props.alexa_rank', null, 'none'],
  ])('zone %s', (name, v4, as) => {
    expect(read('zone', name)).toMatchObject({ v4, convert: { as } });
  });

  it('settings: numbers where stats has the key too, strings elsewhere', () => {
    const shared = ['dev_mode', 'ob', 'ipv46'];
    for (const { name, convert } of shape('settings').fields) {
      if (convert.as !== 'table') continue;
      const type = shared.includes(name) ? 'number' : 'string';
      for (const value of Object.values(convert.values)) expect(typeof value, name).toBe(type);
    }
    expect(read('settings', 'dev_mode')).toMatchObject({ v4: 'development_mode', convert: { as: 'expiry' } });
    expect(read('settings', 'chl_ttl')).toMatchObject({ v4: 'challenge_ttl', convert: { as: 'digits' } });
    expect(read('settings', 'minify')).toMatchObject({ convert: { as: 'none', reason: 'minify-ended' } });
  });

  it.each([
    ['record', 'prio ssl_id ssl_status ssl_expires_on'],
    ['zone', 'host_id host_pubname host_website vtxt fqdns orig_registrar orig_dnshost orig_ns_names'],
    ['settings', ''],
    ['stats', 'pageLoadTime'],
  ] as const)('%s: v1 answered null in %s', (name, nulls) => {
    const may = shape(name).fields.filter(({ nullable }) => nullable);
    expect(may.map((one) => one.name).join(' ')).toBe(nulls);
  });

  it('settings: v4 ends Server-side Excludes', () => {
    const ending = shape('settings').fields.filter(({ deprecated }) => deprecated);
    expect(ending.map(({ name }) => name)).toEqual(['sse']);
  });

  it.each([
    ['record', ['id', 'proxied', 'created_on', 'modified_on']],
    ['zone', ['id', 'name', 'name_servers', 'status', 'paused', 'created_on']],
    ['settings', ['id', 'value', 'editable']],
    ['stats', ['sum', 'uniq']],
    ['access-rule', ['id', 'mode', 'configuration']],
  ] as const)('%s: what has these fields is of v4', (name, fields) => {
    expect(shape(name).onlyV4).toEqual(expect.arrayContaining([...fields]));
    expect(shape(name).onlyV4).not.toContain('');
  });

  it('stats: what of v4 a figure is made of', () => {
    const said = Object.entries(STATS_FIGURES).map(([name, { plus, minus = '0', divisor = 1 }]) =>
      [name, plus, minus, divisor].join(' '),
    );
    expect(said).toEqual([
      'trafficBreakdown.pageviews.regular sum.pageViews 0 1',
      'trafficBreakdown.pageviews.threat sum.threats 0 1',
      'trafficBreakdown.uniques.regular uniq.uniques 0 1',
      'bandwidthServed.cloudflare sum.cachedBytes 0 1024',
      'bandwidthServed.user sum.bytes sum.cachedBytes 1024',
      'requestsServed.cloudflare sum.cachedRequests 0 1',
      'requestsServed.user sum.requests sum.cachedRequests 1',
    ]);
  });

  it('stats: periods that ended yesterday are counted in days, those that end now in hours', () => {
    for (const [interval, { dataset }] of Object.entries(STATS_PERIODS))
      expect(dataset, interval).toBe(Number(interval) < 100 ? 'httpRequests1dGroups' : 'httpRequests1hGroups');
    expect(Object.values(STATS_PERIODS).map(({ hours }) => hours)).toEqual([720, 168, 24, 24, 12, 6]);
  });

  it('stats: every figure that is counted is read', () => {
    const counted = shape('stats').fields.filter(({ convert }) => convert.as === 'same');
    expect(counted.map(({ name }) => name).toSorted()).toEqual(Object.keys(STATS_FIGURES).toSorted());
  });
});
