/** What stands around a call: the framework that answers with its error, the library of its promise, its statement. */
import { describe, expect, it } from 'vitest';
import { frameworkAround } from '../../src/edit/frameworks.js';
import { importLine, loadingOf, nameList, sdkLine } from '../../src/edit/import-line.js';
import { isBare, ownStatement, triedAround } from '../../src/edit/own-statement.js';
import { foreignBehind, libraryMaker } from '../../src/edit/promise-library.js';
import type { SourceModule } from '../../src/syntax/index.js';
import { marked, placeIn } from './marked.js';

describe('an error that leaves the file is answered with its', () => {
  it.each([
    ["import Koa from 'koa';", 'headers'],
    ["import Router from '@koa/router';", 'headers'],
    ["const router = require('koa-router');", 'headers'],
    ["import { Context } from 'egg';", 'headers'],
    ["import { Controller } from '@midwayjs/core';", 'headers'],
    ["const wrap = require('co-koa');", 'headers'],
    ["import express from 'express';", 'status'],
    ["const router = require('express-promise-router');", 'status'],
    ["import fastify from 'fastify';", 'status'],
    ["import cors from '@fastify/cors';", 'status'],
    ["const app = require('connect')();", 'status'],
    ["const Router = require('router');", 'status'],
    ["const restify = require('restify');", 'status'],
    ["const polka = require('polka');", 'status'],
    ["const { send } = require('micro');", 'status'],
    ["const sails = require('sails');", 'status'],
    ["const app = require('loopback')();", 'status'],
    ["import { get } from '@loopback/rest';", 'status'],
    ["const feathers = require('feathers');", 'status'],
    ["import { feathers } from '@feathersjs/feathers';", 'status'],
    ["const wrap = require('co-express');", 'status'],
    ["import Koa from 'koa'; import express from 'express';", 'headers'],
    ["import x from 'koala';", null],
    ["import x from './koa';", null],
    ["import x from 'expression';", null],
    ["import x from 'my-express';", null],
    ["import x from 'microtime';", null],
    ["import x from 'co-express-more';", null],
    ["const name = 'express';", null],
    // by hand
    ['function answer(res, err) { res.status(err.status); }', 'status'],
    ['function answer(res, e) { res.status(e.statusCode || 502); }', 'status'],
    ['function answer(res, error) { res.json(error.errors); }', 'status'],
    ['function answer(res, reason) { res.status(reason?.status ?? 502); }', 'status'],
    ['function answer(res, ex) { res.end(JSON.stringify(ex)); }', 'status'],
    ['function answer(res, err) { res.end(JSON.stringify({ err })); }', 'status'],
    ['function answer(res, err) { res.json({ ...err }); }', 'status'],
    ['function answer(res, err) { res.json(Object.assign({}, err)); }', 'status'],
    ['function answer(res, err) { res.json(Object.keys(err)); }', 'status'],
    ['app.use((err, req, res) => { res.status(err.status); });', 'status'],
    ['function answer(res, err) { res.end(err.message); }', null],
    ['function answer(res, err) { res.end(JSON.stringify(err.message)); }', null],
    ['function answer(res, err) { res.json({ ...err.list }); }', null],
    ['function answer(res, given) { res.status(given.status); }', null],
    ['function answer(res, err) { res.status(err.statuses); }', null],
    // that is looked at where the promise is
    ['load().catch((err) => { end(err.status); });', null],
    ['load().then(done, function (err) { end(err.status); });', null],
    ['try { load(); } catch (err) { end(err.status); }', null],
    ['const err = load(); end(err.status);', null],
  ])('%s: %s', (code, answers) => {
    expect(frameworkAround(marked(code, 'a.js').module)).toBe(answers);
  });
});

describe('a promise of a library', () => {
  it.each([
    ["const Promise = require('bluebird'); ⟦load()⟧;", 'Promise.resolve'],
    ["import Promise from 'bluebird'; ⟦load()⟧;", 'Promise.resolve'],
    ["const when = require('when'); ⟦load()⟧;", 'when.resolve'],
    ["const Q = require('q'); ⟦load()⟧;", 'Q'],
    ["import Q from 'q'; ⟦load()⟧;", 'Q'],
    ["const fs = require('fs'); ⟦load()⟧;", null],
    ["import fs from 'fs'; ⟦load()⟧;", null],
    ["import { Promise } from 'bluebird'; ⟦load()⟧;", null],
    ["let Q = require('q'); Q = other; ⟦load()⟧;", null],
    ["const Q = require('q'); function f(Q) { ⟦load()⟧; }", null],
    ["function f() { const Q = require('q'); } ⟦load()⟧;", null],
  ])('%s is made by %s', (code, maker) => {
    expect(libraryMaker(placeIn(code, 'a.js'))).toBe(maker);
  });

  it.each([
    ['⟦load()⟧.then(f).catch(g).finally(h);', []],
    ['⟦load()⟧.spread(f);', []],
    ['⟦load()⟧.tap(f).then(g);', ['tap']],
    ['⟦load()⟧.then(f).nodeify(g);', ['nodeify']],
    ['⟦load()⟧.map(f).delay(1);', ['map', 'delay']],
    ['⟦load()⟧.catch(StatusCodeError, f);', ['catch']],
    ['⟦load()⟧.then(StatusCodeError, f);', []],
    ['⟦load()⟧.length;', []],
    ['other(⟦load()⟧).tap(f);', []],
    ['other.tap(⟦load()⟧);', []],
    ['function made() { return ⟦load()⟧; } made().tap(f);', ['tap']],
    ['function made() { return ⟦load()⟧.then(g); } made().tap(f);', ['tap']],
    ['const made = () => ⟦load()⟧; made().tap(f);', ['tap']],
    ['function made() { ⟦load()⟧; } made().tap(f);', []],
    ['async function made() { return ⟦load()⟧; } made().tap(f);', []],
    ['first().then(() => ⟦load()⟧).tap(f);', []],
    ['function a() { return ⟦load()⟧; } function b() { return a(); } b().tap(f);', ['tap']],
  ])('%s is asked for %j', (code, methods) => {
    expect(foreignBehind(placeIn(code, 'a.js'))).toEqual(methods);
  });
});

describe('the statement of a call', () => {
  const textOf = (code: string) => {
    const { module, paths } = marked(code, 'a.js');
    const node = ownStatement(paths[0]!)?.node;
    return node ? module.text.slice(node.start!, node.end!) : null;
  };

  it.each([
    ['f(⟦load()⟧);', 'f(load());'],
    ['const a = ⟦load()⟧;', 'const a = load();'],
    ['for (const a of list) f(⟦load()⟧);', 'f(load());'],
    ['while (t) f(⟦load()⟧);', 'f(load());'],
    ['if (t) f(⟦load()⟧); else g();', 'f(load());'],
    ['if (t) g(); else f(⟦load()⟧);', 'f(load());'],
    ['if (t) { f(⟦load()⟧); }', 'f(load());'],
    ['for (const a of ⟦load()⟧) f();', 'for (const a of load()) f();'],
    ['if (⟦load()⟧) f();', 'if (load()) f();'],
    ['const f = () => ⟦load()⟧;', null],
    ['const f = () => { return ⟦load()⟧; };', 'return load();'],
    ['function f(a = ⟦load()⟧) {}', null],
  ])('%s: %s', (code, statement) => {
    expect(textOf(code)).toBe(statement);
  });

  it.each([
    ['for (const a of list) ⟦f();⟧', true],
    ['if (t) ⟦f();⟧', true],
    ['if (t) g(); else ⟦f();⟧', true],
    ['if (t) ⟦{ f(); }⟧', false],
    ['if (⟦t⟧) f();', false],
    ['⟦f();⟧', false],
    ['{ ⟦f();⟧ }', false],
  ])('%s stands in no list: %s', (code, bare) => {
    expect(isBare(placeIn(code, 'a.js'))).toBe(bare);
  });

  it.each([
    ['try { a = ⟦load()⟧; } catch (e) { f(); }', true],
    ['function g() { try { a = ⟦load()⟧; b(); } catch (e) { f(); } }', true],
    ['try { b(); a = ⟦load()⟧; } catch (e) { f(); }', false],
    ['try { a = ⟦load()⟧; } finally { f(); }', false],
    ['try { a = ⟦load()⟧; } catch (e) { f(); } finally { f(); }', false],
    ['try { b(); } catch (e) { a = ⟦load()⟧; }', false],
    ['if (t) try { a = ⟦load()⟧; } catch (e) { f(); }', false],
    ['try { { a = ⟦load()⟧; } } catch (e) { f(); }', false],
    ['{ a = ⟦load()⟧; }', false],
    ['a = ⟦load()⟧;', false],
  ])('%s is the first that is tried: %s', (code, tried) => {
    expect(triedAround(placeIn(code, 'a.js')) !== null).toBe(tried);
  });
});

describe('a line that loads something', () => {
  const style = (more: object): SourceModule['style'] => ({ ...marked('f();').module.style, ...more });
  it.each([
    ['esm', { semicolons: true }, "import Cloudflare from 'cloudflare';"],
    ['esm', { semicolons: false, quote: '"' }, 'import Cloudflare from "cloudflare"'],
    ['commonjs', { semicolons: true }, "const { Cloudflare } = require('cloudflare');"],
    ['commonjs', { semicolons: false, es5: true }, "var { Cloudflare } = require('cloudflare')"],
    ['script', { semicolons: true }, "const { Cloudflare } = require('cloudflare');"],
  ] as const)('of %s with %j', (kind, more, line) => {
    expect(sdkLine('Cloudflare', { kind, style: style({ es5: false, ...more }) })).toBe(line);
  });

  it('gives other names', () => {
    const names = [
      { name: 'a', local: 'a' },
      { name: 'b', local: 'c' },
    ];
    expect(nameList(names, { kind: 'esm' })).toBe('{ a, b as c }');
    expect(nameList(names, { kind: 'commonjs' })).toBe('{ a, b: c }');
    expect(sdkLine('Sdk', { kind: 'commonjs', style: style({ es5: false, semicolons: true }) })).toBe(
      "const { Cloudflare: Sdk } = require('cloudflare');",
    );
    const made = loadingOf(false, style({ es5: true, semicolons: true }));
    expect(importLine('a', './a', made)).toBe("const a = require('./a');");
    expect(loadingOf(true, style({})).kind).toBe('esm');
  });
});
