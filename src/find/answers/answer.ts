/** What is known of a v1 answer after it was followed through its file. */
import type { ReasonId } from '../../plan/reasons.js';
import type { ast, Binding, Node, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';

export interface Problem {
  readonly reason: ReasonId;
  readonly path: NodePath;
  readonly field?: string;
  /** set where it would do to make v1's shape there; `told`: and then nothing is left to look at */
  readonly shaped?: { readonly told: boolean };
}

/**
 * A property name that stands for a read: `_.map(records, 'name')`, `_.find(records, { name })`, a pattern's key; or for
 * what is set in a copy: `{ ...rec, content: ip }`.
 */
export interface NamedRead {
  readonly path: NodePath;
  readonly kind: 'string' | 'matcher' | 'pattern' | 'put';
  readonly base: Shape & { is: 'v1' };
}

/** What a call of `_.get` reads from, and what it gives where there is no such thing. */
export interface Pick {
  readonly object: NodePath;
  readonly otherwise: NodePath | null;
  /** there may be nothing to read from */
  readonly mayLack: boolean;
}

/** A promise handler: `.then(ok, failed)` and its kin. */
export interface Link {
  readonly call: NodePath<ast.CallExpression>;
  readonly method: string;
  readonly ok: NodePath<ast.Function> | null;
  readonly failed: NodePath<ast.Function> | null;
  /** what the handler is given */
  readonly gives: Shape;
  /** `.then(JSON.parse)` */
  readonly parses?: boolean;
}

/** A function of the file, written elsewhere, that is given the answer as a whole. */
export interface Sharing {
  readonly fn: NodePath<ast.Function>;
  /** the expression that names the function, or makes it */
  readonly use: NodePath;
  /** where the answer is handed on: `report(job, err, body)`; null where the function is called back itself */
  readonly call: NodePath<ast.CallExpression> | null;
  /** what it is given, by parameter */
  readonly params: (Shape | null)[];
}

/** A function of the program, known by a name, that is given something of the answer. */
export interface Handing {
  readonly fn: NodePath<ast.Function>;
  /** the expression that names the function there */
  readonly use: NodePath;
  /** what it is given, by parameter */
  readonly params: readonly (Shape | null)[];
  /** every expression that names it; null where not all are seen */
  readonly uses: () => readonly NodePath[] | null;
}

export interface Answer {
  /** what each expression and pattern holds */
  readonly shapes: Map<Node, Shape>;
  /** where these stand */
  readonly paths: Map<Node, NodePath>;
  readonly holders: Map<Binding, Shape>;
  /** what comes from variables that may hold nothing yet */
  readonly unsure: Set<Node>;
  /** uses of constants that something of the answer decides: `var ok = body.result === 'success'` */
  readonly decided: Set<ast.Node>;
  readonly problems: Problem[];
  /** where something that was kept of an answer may come in its place: in v1's shape, if anything keeps that */
  readonly merges: NodePath[];
  readonly named: NamedRead[];
  /** calls that read it: `_.get(body, 'response.recs.objs', [])` */
  readonly picks: Map<Node, Pick>;
  readonly links: Link[];
  /** `res.on('end', f)`: f's body takes the place of the call */
  readonly inlined: Map<Node, NodePath<ast.Function>>;
  /** statements that only gather the body */
  readonly gathering: Set<Node>;
  /** expressions that leave what can be followed: they keep v1's shape */
  readonly borders: Set<Node>;
  /** set where the callback is a parameter: what hands it over calls it with the answer */
  forwards: {
    readonly callback: NodePath;
    readonly mayBeMissing: boolean;
    /** what callers that are not seen are given, which must keep v1's shape */
    readonly leaves: Shape | null;
  } | null;
  /** functions that are given something of the answer: their parameters' roles are in `holders` */
  readonly functions: Set<Node>;
  readonly shared: Sharing[];
  readonly handed: Handing[];
  /** what of it stands in other files: node → where */
  readonly abroad: Map<Node, NodePath>;
}

export function newAnswer(): Answer {
  return {
    shapes: new Map(),
    paths: new Map(),
    holders: new Map(),
    unsure: new Set(),
    decided: new Set(),
    problems: [],
    merges: [],
    named: [],
    picks: new Map(),
    links: [],
    inlined: new Map(),
    gathering: new Set(),
    borders: new Set(),
    forwards: null,
    functions: new Set(),
    shared: [],
    handed: [],
    abroad: new Map(),
  };
}

/** A name for the answer itself, not for something made from it: it becomes the v4 value. */
export function isAliasShape(shape: Shape | undefined): boolean {
  if (!shape) return false;
  if (shape.is === 'v1') return !shape.derived;
  return (
    shape.is === 'text' || shape.is === 'chunks' || shape.is === 'object' || (shape.is === 'tuple' && !shape.several)
  );
}
