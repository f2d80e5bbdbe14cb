import { createRequire } from 'node:module';

/** This program's name and version, as its package.json has them. */
export const TOOL: { readonly name: string; readonly version: string } = (() => {
  const manifest = createRequire(import.meta.url)('cloudflare-v1-codemod/package.json') as {
    name: string;
    version: string;
  };
  return { name: manifest.name, version: manifest.version };
})();
