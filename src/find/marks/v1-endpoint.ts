/** The address of v1 in code that no found call explains: something sends there in a way that was not understood. */
import type { SourceModule } from '../../syntax/index.js';
import { endpointStrings } from './endpoint-strings.js';
import type { Mark, MarkContext } from './mark.js';

export function v1Endpoint(module: SourceModule, { explained }: MarkContext): Mark[] {
  return endpointStrings(module)
    .filter(({ path, sent }) => sent && !explained.has(path.node))
    .map(({ path, neighbour, command }) => ({
      rule: 'v1-endpoint' as const,
      at: path,
      message: neighbour
        ? `the address of ${neighbour}, another API than the Client API v1`
        : command
          ? 'a command in a string sends to API v1'
          : 'the address of API v1, and no call that is understood sends to it',
      ...(neighbour ? { reason: 'other-api' as const } : command ? { reason: 'command-string' as const } : {}),
    }));
}
