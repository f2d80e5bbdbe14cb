/** All pages that are made from tables, by path from the root. */
import { ACTIONS } from '../../src/catalogue/index.js';
import { RULE_IDS } from '../../src/report/rules.js';
import { actionPage, actionsIndex } from './action-page.js';
import { manPage } from './man-page.js';
import { objectsPage, permissionsPage } from './reference-pages.js';
import { reasonsPage, rulePage, rulesIndex } from './rule-page.js';
import { samplePage } from './sample-page.js';

export const PAGES: Readonly<Record<string, () => string>> = {
  'docs/rules.md': rulesIndex,
  ...Object.fromEntries(RULE_IDS.map((id) => [`docs/rules/${id}.md`, () => rulePage(id)])),
  'docs/reasons.md': reasonsPage,
  'docs/actions/README.md': actionsIndex,
  ...Object.fromEntries(ACTIONS.map((one) => [`docs/actions/${one.name}.md`, () => actionPage(one)])),
  'docs/objects.md': objectsPage,
  'docs/permissions.md': permissionsPage,
  'docs/sample.md': samplePage,
  'man/cfv1.1': manPage,
};
