/** Where the facts of the catalogue are from. Every key that a param, field or action cites is here, and only those. */

export interface Source {
  readonly what: string;
  /** null: public code that was read without a lasting address */
  readonly url: string | null;
}

const GITHUB = 'https://github.com';
const DOCS = 'https://developers.cloudflare.com';

export const SOURCES = {
  // v1: the document and what Cloudflare itself wrote on top of it
  DOC1: { what: 'Client API documentation, about 2013', url: 'https://www.cloudflare.com/docs/client-api.html' },
  NODE008: {
    what: 'npm cloudflare 0.0.8, code and stored answers',
    url: `${GITHUB}/cloudflare/node-cloudflare/tree/v0.0.8`,
  },
  'NODE-ZIPS': {
    what: 'npm cloudflare loses zone_ips, September 2014',
    url: `${GITHUB}/cloudflare/node-cloudflare/commit/ba96ca0`,
  },
  CPANEL: { what: 'Cloudflare plugin for cPanel, v1 era', url: `${GITHUB}/cloudflare/CloudFlare-CPanel/tree/2dc7f9f` },
  WPOLD: { what: 'Cloudflare plugin for WordPress, v1 era', url: `${GITHUB}/cloudflare/CloudFlare-Tools` },
  // v1: clients of others
  LIBCLOUD: {
    what: 'Apache Libcloud driver with answers recorded in December 2015',
    url: `${GITHUB}/apache/libcloud/tree/1a8189d/libcloud/dns/drivers`,
  },
  PYFLARE: { what: 'Python client with answers recorded in 2013', url: `${GITHUB}/jlinn/pyflare` },
  RUBY: { what: 'Ruby gem cloudflare, 2012 and 2013', url: `${GITHUB}/socketry/cloudflare` },
  PHP11: { what: 'PHP class of 2011 and 2012', url: `${GITHUB}/dixcart/CloudFlare-API` },
  LARAVEL: {
    what: 'Service description of a Laravel client',
    url: `${GITHUB}/GrahamDeprecated/Laravel-CloudFlare-API`,
  },
  W3TC: { what: 'W3 Total Cache, Cloudflare extension', url: `${GITHUB}/BoldGrid/w3-total-cache/tree/f50a471` },
  FLATTEN: {
    what: 'CNAME flattening scripts that call rec_proxy',
    url: `${GITHUB}/cloudflarearchive/Cloudflare-CNAME-flattener`,
  },
  MACHINE: { what: 'npm machinepack-cloudflare', url: `${GITHUB}/mybethel/machinepack-cloudflare` },
  'NPM-CFAPI': { what: 'npm cloudflare-api', url: `${GITHUB}/0x4139/cloudflare-api` },
  CFCLI: { what: 'npm cloudflare-cli before 2.0', url: `${GITHUB}/danielpigott/cloudflare-cli/tree/fb485a7` },
  JSUSERS: { what: 'grunt-cloudflare and other JavaScript users', url: `${GITHUB}/strathausen/grunt-cloudflare` },
  DDCLIENT: { what: 'ddclient, dynamic DNS', url: `${GITHUB}/ddclient/ddclient` },
  MYBB: { what: 'A MyBB plugin that reads stats', url: null },
  CODEIDX: { what: 'A public caller, seen in part', url: null },
  RECNEW0: { what: 'rec_new ignores service_mode', url: `${GITHUB}/cloudflare-api/python-cloudflare/issues/11` },
  // the way from v1 to v4
  GUIDE: { what: 'Cloudflare guide from v1 to v4, 2016', url: 'https://www.cloudflare.com/migrating-to-v4/' },
  F2B: {
    what: 'fail2ban: v1 calls beside their v4 replacement',
    url: `${GITHUB}/fail2ban/fail2ban/blob/master/config/action.d/cloudflare.conf`,
  },
  'F2B-TOKEN': {
    what: 'fail2ban: access rules of a zone with a token',
    url: `${GITHUB}/fail2ban/fail2ban/blob/master/config/action.d/cloudflare-token.conf`,
  },
  'TF-MIGRATE': { what: 'Terraform moves record ids to v4', url: `${GITHUB}/hashicorp/terraform/pull/6969` },
  // v4
  SDK7: { what: 'npm cloudflare 7, types and paths', url: `${GITHUB}/cloudflare/cloudflare-typescript` },
  SDK3: { what: 'npm cloudflare 3, types', url: `${GITHUB}/cloudflare/cloudflare-typescript/tree/v3.5.0` },
  'OPENAPI-CS': {
    what: "Client generated from Cloudflare's OpenAPI schema, August 2026",
    url: `${GITHUB}/soenneker/soenneker.cloudflare.openapiclient`,
  },
  CALLS: { what: 'Cloudflare docs: make API calls', url: `${DOCS}/fundamentals/api/how-to/make-api-calls/` },
  DEPR: { what: 'Cloudflare docs: API deprecations', url: `${DOCS}/fundamentals/api/reference/deprecations/` },
  'DEPR-EXT': {
    what: 'End of the settings batch moved to March 2027',
    url: `${GITHUB}/cloudflare/cloudflare-docs/pull/32335`,
  },
  'DEPR-DNSTYPE': {
    what: 'A change of record type will be refused',
    url: `${GITHUB}/cloudflare/cloudflare-docs/pull/27830`,
  },
  'DEPR-MIRAGE': { what: 'End of Mirage', url: `${GITHUB}/cloudflare/cloudflare-docs/pull/26248` },
  SDKBATCH: {
    what: 'The SDK has no list of all settings',
    url: `${GITHUB}/cloudflare/cloudflare-typescript/issues/2719`,
  },
  GQL: { what: 'Cloudflare docs: GraphQL Analytics API', url: `${DOCS}/analytics/graphql-api/` },
  PURGE: { what: 'Cloudflare docs: purge cache', url: `${DOCS}/cache/how-to/purge-cache/` },
  IPAR: { what: 'Cloudflare docs: IP Access rules', url: `${DOCS}/waf/tools/ip-access-rules/` },
  PERPAGE: { what: 'Largest pages, in schema and clients', url: `${GITHUB}/NewFuture/DDNS/issues/324` },
  SPF: { what: 'v4 refuses records of type SPF', url: `${GITHUB}/octodns/octodns-cloudflare/issues/28` },
  SRVDOC: {
    what: 'New shape of SRV data',
    url: `${GITHUB}/ansible-collections/community.general/issues/8948`,
  },
  TXT: { what: 'TXT content wants quotes', url: `${GITHUB}/cloudflare/cloudflare-typescript/issues/1777` },
  PUTPROXY: { what: 'PUT without proxied switches the proxy off', url: `${GITHUB}/apisnetworks/apiscp/issues/49` },
  THREAT: {
    what: 'Cloudflare docs: the threat score is always 0',
    url: `${DOCS}/ruleset-engine/rules-language/fields/reference/cf.threat_score/`,
  },
  ROCKET: {
    what: 'Rocket Loader loses its manual mode, 2018',
    url: `${GITHUB}/cloudflare/terraform-provider-cloudflare/issues/92`,
  },
  TTL60: { what: 'Limits of ttl in v4', url: `${GITHUB}/StackExchange/dnscontrol/issues/1988` },
} as const satisfies Record<string, Source>;

export type SourceKey = keyof typeof SOURCES;
