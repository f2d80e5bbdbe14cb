/** IP access rules over API v4, of the user, of the account or of a zone. */
import { isIPv4, isIPv6 } from 'node:net';
import { ACCOUNT_ID, type AccessRule, type Account, Refusal, type RuleMode } from './account.js';
import { v4Rule } from './v4-objects.js';
import { fieldsIn, isId, pageOf, type Route, result, type V4Call, Violation, zoneById } from './v4-strict.js';

const RULES = '^/(user|accounts/[^/]*|zones/[^/]*)/firewall/access_rules/rules';
const FILTERS = [
  'mode',
  'configuration.target',
  'configuration.value',
  'match',
  'page',
  'per_page',
  'order',
  'direction',
];
/** `ip6` may be written, but the filter does not know it. */
const TARGET_FILTERS = ['ip', 'ip_range', 'asn', 'country'];

/** `user`, or the id of the account or zone that the path names. */
function scopeOf({ account, ids }: V4Call): string {
  const [kind, id] = ids[0]!.split('/');
  if (kind === 'user') return 'user';
  if (kind === 'zones') return zoneById(account, id).v4Id;
  if (id !== ACCOUNT_ID) throw new Violation(`account id ${id}`);
  return id;
}

function ruleOf(account: Account, scope: string, id: string | undefined): AccessRule {
  if (!isId(id)) throw new Violation(`rule id ${id}`);
  const rule = account.rules.find((candidate) => candidate.v4Id === id && candidate.scope === scope);
  if (!rule) throw new Refusal('rule');
  return rule;
}

function modeIn(mode: unknown): RuleMode {
  if (mode !== 'whitelist' && mode !== 'block') throw new Violation(`mode ${JSON.stringify(mode)}`);
  return mode;
}

function addressIn(configuration: unknown): string {
  const { target, value } = fieldsIn(configuration, ['target', 'value']);
  if (typeof value !== 'string' || (target !== 'ip' && target !== 'ip6')) {
    throw new Violation(`configuration ${JSON.stringify(configuration)}`);
  }
  if ((target === 'ip' && isIPv6(value)) || (target === 'ip6' && isIPv4(value))) {
    throw new Violation(`${value} under target ${target}`);
  }
  return value;
}

function create(call: V4Call): AccessRule {
  const scope = scopeOf(call);
  const { mode, configuration } = fieldsIn(call.body, ['mode', 'configuration', 'notes']);
  const ip = addressIn(configuration);
  if (call.account.rules.some((rule) => rule.ip === ip && rule.scope === scope)) throw new Refusal('duplicate');
  return call.account.createRule(scope, ip, modeIn(mode));
}

function list(call: V4Call): AccessRule[] {
  const { account, query } = call;
  const scope = scopeOf(call);
  const target = query.get('configuration.target');
  if (target !== null && !TARGET_FILTERS.includes(target)) throw new Violation(`configuration.target=${target}`);
  return account.rules.filter(
    (rule) =>
      rule.scope === scope &&
      (!query.has('mode') || query.get('mode') === rule.mode) &&
      (target === null || (target === 'ip' && isIPv4(rule.ip))) &&
      (!query.has('configuration.value') || query.get('configuration.value') === rule.ip),
  );
}

export const RULE_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`${RULES}$`),
    query: FILTERS,
    run: (call) => pageOf(list(call).map(v4Rule), call.query, 20, 1000),
  },
  { method: 'POST', path: new RegExp(`${RULES}$`), run: (call) => result(v4Rule(create(call))) },
  {
    method: 'GET',
    path: new RegExp(`${RULES}/([^/]*)$`),
    run: (call) => result(v4Rule(ruleOf(call.account, scopeOf(call), call.ids[1]))),
  },
  {
    method: 'PATCH',
    path: new RegExp(`${RULES}/([^/]*)$`),
    run: (call) => {
      const rule = ruleOf(call.account, scopeOf(call), call.ids[1]);
      const { mode, configuration } = fieldsIn(call.body, ['mode', 'configuration', 'notes']);
      if (configuration !== undefined && addressIn(configuration) !== rule.ip) throw new Violation('address changed');
      return result(v4Rule(call.account.editRule(rule, modeIn(mode))));
    },
  },
  {
    method: 'DELETE',
    path: new RegExp(`${RULES}/([^/]*)$`),
    run: (call) => {
      const rule = ruleOf(call.account, scopeOf(call), call.ids[1]);
      call.account.deleteRule(rule);
      return result({ id: rule.v4Id });
    },
  },
];
