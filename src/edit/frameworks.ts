/**
 * Web frameworks that answer with what the error of a handler has: its status, its text, koa with its headers too. And
 * code of the program that does as they do.
 */
import { filesAround } from '../evaluate/modules/importers.js';
import { homeOf, type ModuleIndex } from '../evaluate/modules/module-index.js';
import type { Target } from '../options.js';
import { is, type NodePath, type SourceModule } from '../syntax/index.js';
import { specifiersIn } from '../workspace/specifiers.js';

const WITH_HEADERS = /^(?:@?koa|co-koa|egg|@midwayjs)(?:$|[-/])/;
const WITH_STATUS =
  /^(?:(?:express|fastify|@fastify|connect|router|restify|polka|micro|sails|loopback|@loopback|feathers|@feathersjs)(?:$|[-/])|co-express$)/;

const ERROR = '\\b(?:e|er|err|error|ex|exception|reason)\\b';
/** The program's own code that answers with them, or goes by them: `res.status(err.status || 502)`. */
const STATUS_READ = new RegExp(`${ERROR}\\??\\.(?:status|statusCode|errors)\\b`);
/** All that the error has beside its text: `JSON.stringify(err)`, `{ ...err }`. */
const WHOLE_READ = new RegExp(
  `\\bJSON\\.stringify\\([^()]*${ERROR}\\s*[,)}]|\\bObject\\.(?:keys|values|entries|assign)\\([^()]*${ERROR}\\s*\\)|\\.\\.\\.${ERROR}(?!\\.)`,
);

const HANDLED = new Set(['then', 'catch', 'caught', 'fail', 'spread', 'done']);

/** `headers`: those of the error as well */
export type Answers = 'status' | 'headers';

/** Is the error of the API that code is given made anew? That of the `fetch` helper has v1's text, and a status too. */
export function isMadeAnew({ target, module }: { readonly target: Target; readonly module: SourceModule }): boolean {
  return target === 'sdk' || frameworkAround(module) !== null;
}

const KNOWN = new WeakMap<ModuleIndex, Map<string, Answers | null>>();

/** What an error that leaves the file is answered with; null where nothing around it goes by more than its text. */
export function frameworkAround(module: SourceModule): Answers | null {
  const home = homeOf(module.program.node);
  const own = readsGiven(module) ? 'status' : null;
  if (!home) return loadedIn(module.text) ?? own;
  const { index } = home;
  const known = KNOWN.get(index) ?? new Map<string, Answers | null>();
  KNOWN.set(index, known);
  let found: Answers | null = own;
  for (const file of filesAround(index, module.file)) {
    const words = index.wordsOf(file);
    const loaded = known.get(file) ?? loadedIn(words);
    known.set(file, loaded);
    if (loaded === 'headers') return 'headers';
    const reads = file !== module.file && (STATUS_READ.test(words) || WHOLE_READ.test(words));
    found ??= reads ? 'status' : loaded;
  }
  return found;
}

function loadedIn(text: string): Answers | null {
  const loaded = specifiersIn(text);
  if (loaded.some((one) => WITH_HEADERS.test(one))) return 'headers';
  return loaded.some((one) => WITH_STATUS.test(one)) ? 'status' : null;
}

/** Does the file read it of an error that some other code gives it? What a promise or a `catch` gives is looked at there. */
function readsGiven({ program, text }: SourceModule): boolean {
  if (WHOLE_READ.test(text)) return true;
  if (!STATUS_READ.test(text)) return false;
  let found = false;
  const see = (path: NodePath) => {
    const object = path.get('object') as NodePath;
    const binding = object.isIdentifier() ? object.scope.getBinding(object.node.name) : undefined;
    if (binding?.kind !== 'param' || !STATUS_READ.test(String(path))) return;
    const { listKey, parentPath: call } = binding.scope.path;
    const callee = listKey === 'arguments' && call?.isCallExpression() ? call.node.callee : null;
    const isHandler =
      is.isMemberExpression(callee) && is.isIdentifier(callee.property) && HANDLED.has(callee.property.name);
    if (!isHandler && !binding.path.isCatchClause()) found = true;
  };
  program.traverse({ MemberExpression: see, OptionalMemberExpression: see });
  return found;
}
