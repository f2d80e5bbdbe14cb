/** Web frameworks that answer with what the error of a handler has: its status, its text, koa with its headers too. */
import { filesAround } from '../evaluate/modules/importers.js';
import { homeOf, type ModuleIndex } from '../evaluate/modules/module-index.js';
import type { Target } from '../options.js';
import type { SourceModule } from '../syntax/index.js';
import { specifiersIn } from '../workspace/specifiers.js';

const WITH_HEADERS = /^(?:@?koa|co-koa|egg|@midwayjs)(?:$|[-/])/;
const WITH_STATUS =
  /^(?:(?:express|fastify|@fastify|connect|router|restify|polka|micro|sails|loopback|@loopback|feathers|@feathersjs)(?:$|[-/])|co-express$)/;

/** `headers`: those of the error as well */
export type Answers = 'status' | 'headers';

/** Is the error of the API that code is given made anew? That of the `fetch` helper has v1's text, and a status too. */
export function isMadeAnew({ target, module }: { readonly target: Target; readonly module: SourceModule }): boolean {
  return target === 'sdk' || frameworkAround(module) !== null;
}

const KNOWN = new WeakMap<ModuleIndex, Map<string, Answers | null>>();

/** What a framework answers an error with that leaves the file; null where none is loaded around it. */
export function frameworkAround(module: SourceModule): Answers | null {
  const home = homeOf(module.program.node);
  if (!home) return loadedIn(module.text);
  const { index } = home;
  const known = KNOWN.get(index) ?? new Map<string, Answers | null>();
  KNOWN.set(index, known);
  let found: Answers | null = null;
  for (const file of filesAround(index, module.file)) {
    const loaded = known.get(file) ?? loadedIn(index.wordsOf(file));
    known.set(file, loaded);
    if (loaded === 'headers') return 'headers';
    found ??= loaded;
  }
  return found;
}

function loadedIn(text: string): Answers | null {
  const loaded = specifiersIn(text);
  if (loaded.some((one) => WITH_HEADERS.test(one))) return 'headers';
  return loaded.some((one) => WITH_STATUS.test(one)) ? 'status' : null;
}
