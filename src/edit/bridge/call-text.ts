/** The call of the bridge in the place of a request: the answer goes on as the client handed it over. */
import { chainedCall } from '../../find/http/handle.js';
import type { Shape } from '../../find/request.js';
import type { V1Call } from '../../find/v1-call.js';
import { type ast, codeOf, is, type NodePath } from '../../syntax/index.js';
import { foreignBehind, libraryMaker } from '../promise-library.js';
import type { Rewriter } from '../rewriter.js';
import { callbackText } from './callback-text.js';
import { placeOf } from './place-of.js';
import { envelopeIn, narrowed, receiverOf } from './read-shape.js';
import { isFetched, isStreamAlone, ofAnswersAlone, shapeText } from './response-text.js';
import { FAILING_METHOD, RESPONSE_METHOD } from './spec.js';
import { streamHandlers } from './stream-text.js';
import { unwrappedSite } from './unwrapped-site.js';

export interface BridgeCall {
  /** the expression that is replaced: the request, or what takes the answer out of it */
  readonly site: NodePath;
  readonly text: string;
  readonly uses: 'callback' | 'promise' | 'response' | 'failing';
}

/** What makes the call: the bridge's name in the file, and the text of the fields. */
export interface BridgeInput {
  readonly name: string;
  readonly fields: string;
}

/** null where the answer cannot be handed over. */
export function bridgeCall(call: V1Call, input: BridgeInput, rewriter: Rewriter): BridgeCall | null {
  const { delivery } = call;
  const place = placeOf(call);
  // Errors of the author's own, and functions of their own for them, are not put together here.
  if (!place || call.rejection || call.lost || (delivery.by === 'events' && delivery.refused)) return null;
  const site = delivery.by === 'value' ? call.site : place;
  const asked = `${input.name}(${input.fields})`;
  switch (delivery.by) {
    case 'value':
      return promised(call, delivery.shape, input, rewriter);
    case 'nothing':
      return { site, text: `${asked}${unwatched(delivery)}`, uses: 'promise' };
    case 'callback': {
      if (delivery.silent || delivery.error) return null;
      const callback = callbackText(delivery.callback, delivery.params, rewriter);
      return callback === null ? null : { site, text: `${input.name}(${input.fields}, ${callback})`, uses: 'callback' };
    }
    case 'events': {
      const handlers = streamHandlers(call, place, rewriter);
      if (!handlers) return null;
      const { gives, text } = handlers;
      if (gives === 'answer') return { site: place, text: `${asked}.then(${text})`, uses: 'promise' };
      return { site: place, text: `${responded(input)}.then(${text})`, uses: 'response' };
    }
  }
}

function responded({ name, fields }: BridgeInput): string {
  return `${name}.${RESPONSE_METHOD}(${fields})`;
}

/** What becomes of errors that nobody waits for. */
function unwatched({ swallows, prints }: V1Call['delivery'] & { by: 'nothing' }): string {
  if (prints) return ".then(({ result, msg }) => result === 'error' && console.error(msg), console.error)";
  return swallows ? '.catch(() => {})' : '';
}

/** The client makes a rejection of an error that v1 answered. */
function rejecting({ module: { style } }: Rewriter): string {
  const end = style.semicolons ? ';' : '';
  return `.then((answer) => {\n  if (answer.result === 'error') throw new Error(answer.msg)${end}\n  return answer${end}\n})`;
}

/** A promise of what the client gave. */
function promised(call: V1Call, shape: Shape, input: BridgeInput, rewriter: Rewriter): BridgeCall | null {
  if (shape.is !== 'promise') return null;
  const library = libraryOf(call.site);
  if (library === undefined) return null;
  const made = streamCall(call, shape.of, input, rewriter) ?? nativeCall(call, shape.of, input, rewriter);
  return made && library !== null ? { ...made, text: `${library}(${made.text})` } : made;
}

/** A promise of a response whose text is read in pieces, or of a list with one: `const [res] = await once(req, 'response')` */
function streamCall({ site }: V1Call, given: Shape, input: BridgeInput, rewriter: Rewriter): BridgeCall | null {
  if (isStreamAlone(given)) return { site, text: responded(input), uses: 'response' };
  const only = given.is === 'tuple' && given.items.length === 1 ? given.items[0] : null;
  if (!only || !isStreamAlone(only)) return null;
  const name = rewriter.names.inside(site.scope, 'response');
  return { site, text: `${responded(input)}.then((${name}) => [${name}])`, uses: 'response' };
}

/** A promise of the language of what the client gave. */
function nativeCall(call: V1Call, given: Shape, input: BridgeInput, rewriter: Rewriter): BridgeCall | null {
  const rejects = call.rejects ? rejecting(rewriter) : '';
  const name = call.failsOnStatus ? `${input.name}.${FAILING_METHOD}` : input.name;
  const uses = call.failsOnStatus ? 'failing' : 'promise';
  const asked = `${name}${answerType(call, rewriter)}(${input.fields})${rejects}`;
  const { site, of } = unwrappedSite(call.site, call.failsOnStatus ? ofAnswersAlone(given) : given);
  if (of.is === 'v1' && of.path.length === 0) return { site, text: asked, uses };
  const { style } = rewriter.module;
  const answer = rewriter.names.inside(site.scope, 'answer');
  const receiver = receiverOf(site);
  const taken = receiver && of.is === 'object' && !isFetched(of) ? envelopeIn(receiver, of) : null;
  if (receiver && taken) {
    rewriter.replaced.set(receiver.node, codeOf(taken.node, rewriter.source));
    return { site, text: asked, uses };
  }
  const read = of.is === 'object' && !isFetched(of) ? narrowed(receiver, of) : of;
  const value = shapeText(read, answer, style);
  if (value === null) return null;
  const body = value.startsWith('{') ? `(${value})` : value;
  return { site, text: `${asked}.then((${answer}) => ${body})`, uses };
}

/** `axios.post<Answer>(…)`: the type of the answer, where the author names it. */
function answerType({ site }: V1Call, { source }: Rewriter): string {
  const { typeParameters } = site.node as { typeParameters?: ast.Node | null };
  const only = is.isTSTypeParameterInstantiation(typeParameters) && typeParameters.params.length === 1;
  return only ? codeOf(typeParameters, source) : '';
}

/** What the promise has to be of, for what is called on it: null: of the language; undefined: that cannot be. */
function libraryOf(site: NodePath): string | null | undefined {
  const foreign = foreignBehind(site);
  for (let link = chainedCall(site); link; link = chainedCall(link.call))
    if (link.name === 'spread') foreign.push(link.name);
  if (foreign.length === 0) return null;
  return foreign.includes('catch') ? undefined : (libraryMaker(site) ?? undefined);
}
