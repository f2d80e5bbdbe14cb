/** Writes one v4 call into the code that waits for it: as a chain, with `await`, or as a promise. */
import type { MigrationOptions } from '../../options.js';
import { type ast, type NodePath, startOf } from '../../syntax/index.js';
import { arrowAround } from '../arrow-bodies.js';
import { borderText } from '../borders.js';
import type { CallPlan, View } from '../call-plan.js';
import { type Clients, statementPlace } from '../clients.js';
import { frameworkAround } from '../frameworks.js';
import { needHelper } from '../needs.js';
import { operationText } from '../operations.js';
import type { Rewriter, Writers } from '../rewriter.js';
import { snapshotsOf } from '../snapshots.js';
import { indentAt, uses } from '../text.js';
import { ValueWriter } from '../values.js';
import { writeAwait } from './await.js';
import { writeChain } from './chain.js';
import { passText, writeHandler } from './handler.js';
import { writeLink } from './link.js';
import { writePromise } from './promise.js';
import { promiseBorder } from './promise-border.js';
import { relayText } from './relayed.js';

export class CallWriter {
  /** set once the rewriter exists: each needs the other */
  rewriter!: Rewriter;
  /** what must be read before the calls in an arrow's body that is an expression so far */
  private readonly arrowLines = new Map<ast.Node, ReadonlyMap<CallPlan, readonly string[]>>();

  constructor(
    readonly options: MigrationOptions,
    readonly clients: Clients,
  ) {}

  readonly writers: Writers = {
    call: (plan, view) => (plan.style === 'callback' ? writeChain(this, plan, view) : writePromise(this, plan, view)),
    before: (plan, view) => this.pieces(plan, view).before,
    awaiting: (plan, statement, view, out, within) => writeAwait(this, plan, statement, view, out, within),
    handler: (handler, view) => writeHandler(this, handler, view),
    pass: (handler, call, view) => passText(this, handler, call, view),
    relay: (plan, pass, view) => relayText(this, plan, pass, view),
    border: (plan, path, text, view) =>
      plan.answer.shapes.get(path.node)?.is === 'promise'
        ? promiseBorder(this, plan, path, text, view)
        : borderText(this.rewriter, plan, path, text, view),
    link: (plan, link, view, out) => writeLink(this, plan, link, view, out),
    arrow: (arrow) => [...this.clients.linesFor(arrow), ...[...(this.arrowLines.get(arrow)?.values() ?? [])].flat()],
  };

  /** Pieces of the call that come before any style: what is computed first, the zone, the request. */
  pieces(plan: CallPlan, view: View, inPlace: readonly NodePath[] = []): CallPieces {
    const { rewriter } = this;
    if (plan.call.relayed) return { ...NO_LOOKUP, request: rewriter.renderInside(plan.call.site, view) };
    const snapshots = snapshotsOf(plan, rewriter, view, inPlace);
    const values = new ValueWriter(rewriter, view, snapshots.names);
    const client = this.clients.of(plan, values);
    const zone = this.zoneOf(plan, values, client.name);
    const zoneId = zone?.known ?? this.rewriter.names.inside(plan.call.site.scope, 'zoneId');
    const context = { plan, options: this.options, values, client: client.name };
    const text = operationText(context, zone ? zoneId : '');
    const request = plan.either ? inParentheses(text) : text;
    // What the look-up alone asks for is read at the call.
    const unread = plan.zone && snapshots.names.get(plan.zone.path);
    if (plan.zone && unread && !uses(request, unread)) return this.pieces(plan, view, [plan.zone.path]);
    const arrow = statementPlace(plan.anchor) ? null : arrowAround(plan);
    if (arrow) this.arrowLines.set(arrow.node, new Map(this.arrowLines.get(arrow.node)).set(plan, snapshots.lines));
    const before = [...client.lines, ...(arrow ? [] : snapshots.lines)];
    return { before, lookup: zone?.lookup ?? null, zoneId, request, either: plan.either !== undefined };
  }

  /** The zone's id: known from `--zones`, or looked up. */
  private zoneOf(
    plan: CallPlan,
    values: ValueWriter,
    client: string,
  ): { known: string | null; lookup: string | null } | null {
    if (!plan.zone || plan.action.rewrite?.kind === 'get-zone') return null;
    const name = plan.zone.kind === 'literal' ? String(plan.zone.value) : null;
    const id = name !== null && Object.hasOwn(this.options.zones, name) ? this.options.zones[name] : undefined;
    if (id !== undefined) return { known: values.literal(id), lookup: null };
    const findZoneId = needHelper(this.rewriter, 'find-zone-id');
    return { known: null, lookup: `${findZoneId}(${[client, values.zoneName(plan.zone)].filter(Boolean).join(', ')})` };
  }

  /** The test for an error that the API answered; gated: with a status that says that it was the caller's. */
  isApiError(name: string, gated: boolean): string {
    const { typescript } = this.rewriter.module;
    if (this.options.target === 'sdk') {
      const status = typescript && gated ? `Number(${name}.status)` : `${name}.status`;
      return `${name} instanceof ${this.clients.sdkName}.APIError && ${status} ${gated ? '< 500' : '!== undefined'}`;
    }
    const answered = typescript ? `${needHelper(this.rewriter, 'is-api-error')}(${name})` : `${name}.errors`;
    return gated ? `${answered} && ${name}.status < 500` : answered;
  }

  /** The test for an answer of the API that says that its server failed; `isApiError` holds already if `known`. */
  isBroken(name: string, known: boolean): string {
    const { typescript } = this.rewriter.module;
    const test = `${typescript ? `Number(${name}.status)` : `${name}.status`} >= 500`;
    return known || this.options.target !== 'sdk'
      ? test
      : `${name} instanceof ${this.clients.sdkName}.APIError && ${test}`;
  }

  isNoApiError(name: string, gated: boolean): string {
    const test = this.isApiError(name, gated);
    return /[ ]/.test(test) ? `!(${test})` : `!${test}`;
  }

  /** Does an error of a server that failed, which is thrown on, go where its headers are taken for those of an answer? */
  tellsHeaders(gated: boolean): boolean {
    return gated && this.options.target === 'sdk' && frameworkAround(this.rewriter.module) === 'headers';
  }

  /** What is no refusal is thrown on; `gated`: errors of a server that failed among it. */
  rethrown(error: string, gated: boolean): string {
    const thrown = this.tellsHeaders(gated) ? `${needHelper(this.rewriter, 'plain-error')}(${error})` : error;
    return `throw ${thrown}${this.end}`;
  }

  indentOf(path: NodePath): string {
    return indentAt(this.rewriter.source, startOf(path.node));
  }

  get step(): string {
    return this.rewriter.module.style.indent;
  }

  get end(): string {
    return this.rewriter.module.style.semicolons ? ';' : '';
  }
}

export interface CallPieces {
  /** statements that come first */
  readonly before: readonly string[];
  /** the promise of the zone's id, where it is looked up */
  readonly lookup: string | null;
  readonly zoneId: string;
  /** the expression that makes the call, as an operand of any other */
  readonly request: string;
  /** it is one of two calls */
  readonly either: boolean;
}

/** Each line of it on its own, where there are several. */
function inParentheses(text: string): string {
  return text.includes('\n') ? `(\n  ${text.replaceAll('\n', '\n  ')}\n)` : `(${text})`;
}

const NO_LOOKUP = { before: [], lookup: null, zoneId: '', either: false } as const;

/** `lookup.then((zoneId) => request)` as links, the first without its dot. */
export function chainLinks(pieces: CallPieces): string[] {
  if (!pieces.lookup) return [pieces.request];
  const arrow = /\bawait\b/.test(pieces.request) ? 'async ' : '';
  return [pieces.lookup, `then(${arrow}(${pieces.zoneId}) => ${pieces.request})`];
}
