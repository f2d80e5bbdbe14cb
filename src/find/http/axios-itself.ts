/** Interceptors that other files of a program add to axios itself: `axios.interceptors.request.use(f)`. */
import { evaluate } from '../../evaluate/evaluate.js';
import { filesAround } from '../../evaluate/modules/importers.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { homeOf, type ModuleIndex } from '../../evaluate/modules/module-index.js';
import { isExternal } from '../../evaluate/value.js';
import { is, type NodePath, type SourceModule } from '../../syntax/index.js';

const ADDING = new WeakMap<ModuleIndex, readonly string[]>();

/** The calls that do so in files which are loaded by the same ones as the file of `path`. */
export function ofAxiosItself(path: NodePath, kind: 'request' | 'response'): NodePath[] {
  const home = homeOf(programOf(path));
  if (!home) return [];
  const { index, module } = home;
  const adding = ADDING.get(index) ?? [...index.files].filter((file) => adds(index.wordsOf(file)));
  ADDING.set(index, adding);
  const others = adding.filter((file) => file !== module.file);
  if (others.length === 0) return [];
  const around = filesAround(index, module.file);
  return others.flatMap((file) => {
    const other = around.has(file) ? index.module(file) : null;
    return other ? addedIn(other, kind) : [];
  });
}

function adds(text: string): boolean {
  return text.includes('.interceptors.') && text.includes('axios');
}

function addedIn({ program }: SourceModule, kind: 'request' | 'response'): NodePath[] {
  const found: NodePath[] = [];
  program.traverse({
    CallExpression(path) {
      const callee = path.get('callee') as NodePath;
      if (!callee.isMemberExpression() || !is.isIdentifier(callee.node.property, { name: 'use' })) return;
      const value = evaluate(callee);
      const names = ['interceptors', kind, 'use'];
      if (isExternal(value, ['axios'], ...names) || isExternal(value, ['axios'], 'default', ...names)) found.push(path);
    },
  });
  return found;
}
