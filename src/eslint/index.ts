/** `cloudflare-v1-codemod/eslint`: the findings of `cfv1 lint` in an editor, as rules of an ESLint plugin (flat config). */
import type { ESLint, Rule as EslintRule, Linter } from 'eslint';
import type { Severity } from '../finding.js';
import { RULES } from '../report/rules.js';
import { TOOL } from '../report/version.js';
import { createRule, RULE_NAMES } from './rule.js';

const NAMESPACE = 'cloudflare-v1';
const LEVEL: Readonly<Record<Severity, Linter.RuleSeverity>> = { error: 'error', warning: 'warn', note: 'warn' };

const rules: Record<string, EslintRule.RuleModule> = Object.fromEntries(
  RULE_NAMES.map((name) => [name, createRule(name)]),
);

const plugin = {
  meta: { name: TOOL.name, version: TOOL.version, namespace: NAMESPACE },
  rules,
  configs: {} as { recommended: Linter.Config },
} satisfies ESLint.Plugin;

// a configuration names the plugin that it is part of
plugin.configs.recommended = {
  name: `${NAMESPACE}/recommended`,
  plugins: { [NAMESPACE]: plugin },
  rules: Object.fromEntries(RULE_NAMES.map((name) => [`${NAMESPACE}/${name}`, LEVEL[RULES[name].severity]])),
};

export default plugin;
