import { runTransform, type TransformApi, type TransformFile } from './run-transform.js';

/**
 * Takes one file off the Cloudflare Client API v1 and onto API v4, through plain `fetch`:
 *
 *     npx jscodeshift -t node_modules/cloudflare-v1-codemod/dist/transforms/v1-to-v4-fetch.js src
 *
 * In: jscodeshift's file and API. Out: the new text, or undefined where nothing changes. Findings that are not `safe`
 * are reported. It gives the bytes that `cfv1 migrate --target fetch` writes, as far as one file and the nearest
 * package.json tell: what another file says is not seen, package.json is not raised, and jscodeshift exits 0 whatever
 * is left. Use `cfv1 migrate` for whole repositories.
 */
export default function v1ToV4(file: TransformFile, api: TransformApi): string | undefined {
  return runTransform(file, api, 'fetch');
}
