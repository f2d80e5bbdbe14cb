import { describe, expect, test } from 'vitest';
import { namesAction } from '../../src/catalogue/action-names.js';
import { openWorkspace } from '../../src/workspace/index.js';
import { type Files, tempTree } from './temp-tree.js';

const SPEAKS = "request.post('https://www.cloudflare.com/api_json.html', { form: form });\n";

function neighbours(files: Files) {
  const workspace = openWorkspace(tempTree(files));
  const { sources, unmarked } = workspace.read(workspace.list().files);
  const { importers, others } = workspace.neighbours(sources, unmarked, { mayAsk: namesAction });
  return { importers: importers.map(({ file }) => file), others: others.map(({ file }) => file) };
}

describe('neighbours', () => {
  test('are the files that import one that speaks v1, directly or through others', () => {
    const files = {
      'lib/cf/index.js': SPEAKS,
      'lib/index.mjs': "export * from './cf/index.js';",
      'a.js': "const cf = require('./lib/cf');",
      'b.mjs': "import { send } from './lib/index.mjs';",
      'c.ts': "import type { Send } from './lib/cf/index.js';",
      'd.js': "const cf = require('cf');",
      'e.js': "const cf = require('./other/cf');",
      'other/cf.js': 'module.exports = 1;',
    };
    const found = neighbours(files);
    expect(found.importers).toEqual(['a.js', 'b.mjs', 'c.ts', 'lib/index.mjs']);
    expect(found.others).toEqual([]);
  });

  test('are components and pages whose scripts import one', () => {
    const files = {
      'lib/cf.js': SPEAKS,
      'Panel.vue': "<script>\nimport { send } from './lib/cf';\n</script>",
      'Panel.svelte': "<script>import cf from './lib/cf.js';</script>",
      'pages/index.astro': "---\nimport { send } from '../lib/cf.js';\n---\n<p />",
      'index.html': '<script type="module">import "./lib/cf.js";</script>',
      'other.html': '<script src="./lib/cf.js"></script>',
    };
    expect(neighbours(files).importers).toEqual(['Panel.svelte', 'Panel.vue', 'index.html', 'pages/index.astro']);
  });

  test('are what those import, and who else imports that', () => {
    const files = {
      'src/main.js': `const { zone } = require('./config');\nconst keys = require('../keys');\n${SPEAKS}`,
      'src/config.js': "module.exports = require('./defaults.json');",
      'src/defaults.json': '{ "zone": "example.com" }',
      'src/setup.js': "require('./config').zone = 2;",
      'src/far.js': "require('./setup');",
    };
    expect(neighbours(files)).toEqual({
      importers: [],
      others: ['src/config.js', 'src/defaults.json', 'src/setup.js'],
    });
  });

  test('are those that are handed a client and name an action', () => {
    const files = {
      'api.js': SPEAKS,
      'main.js': "require('./setup')(require('./api'));",
      'setup.js': "require('./zones'); require('./names'); module.exports = (api) => api;",
      'zones.js': "module.exports = (api) => api.call('fpurge_ts');",
      'names.js': "module.exports = (api) => api.name('purge');",
      'alone.js': "module.exports = (api) => api.call('fpurge_ts');",
    };
    const found = neighbours(files);
    expect(found.importers).toEqual(['main.js', 'zones.js']);
    expect(found.others).toEqual(['names.js', 'setup.js']);
  });

  test('are none where nothing speaks v1', () => {
    const files = { 'a.js': "// served by Cloudflare\nrequire('./b');", 'b.js': "require('./a');" };
    expect(neighbours(files)).toEqual({ importers: [], others: [] });
  });

  test('do not come from node_modules, and are no manifests', () => {
    const files = {
      'main.js': `require('./node_modules/x/y');\nrequire('./package.json');\n${SPEAKS}`,
      'node_modules/x/y.js': 'exports.x = 1;',
      'package.json': '{}',
    };
    expect(neighbours(files)).toEqual({ importers: [], others: [] });
  });
});
