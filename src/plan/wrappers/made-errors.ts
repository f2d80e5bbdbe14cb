/** What a wrapper makes of errors, of the API's and of broken connections, as each of its callers can make it. */
import type { Contract } from './contract.js';
import type { Given } from './given.js';
import type { Reading } from './reading.js';

/** `api`, `transport`: what it gives as the error there. Null where callers cannot give the same. */
export function madeErrors(
  reading: Reading,
  api: Given | null,
  transport: Given | null,
): Pick<Contract, 'rejection' | 'lost' | 'refusal'> | null {
  const isOwn = isMade(transport);
  const lost = isOwn && api?.is === 'error' ? reading.madeError(transport, 'transport') : null;
  if (isOwn && !lost) {
    if (!isReworded(transport)) return null;
    reading.reword(transport);
  }
  const rejection = isMade(api) || lost ? reading.madeError(api, 'api') : null;
  if (isMade(api) && !rejection) {
    if (!isReworded(api)) return null;
    reading.reword(api);
  }
  const refusal = rejection ? null : reading.madeError(api, 'api');
  return { ...(rejection && { rejection }), ...(lost && { lost }), ...(refusal && { refusal }) };
}

/** Is it another error than that of the client, or one of v1's message? */
function isMade(given: Given | null): given is Given & { readonly is: 'error' } {
  return given?.is === 'error' && given.text !== 'msg' && given.text !== 'other';
}

/** An error with another text, which may become that of v4. */
function isReworded(given: Given | null): boolean {
  return given?.is === 'error' && given.text === 'own';
}
