/** npm packages other than cloudflare that speak v1, or only sound so. */
import type { SourceKey } from './sources.js';
import type { Confidence } from './types.js';

export interface OtherPackage {
  readonly name: string;
  /** semver range that speaks v1 */
  readonly versions: string;
  /** how it is called */
  readonly use: string;
  /** v1 actions that it sends; empty: whatever it is told, or not known */
  readonly actions: readonly string[];
  readonly advice: string;
  readonly sources: readonly SourceKey[];
  readonly confidence: Confidence;
}

/** It is one class, whose instances are clients. */
export const CLIENT_CLASS = 'cloudflare-api';

const OFFICIAL = 'the official `cloudflare` package (7 or later)';

export const OTHER_PACKAGES: readonly OtherPackage[] = [
  {
    name: CLIENT_CLASS,
    versions: '*',
    use: 'new CloudflareAPI({ email, token }).execute({ a, z, … }), a promise of the whole v1 body',
    actions: [],
    advice: `Use ${OFFICIAL}.`,
    sources: ['NPM-CFAPI'],
    confidence: 'single',
  },
  {
    name: 'gulp-cloudflare',
    versions: '*',
    use: 'cloudflare({ token, email, domain, skip, action }) in a gulp stream',
    actions: ['fpurge_ts', 'devmode'],
    advice: `Call \`cache.purge\` or \`zones.settings.edit\` of ${OFFICIAL} in a gulp task.`,
    sources: ['JSUSERS'],
    confidence: 'single',
  },
  {
    name: 'grunt-cloudflare',
    versions: '*',
    use: 'grunt task `cloudflare`; its options are the form, fpurge_ts unless told otherwise',
    actions: [],
    advice: `Call \`cache.purge\` of ${OFFICIAL} in a grunt task.`,
    sources: ['JSUSERS'],
    confidence: 'single',
  },
  {
    name: 'machinepack-cloudflare',
    versions: '*',
    use: 'machines such as add-dns-record and edit-dns-record; onCloudflare is service_mode',
    actions: [],
    advice: `Use \`dns.records\` of ${OFFICIAL}.`,
    sources: ['MACHINE'],
    confidence: 'single',
  },
  ...['dlouc-flare', 'dloucflare'].map(
    (name): OtherPackage => ({
      name,
      versions: '<1',
      use: 'a client of the DNS actions',
      actions: [],
      advice: 'Its version 1 speaks v4: raise it, and give it the id of the zone.',
      sources: ['JSUSERS'],
      confidence: 'single',
    }),
  ),
  ...['cloudflare-cli', 'cfcli'].map(
    (name): OtherPackage => ({
      name,
      versions: '<2',
      use: 'a command line over cloudflare 0.0.8',
      actions: [],
      advice: 'It speaks v4 from 2.0 on: raise it.',
      sources: ['CFCLI'],
      confidence: 'single',
    }),
  ),
  ...['cloudflare-dynamic-dns', 'cloudflare-dynamic-dns2'].map(
    (name): OtherPackage => ({
      name,
      versions: '<2',
      use: 'updates the address of a host',
      actions: [],
      // which major version moved is not known: the first ones speak v1
      advice: 'Later major versions speak v4: raise it, and read what its configuration became.',
      sources: [],
      confidence: 'inferred',
    }),
  ),
];

/** Names that sound like a v1 client and are none: nothing is said about them. */
export const NOT_V1_PACKAGES: readonly string[] = [
  'node_cloudflare',
  'cloudflare-express',
  'cloudflare-client',
  'cloudflare4',
  'cf',
];

const BY_NAME = new Map(OTHER_PACKAGES.map((one) => [one.name, one]));

export function otherPackage(name: string): OtherPackage | undefined {
  return BY_NAME.get(name);
}
