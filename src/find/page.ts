/** Does a script of a page or component run in a browser? What it loads says so where it is not one. */
import type { ast } from '../syntax/index.js';
import { is, type SourceModule } from '../syntax/index.js';
import type { FoundCalls } from './calls.js';

/** Modules that bundlers do not bring into a page, and clients that only a program sends with. */
const NODE_ALONE =
  /^(?:node:.+|child_process|cluster|dgram|dns|fs|fs\/promises|http|http2|https|net|os|readline|tls|v8|vm|worker_threads|electron|@electron\/remote|nw\.gui|cloudflare|cloudflare-api|request|request-promise(?:-native)?|requestretry|co-request|got|needle|phin|undici|restler|wreck|@hapi\/wreck|simple-get|node-fetch|unirest|bent|spidex)$/;

/** In a page v4 answers nobody, whatever the request is made with. */
export function inPage(found: FoundCalls, module: SourceModule): FoundCalls {
  if (loadsNode(module)) return found;
  return { ...found, calls: found.calls.map((call) => ({ ...call, browser: true })) };
}

function loadsNode({ program }: SourceModule): boolean {
  let loads = false;
  const see = (node: ast.Node | null | undefined) => {
    if (is.isStringLiteral(node) && NODE_ALONE.test(node.value)) loads = true;
  };
  program.traverse({
    ImportDeclaration: ({ node }) => see(node.source),
    CallExpression({ node }) {
      if (is.isIdentifier(node.callee, { name: 'require' }) || is.isImport(node.callee)) see(node.arguments[0]);
    },
  });
  return loads;
}
