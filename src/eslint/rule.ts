/** One rule of the plugin for each rule of the program that is about code. */
import type { Rule as EslintRule, SourceCode } from 'eslint';
import type { Finding, RuleId } from '../finding.js';
import { helpOf } from '../report/report.js';
import { RULE_IDS, RULES, WRITTEN_RULES } from '../report/rules.js';
import { redact } from '../report/safe-text.js';
import { installedFile } from '../report/version.js';
import { analyseText, type TextAnalysis, type WholeEdit } from './analyse-text.js';

/** ESLint tells itself of what it cannot read or parse. */
const NOT_RULES: readonly RuleId[] = ['parse-error', 'not-analysed'];

export const RULE_NAMES: readonly RuleId[] = RULE_IDS.filter((id) => !NOT_RULES.includes(id));

/** All rules look at a file together: what one has found the others take. */
const KNOWN = new WeakMap<SourceCode, TextAnalysis>();

export function createRule(name: RuleId): EslintRule.RuleModule {
  const writes = WRITTEN_RULES.has(name);
  return {
    meta: {
      type: 'problem',
      docs: { description: RULES[name].what, url: docsUrl(name) },
      ...(writes ? { fixable: 'code' as const, hasSuggestions: true } : {}),
      schema: [],
      messages: {
        finding: '{{message}}. {{help}}',
        write: 'Write the v4 calls of this file',
        review: 'Write the v4 calls of this file, with a TODO where a person should look',
      },
    },
    create(context) {
      return {
        'Program:exit'() {
          const { findings, safe, review } = analysisOf(context);
          for (const finding of findings) {
            if (finding.rule === name) context.report(reportOf(finding, context.sourceCode, safe, review));
          }
        },
      };
    },
  };
}

function analysisOf({ sourceCode, physicalFilename, cwd }: EslintRule.RuleContext): TextAnalysis {
  let known = KNOWN.get(sourceCode);
  if (!known) {
    known = analyseText(cwd, physicalFilename, sourceCode.text);
    KNOWN.set(sourceCode, known);
  }
  return known;
}

/** What is safe is fixed; where a person should look, or something must be installed first, it is suggested. */
function reportOf(
  finding: Finding,
  sourceCode: SourceCode,
  safe: WholeEdit | null,
  review: WholeEdit | null,
): EslintRule.ReportDescriptor {
  const [start, end] = [finding.range.start, finding.range.end].map((offset) => sourceCode.getLocFromIndex(offset));
  const report: EslintRule.ReportDescriptor = {
    loc: { start: start!, end: end! },
    messageId: 'finding',
    data: { message: redact(finding.message), help: redact(helpOf(finding)) },
  };
  if (!WRITTEN_RULES.has(finding.rule)) return report;
  if (finding.applicability === 'safe' && safe) {
    const fix = write(safe);
    return safe.needsInstall ? { ...report, suggest: [{ messageId: 'write', fix }] } : { ...report, fix };
  }
  if (finding.applicability === 'review' && review) {
    return { ...report, suggest: [{ messageId: 'review', fix: write(review) }] };
  }
  return report;
}

function write({ start, end, text }: WholeEdit): (fixer: EslintRule.RuleFixer) => EslintRule.Fix {
  return (fixer) => fixer.replaceTextRange([start, end], text);
}

/** The page that is installed with the plugin. */
function docsUrl(name: RuleId): string {
  return installedFile(`docs/rules.md#${name}`).href;
}
