import { expect, test } from 'vitest';
import { Aliases } from '../../src/workspace/aliases.js';

function aliases(files: Readonly<Record<string, string>>): Aliases {
  return new Aliases({
    read: (file) => files[file] ?? null,
    manifests: () => Object.keys(files).filter((file) => file.endsWith('package.json')),
  });
}

test('names of `imports` are those of the nearest package.json, their conditions in order', () => {
  const found = aliases({
    'package.json': '{ "imports": { "#lib": "./outer.js" } }',
    'app/package.json':
      '{ "imports": { "#lib": { "browser": "./web.js", "default": "./node.js" }, "#util/*": "./src/*.js" } }',
  });
  expect(found.pathsOf('app/src/main.js', '#lib')).toEqual(['app/web.js', 'app/node.js']);
  expect(found.pathsOf('app/main.js', '#util/dns/zone')).toEqual(['app/src/dns/zone.js']);
  expect(found.pathsOf('app/main.js', '#other')).toEqual([]);
  expect(found.pathsOf('main.js', '#lib')).toEqual(['outer.js']);
});

test('paths of a tsconfig with comments, last commas and what it extends', () => {
  const found = aliases({
    'config/base.json':
      '{ "compilerOptions": { "paths": { "@lib/*": ["../src/lib/*", "../gen/*"], "@lib/http": ["../http.ts"] } } }',
    'tsconfig.json': '{ // "extends": "./nothing"\n "extends": "./config/base", /* "baseUrl": "x", */ }',
    'web/tsconfig.json': '{ "extends": "../tsconfig.json", "compilerOptions": { "baseUrl": "./app" } }',
  });
  expect(found.pathsOf('src/main.ts', '@lib/dns')).toEqual(['src/lib/dns', 'gen/dns']);
  expect(found.pathsOf('src/main.ts', '@lib/http')).toEqual(['http.ts']);
  expect(found.pathsOf('src/main.ts', 'lodash')).toEqual([]);
  expect(found.pathsOf('web/app/main.ts', 'pages/home')).toEqual(['web/app/pages/home']);
  expect(found.pathsOf('web/app/main.ts', '@lib/dns')).toEqual(['src/lib/dns', 'gen/dns']);
});

test('packages are those of a workspace: a copy elsewhere is not what Node loads', () => {
  const files = {
    'package.json': '{ "workspaces": { "packages": ["packages/*"] } }',
    'packages/dns/package.json': '{ "name": "@shop/dns", "main": "lib" }',
    'packages/http/package.json':
      '{ "name": "http-kit", "exports": { ".": "./index.mjs", "./form/*": "./src/form/*.mjs" } }',
    'vendor/request/package.json': '{ "name": "request", "main": "request.js" }',
  };
  const found = aliases(files);
  expect(found.pathsOf('main.js', '@shop/dns')).toEqual(['packages/dns/lib', 'packages/dns/index']);
  expect(found.pathsOf('main.js', '@shop/dns/names.js')).toEqual(['packages/dns/names.js']);
  expect(found.pathsOf('main.js', 'http-kit')).toEqual(['packages/http/index.mjs']);
  expect(found.pathsOf('main.js', 'http-kit/form/url')).toEqual(['packages/http/src/form/url.mjs']);
  expect(found.pathsOf('main.js', 'http-kit/src/hidden.mjs')).toEqual([]);
  expect(found.pathsOf('main.js', 'request')).toEqual([]);
  expect(aliases({ ...files, 'package.json': '{}' }).pathsOf('main.js', '@shop/dns')).toEqual([]);
  const pnpm = aliases({ ...files, 'package.json': '{}', 'pnpm-workspace.yaml': "packages:\n  - 'packages/**'\n" });
  expect(pnpm.pathsOf('main.js', '@shop/dns')).toEqual(['packages/dns/lib', 'packages/dns/index']);
});
