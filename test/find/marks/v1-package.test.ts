import { describe, expect, it } from 'vitest';
import { allMarks, marksIn } from './marks-in.js';

const found = (source: string, dependencies: object = {}) =>
  marksIn('v1-package', source, { manifest: { dependencies }, file: 'input.ts' });

describe('packages that speak v1', () => {
  it.each([
    ['exported client', "module.exports = require('cloudflare').createClient(options);", { cloudflare: '0.0.8' }],
    ['no version, old member', "const cf = require('cloudflare'); send(cf.createClient);", {}],
    ['no version, old class', "import { CloudFlare } from 'cloudflare'; send(CloudFlare);", {}],
    ['import = require', "import cf = require('cloudflare'); send(cf);", { cloudflare: '^0.0.5' }],
    ['another name', "send(require('cloudflare-v1'));", { 'cloudflare-v1': 'npm:cloudflare@0.0.8' }],
    ['cloudflare-api', "const Api = require('cloudflare-api');", {}],
    ['gulp-cloudflare', "import purge from 'gulp-cloudflare'; purge();", {}],
    ['grunt-cloudflare', "grunt.loadNpmTasks('grunt-cloudflare');", {}],
    ['machinepack-cloudflare', "require('machinepack-cloudflare').addDnsRecord({});", {}],
    ['dlouc-flare', "require('dlouc-flare');", { 'dlouc-flare': '^0.2.0' }],
    ['cloudflare-cli', "require('cloudflare-cli');", { 'cloudflare-cli': '1.5.0' }],
  ])('%s', (_, source, dependencies) => {
    expect(found(source, dependencies)).toHaveLength(1);
  });

  it('says what to install instead, on the require', () => {
    const [mark] = allMarks("const Api = require('cloudflare-api');");
    expect(mark).toMatchObject({ rule: 'v1-package', text: "require('cloudflare-api')" });
    expect(mark?.message).toContain('`cloudflare`');
  });
});

describe('no finding', () => {
  it.each([
    [
      'a call explains it',
      "require('cloudflare').createClient({ token: t, email: e }).stats('x', 20, f);",
      { cloudflare: '0.0.8' },
    ],
    ['version 7', "const Cloudflare = require('cloudflare'); new Cloudflare();", { cloudflare: '^7.0.0' }],
    ['no version, new class', "import Cloudflare from 'cloudflare'; new Cloudflare();", {}],
    ['types alone', "import type { CloudFlare } from 'cloudflare';", {}],
    ['a later version', "require('dlouc-flare');", { 'dlouc-flare': '^1.0.0' }],
    ['a version that is not known', "require('cloudflare-cli');", {}],
    ['another require', "function f(require) { require('cloudflare-api'); }", {}],
    ['a package that sounds like one', "require('cloudflare-express');", { 'cloudflare-express': '^0.2.0' }],
    ['a file of the program', "require('./cloudflare').createClient();", { cloudflare: '0.0.8' }],
  ])('%s', (_, source, dependencies) => {
    expect(found(source, dependencies)).toEqual([]);
  });
});
