/** Whether anything looks at an error that a promise is rejected with: only then it is given v1's text. */
import { evaluate } from '../../evaluate/evaluate.js';
import { filesAround } from '../../evaluate/modules/importers.js';
import { homeOf, type ModuleIndex } from '../../evaluate/modules/module-index.js';
import { asyncName } from '../../find/answers/async-library.js';
import { exportsSomething } from '../../find/wrappers/uses.js';
import { type ast, is, type NodePath, type SourceModule } from '../../syntax/index.js';
import { frameworkAround } from '../frameworks.js';

/** Functions and events whose handlers, or whose results, have the error of a promise; with a number: given so many arguments. */
const READERS: Readonly<Record<string, number>> = {
  catch: 1,
  caught: 1,
  fail: 1,
  otherwise: 1,
  rescue: 1,
  then: 2,
  done: 2,
  spread: 2,
  fork: 1,
  asCallback: 1,
  nodeify: 1,
  callbackify: 1,
  allSettled: 1,
  settle: 1,
  reflect: 0,
  rejects: 1,
};

const EVENTS = /^(?:unhandledRejection|uncaughtException|unhandledrejection)$/;
/** Without one of these words a file has none of them. */
const WORDS = new RegExp(`\\b(?:${[...Object.keys(READERS), 'async', EVENTS.source].join('|')})\\b`);

/** In the file, or in those that it may hand the promise to. */
export function readsErrorText(module: SourceModule): boolean {
  const home = homeOf(module.program.node);
  // What is caught where no file of the run stands is not seen.
  if (!home?.index.isClosed(module.file) && exportsSomething(module.program)) return true;
  const readers = home ? readersAround(home.index, module.file) : [];
  return frameworkAround(module) !== null || [module.program, ...readers].some(looksAtErrors);
}

/** The other files that may catch what the file throws and look at its text. */
function readersAround(index: ModuleIndex, own: string): NodePath[] {
  const others = [...filesAround(index, own)].filter((file) => file !== own && WORDS.test(index.wordsOf(file)));
  return others.flatMap((file) => index.module(file)?.program ?? []);
}

const LOOKS = new WeakMap<ast.Node, boolean>();

function looksAtErrors(program: NodePath): boolean {
  const known = LOOKS.get(program.node);
  if (known !== undefined) return known;
  let reads = false;
  const visit = (path: NodePath<ast.CallExpression> | NodePath<ast.OptionalCallExpression>) => {
    reads ||= isReader(path);
  };
  program.traverse({
    CatchClause(path) {
      const { param } = path.node;
      if (param && !is.isIdentifier(param)) reads = true;
      if (is.isIdentifier(param) && (path.scope.getBinding(param.name)?.referenced ?? false)) reads = true;
    },
    CallExpression: visit,
    OptionalCallExpression: visit,
  });
  LOOKS.set(program.node, reads);
  return reads;
}

function isReader(call: NodePath<ast.CallExpression> | NodePath<ast.OptionalCallExpression>): boolean {
  const { callee, arguments: args } = call.node;
  const property = is.isMemberExpression(callee) || is.isOptionalMemberExpression(callee) ? callee.property : callee;
  const name = is.isIdentifier(property) ? property.name : '';
  if (Object.hasOwn(READERS, name)) return args.length >= (READERS[name] ?? 0);
  const [first] = args;
  if (is.isStringLiteral(first) && EVENTS.test(first.value)) return true;
  // `async.each(zones, async (zone) => { … }, done)`
  return (
    args.some((one) => is.isFunction(one) && one.async) && asyncName(evaluate(call.get('callee') as NodePath)) !== null
  );
}
