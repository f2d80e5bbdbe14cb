/** Older addresses beside api_json.html. A call of one is named and explained; only DIUP is an action of v1. */
import type { SourceKey } from './sources.js';

export interface Neighbour {
  /** fits the reason `other-api`: "this is {name}, …" */
  readonly name: string;
  /** lower case; a URL or host and path that holds it is a call of this */
  readonly marks: readonly string[];
  readonly url: string;
  readonly advice: string;
  /** set where the query holds an action of v1, which is what migrates */
  readonly action: string | null;
  readonly sources: readonly SourceKey[];
}

export const NEIGHBOURS: readonly Neighbour[] = [
  {
    name: 'the Hosting Provider API',
    marks: ['host-gw.html'],
    url: 'https://api.cloudflare.com/host-gw.html',
    advice:
      'Another product, with `act` and `host_key`: ask Cloudflare what takes its place. Nothing here rewrites it.',
    action: null,
    sources: ['CPANEL'],
  },
  {
    name: 'the spam report of the WordPress plugin',
    marks: ['ajax/external-event.html'],
    url: 'https://www.cloudflare.com/ajax/external-event.html',
    advice: 'v4 takes no such reports. Remove the call.',
    action: null,
    sources: ['WPOLD', 'W3TC'],
  },
  {
    name: 'the Railgun API',
    marks: ['cloudflare.com/api/v2/railgun'],
    url: 'https://www.cloudflare.com/api/v2/railgun/',
    advice: 'Railgun is retired and v4 has nothing for it. Remove the calls.',
    action: null,
    sources: ['CPANEL'],
  },
  {
    name: 'the dynamic DNS address',
    marks: ['cloudflare.com/api.html'],
    url: 'https://www.cloudflare.com/api.html',
    advice: 'It took the action DIUP, as api_json.html did: edit the A record of the host in v4.',
    action: 'DIUP',
    sources: ['DDCLIENT', 'RUBY'],
  },
];

/** What a URL, or host and path written as one, is a call of; undefined where it is none of them. */
export function neighbourOf(url: string): Neighbour | undefined {
  const text = url.toLowerCase();
  return NEIGHBOURS.find(({ marks }) => marks.some((mark) => text.includes(mark)));
}
