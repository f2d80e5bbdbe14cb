/** Where code still asks in v1's words, through the bridge that a migration wrote. */
import { type NodePath, referencesTo, type SourceModule } from '../../syntax/index.js';
import { bridgeLoads, inlineBridgeOf, isBridgeModule } from '../bridge-mark.js';
import type { Mark } from './mark.js';

const MESSAGE = 'this asks v4 through the bridge, in the words of API v1';

/** What loads the module, or each call of what stands in the file itself. */
export function v1Bridge(module: SourceModule): Mark[] {
  if (isBridgeModule(module)) return [];
  const inline = inlineBridgeOf(module);
  const calls = inline?.node.id ? referencesTo(inline.parentPath?.scope.getBinding(inline.node.id.name)) : [];
  const places: NodePath[] = [...bridgeLoads(module), ...calls];
  return places.map((at) => ({ rule: 'v1-bridge', at, message: MESSAGE }));
}
