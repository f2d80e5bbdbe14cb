import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const MANIFEST = 'cloudflare-v1-codemod/package.json';

/** This program's name and version, as its package.json has them. */
export const TOOL: { readonly name: string; readonly version: string } = (() => {
  const manifest = createRequire(import.meta.url)(MANIFEST) as {
    name: string;
    version: string;
  };
  return { name: manifest.name, version: manifest.version };
})();

/** A file that is installed with the program, by its path from the top. */
export function installedFile(path: string): URL {
  return new URL(path, pathToFileURL(createRequire(import.meta.url).resolve(MANIFEST)));
}
