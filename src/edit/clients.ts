/** The v4 client of each pair of credentials: one for the file where v1 read them at load, else one per call. */

import { programOf } from '../evaluate/modules/localised.js';
import { homeOf } from '../evaluate/modules/module-index.js';
import { localName } from '../evaluate/modules/shared-names.js';
import type { Value } from '../evaluate/value.js';
import type { Credentials, Holder, V1Call } from '../find/v1-call.js';
import type { TextEdit } from '../finding.js';
import type { MigrationOptions } from '../options.js';
import {
  type ast,
  type Binding,
  bindingsNamed,
  codeOf,
  endOf,
  is,
  type NodePath,
  type SourceModule,
  startOf,
} from '../syntax/index.js';
import { accountText } from './account-text.js';
import { type Accessor, accessorName, askedFor, saidValues, usedCredentials } from './accounts.js';
import { arrowAround } from './arrow-bodies.js';
import { type Outside, rootOf, settledAfter } from './at-load.js';
import { type CallPlan, SUCCESS, type View } from './call-plan.js';
import { becomesClient } from './old-package.js';
import { isBare, ownStatement } from './own-statement.js';
import type { Rewriter } from './rewriter.js';
import { isSameZone } from './same-zone.js';
import { isParted } from './styles/parted.js';
import { timeoutOf } from './timeout.js';
import { ValueWriter } from './values.js';

export interface ClientUse {
  /** how the client is called where it is used; '' where the helper knows the account itself */
  readonly name: string;
  /** statements that make it just before */
  readonly lines: readonly string[];
}

interface Account {
  /** null: the token of the environment */
  readonly credentials: Credentials | null;
  /** made where the file is loaded */
  readonly atLoad: boolean;
  /** the last top-level statement that must have run before */
  readonly after: NodePath | null;
  /** nothing in the file changes it between calls: it can be read wherever it is needed */
  readonly ofFile: boolean;
  /** milliseconds */
  readonly timeout: number | null;
  name: string;
}

/** Top-level statements that must have run before the credentials are read; null where they may change after them. */
function settledIn({ email, key, holder }: Credentials, outside: Outside): NodePath[] | null {
  // what an object says of itself is asked for at each call, as v1's calls did
  if (holder) return null;
  const [first, second] = [email, key].map((value) => settledAfter(value, outside));
  return first && second ? [...first, ...second] : null;
}

/** One statement that is put into the file's top level. */
export interface Insertion {
  readonly after: NodePath | null;
  readonly text: string;
}

const NOTHING_LATE: Outside = { lateEnvironment: false, lateModules: false };

export class Clients {
  sdkName: string;
  private readonly accounts = new Map<string, Account>();
  /** `sharers`: the calls of one variable, in the order of the text */
  private readonly zones = new Map<CallPlan, { name: string; sharers: CallPlan[] }>();
  private readonly locals = new Map<CallPlan, { name: string; declares: boolean; arrow: ast.Node | null }>();
  /** calls in methods of a class that gives them the client itself */
  private readonly members = new Map<CallPlan, Accessor>();
  private readonly arrowLines = new Map<ast.Node, ReadonlyMap<CallPlan, string>>();
  private readonly sdkImported: boolean;
  private readonly outside: Outside;
  private rewriter!: Rewriter;
  private readonly plans: readonly CallPlan[];

  constructor(
    private readonly module: SourceModule,
    plans: readonly CallPlan[],
    private readonly options: MigrationOptions,
    /** what the file calls the SDK's class; null where it does not import it */
    existing: string | null,
    lateEnvironment = false,
  ) {
    this.plans = plans.filter(({ call }) => !call.relayed);
    this.outside = { lateEnvironment, lateModules: true };
    this.sdkName = existing ?? 'Cloudflare';
    this.sdkImported = existing !== null;
  }

  /**
   * Decides every account's place; the rewriter must exist by then. `looksUpBefore`: is the zone of this awaited call
   * looked up in a statement of its own?
   */
  settle(rewriter: Rewriter, looksUpBefore: (plan: CallPlan) => boolean, given: readonly Accessor[]): void {
    this.rewriter = rewriter;
    if (!this.sdkImported && declaresOwn(this.module, this.sdkName))
      this.sdkName = rewriter.names.forFile(`${this.sdkName}Client`);
    rewriter.sdkName = this.sdkName;
    for (const plan of this.plans) {
      const credentials = usedCredentials(plan.call);
      if ((!credentials && !this.token) || this.takesOver(plan)) continue;
      const id = this.idOf(plan);
      if (this.accounts.has(id)) continue;
      const known = this.token ? null : credentials;
      // What a file was given is known where it is asked, not when it is loaded.
      const isGiven = known?.holder?.of === null;
      const settled = isGiven ? null : known ? this.settledFor(id, known) : [];
      const ofFile = !isGiven && (known === null || settledIn(known, NOTHING_LATE) !== null);
      const after = lastOf(settled ?? []);
      const timeout = this.timeoutOf(plan.call);
      this.accounts.set(id, { credentials: known, atLoad: settled !== null, after, ofFile, timeout, name: '' });
    }
    for (const account of this.accounts.values())
      if (account.atLoad) account.name = this.inHelper ? '' : rewriter.names.forFile(this.wish);
    if (!this.inHelper) {
      this.placeAccounts();
      this.placeMembers(given);
    }
    this.placeZones(looksUpBefore);
  }

  /** Accounts that are known only where the call stands: made in a statement before it, once per block. */
  private placeAccounts(): void {
    const known: { id: string; block: NodePath; index: number; name: string; plan: CallPlan }[] = [];
    for (const plan of this.plans) {
      const id = this.idOf(plan);
      const statement = statementPlace(plan.anchor) ?? roundPlace(plan);
      const arrow = statement ? null : arrowAround(plan);
      const place = arrow ? { block: arrow, index: 0 } : statement;
      if (this.accounts.get(id)?.atLoad !== false || !place) continue;
      const found = known.find(
        (one) =>
          one.id === id &&
          (isBefore(one, plan.anchor) || isCalledBack(one, plan.anchor) || (arrow !== null && one.block === arrow)) &&
          sameAccount(one.plan, plan),
      );
      if (found) this.locals.set(plan, { name: found.name, declares: false, arrow: null });
      else {
        const taken = known.filter((one) => one.block === place.block || isInside(plan.anchor, one.block));
        const name = this.freeName(
          plan,
          this.wish,
          taken.map((one) => one.name),
        );
        known.push({ id, ...place, name, plan });
        const block = plan.style === 'callback' ? null : (arrow?.node ?? null);
        this.locals.set(plan, { name, declares: true, arrow: block });
      }
    }
  }

  /** Several methods of a class that say the same of `this`: the class says it once. `given`: what it gives already. */
  private placeMembers(given: readonly Accessor[]): void {
    const classes = new Map<string, { plans: CallPlan[]; accessor: Accessor }>();
    for (const plan of this.plans) {
      const accessor = this.accounts.get(this.idOf(plan))?.atLoad === false ? this.memberFor(plan) : null;
      if (!accessor) continue;
      const key = JSON.stringify(accessor);
      const known = classes.get(key);
      if (known) known.plans.push(plan);
      else classes.set(key, { plans: [plan], accessor });
    }
    for (const { plans, accessor } of classes.values()) {
      const isAlone = [...classes.values()].every(
        (one) => one.accessor === accessor || one.accessor.start !== accessor.start,
      );
      const before = given.filter(({ start }) => start === accessor.start);
      if (plans.filter((plan) => this.locals.get(plan)?.declares !== false).length < 2 || !isAlone || before.length > 0)
        continue;
      for (const plan of plans) this.members.set(plan, accessor);
    }
  }

  private memberFor(plan: CallPlan): Accessor | null {
    const { call } = plan;
    const credentials = usedCredentials(call);
    const body = call.site.findParent((path) => path.isClassBody()) as Holder['body'] | null;
    if (!credentials || credentials.holder || !body || !mayGrow(body, this.module)) return null;
    const values = new ValueWriter(this.rewriter, SUCCESS);
    const [email, key] = [values.lift(credentials.email), values.lift(credentials.key)];
    if (![email, key].every((text) => /^this(?:\.#?[\w$]+)+$/.test(text)) || isStatic(call.site)) return null;
    const name = accessorName({ body }, this.options);
    const { file } = this.module;
    return { file, start: startOf(body.node), name, email, key, timeout: this.timeoutOf(call), own: true };
  }

  /** What classes of the file give their own methods. */
  get ownAccessors(): readonly Accessor[] {
    return [...new Set(this.members.values())];
  }

  private freeName(plan: CallPlan, wish: string, taken: readonly string[]): string {
    const { scope } = plan.call.site;
    let name = this.rewriter.names.inside(scope, wish);
    for (let number = 2; taken.includes(name); number++) name = this.rewriter.names.inside(scope, `${wish}${number}`);
    return name;
  }

  /** What must have run before the credentials are, in all calls of this account, what they are at the call. */
  private settledFor(id: string, credentials: Credentials): NodePath[] | null {
    const anchors = this.plans.filter((plan) => this.idOf(plan) === id).map(({ anchor }) => anchor);
    const early = anchors.filter((anchor) => anchor.getFunctionParent() === null);
    // A call that is made while the file is loaded finds them ready.
    const settled = settledIn(credentials, early.length > 0 ? NOTHING_LATE : this.outside);
    const start = lastOf(settled ?? [])?.node.start ?? -1;
    return early.every((anchor) => startOf(anchor.node) > start) ? settled : null;
  }

  private get token(): boolean {
    return this.options.auth === 'token';
  }

  private get wish(): string {
    return this.options.target === 'sdk' ? 'cloudflare' : 'account';
  }

  /** One account that is known at load: the fetch helper reads it itself. */
  private get inHelper(): boolean {
    if (this.options.target !== 'fetch') return false;
    if (this.token) return true;
    // A module of helpers serves files of any account; a client of other files is handed in.
    if (this.options.helpers !== null || this.plans.some((plan) => this.takesOver(plan))) return false;
    const [only, ...others] = this.accounts.values();
    return only?.ofFile === true && others.length === 0;
  }

  private idOf(plan: CallPlan): string {
    const timeout = this.timeoutOf(plan.call) ?? '';
    if (this.token) return `token ${timeout}`;
    const credentials = usedCredentials(plan.call);
    if (credentials?.holder?.of === null)
      return `${homeOf(programOf(credentials.holder.body))?.module.file} ${timeout}`;
    return credentials ? `${saidValues(credentials).map(identity).join(' ')} ${timeout}` : '';
  }

  of(plan: CallPlan, values: ValueWriter): ClientUse {
    const credentials = usedCredentials(plan.call);
    if (this.takesOver(plan)) return { name: this.packageClientText(plan, values), lines: [] };
    const account = this.accounts.get(this.idOf(plan));
    if (!account || this.inHelper) return { name: '', lines: [] };
    if (account.atLoad || !credentials) return { name: account.name, lines: [] };
    const member = this.members.get(plan);
    const made = member ? `this.${member.name}` : this.construct(values, credentials, account.timeout);
    const local = this.locals.get(plan);
    // No statement can come before a call in an arrow's body or under a condition: the client is made in place.
    if (!local) return { name: made, lines: [] };
    // a function made in a loop keeps the client of its round
    const word = this.module.style.es5 && !isInLoop(plan.anchor) ? 'var' : 'const';
    const isMember = made.endsWith(`.${local.name}`) && (member || credentials.holder) && !this.module.style.es5;
    const declared = isMember
      ? `{ ${local.name} } = ${made.slice(0, -local.name.length - 1)}`
      : `${local.name} = ${made}`;
    const line = `${word} ${declared}${this.end}`;
    if (local.arrow) this.arrowLines.set(local.arrow, new Map(this.arrowLines.get(local.arrow)).set(plan, line));
    return { name: local.name, lines: local.declares && !local.arrow ? [line] : [] };
  }

  /** Statements for the body of an arrow that is an expression so far; the calls in it are written by then. */
  linesFor(arrow: ast.Node): readonly string[] {
    return [...(this.arrowLines.get(arrow)?.values() ?? [])];
  }

  /** Does the v4 client take the place of the old package's, in the same variable? */
  private takesOver({ call }: CallPlan): boolean {
    return becomesClient(call, this.options);
  }

  private packageClientText(plan: CallPlan, values: ValueWriter): string {
    const object = plan.call.site.get('callee.object') as NodePath;
    return values.rewriter.render(object, values.view);
  }

  /** fetch's accounts hold no time limit: the function that speaks HTTP does. */
  private timeoutOf(call: V1Call): number | null {
    return this.options.target === 'sdk' ? timeoutOf(call) : null;
  }

  /** The expression that makes a client (sdk) or holds an account (fetch); `timeout`: in milliseconds. */
  construct(values: ValueWriter, credentials: Credentials | null, timeout: number | null = null): string {
    if (this.token || !credentials) {
      const more = timeout === null ? '' : `, timeout: ${timeout}`;
      return `new ${this.sdkName}({ apiToken: process.env.CLOUDFLARE_API_TOKEN, apiEmail: null, apiKey: null, maxRetries: 0${more} })`;
    }
    const { holder } = credentials;
    if (holder?.of) return `${values.lift(holder.of)}.${accessorName(holder, this.options)}`;
    if (holder) return `${this.ofFile(holder)}()`;
    const email = values.lift(credentials.email);
    const key = values.lift(credentials.key);
    return accountText({ email, key, timeout }, this.sdkName, this.options.target);
  }

  /** The function of another file that gives the client, as this one calls it. */
  private ofFile(holder: Holder): string {
    const home = homeOf(programOf(holder.body));
    const name = accessorName(holder, this.options);
    const file = home?.module.file ?? '';
    const whole = this.module.kind === 'esm' ? null : localName({ file, name: '' }, this.module);
    return whole ? `${whole}.${name}` : this.rewriter.imports.nameOf({ file, name }, name);
  }

  private get end(): string {
    return this.module.style.semicolons ? ';' : '';
  }

  /** What the helper needs to know of the file's one account. */
  helperCredentials(): { email: string; key: string } | null {
    const [only] = this.accounts.values();
    if (!this.inHelper || !only?.credentials) return null;
    const values = new ValueWriter(this.rewriter, SUCCESS);
    const { email, key } = only.credentials;
    return { email: values.lift(email), key: values.lift(key) };
  }

  /** Is the account passed to the helpers? */
  get passed(): boolean {
    return this.options.target === 'sdk' || !this.inHelper;
  }

  /** Does the file's code name the SDK's class? */
  namesSdk(written: readonly TextEdit[]): boolean {
    const isMade = (plan: CallPlan) =>
      !askedFor(plan.call) && (!this.takesOver(plan) || plan.call.shared === undefined);
    if (this.plans.length > 0 && (this.module.typescript || this.plans.some(isMade))) return true;
    return written.some(({ text }) => text.includes(`${this.sdkName}.`));
  }

  /** Statements for the top level of the file. */
  insertions(): Insertion[] {
    if (this.inHelper) return [];
    const values = new ValueWriter(this.rewriter, SUCCESS);
    const word = this.module.style.es5 ? 'var' : 'const';
    return [...this.accounts.values()]
      .filter((account) => account.atLoad)
      .map(({ credentials, name, after, timeout }) => ({
        after,
        text: `${word} ${name} = ${this.construct(values, credentials, timeout)}${this.end}`,
      }));
  }

  /** The variable that holds the zone's id before an awaited call; null: it is looked up in place. */
  zoneBefore(plan: CallPlan): string | null {
    return this.zones.get(plan)?.name ?? null;
  }

  /** Does the statement of this call declare the variable? So does the next call behind one that failed to find it. */
  declaresZone(plan: CallPlan, view: View): boolean {
    const { sharers = [] } = this.zones.get(plan) ?? {};
    const earlier = sharers.slice(0, sharers.indexOf(plan));
    const knows = (one: CallPlan) => (view.get(one) ?? 'success') === 'success' && !isParted(one);
    return sharers.length > 0 && !earlier.some(knows);
  }

  /** Do calls behind this one read the variable? */
  sharesZone(plan: CallPlan): boolean {
    const { sharers = [] } = this.zones.get(plan) ?? {};
    return sharers.length > 1 && sharers.at(-1) !== plan;
  }

  /** Awaited calls of one zone in one block share its id. */
  private placeZones(looksUpBefore: (plan: CallPlan) => boolean): void {
    const known: { key: string; block: NodePath; index: number; name: string; plan: CallPlan }[] = [];
    for (const plan of this.plans) {
      if (plan.style !== 'await' || !plan.zone || plan.action.rewrite?.kind === 'get-zone') continue;
      const own = ownStatement(plan.anchor);
      const place = own && isBare(own) ? null : statementPlace(plan.anchor);
      if (!place || !looksUpBefore(plan)) continue;
      const client = plan.call.packageClient ? String(plan.call.site.get('callee.object')) : '';
      const key = `${identity(plan.zone)} ${this.idOf(plan)} ${client}`;
      const { zone } = plan;
      const found = known.find(
        (one) => one.key === key && isBefore(one, plan.anchor) && isSameZone(zone, one.plan, plan),
      );
      const owner = found && this.zones.get(found.plan);
      if (found && owner) {
        owner.sharers.push(plan);
        this.zones.set(plan, owner);
      } else {
        const taken = known.filter((one) => one.block === place.block || isInside(plan.anchor, one.block));
        const name = this.freeName(
          plan,
          'zoneId',
          taken.map((one) => one.name),
        );
        known.push({ key, ...place, name, plan });
        this.zones.set(plan, { name, sharers: [plan] });
      }
    }
  }
}

/** Is something of the file called so, other than the package? */
function declaresOwn(module: SourceModule, name: string): boolean {
  let found = false;
  module.program.traverse({
    Identifier(path) {
      if (path.node.name !== name || found) return;
      const { parent } = path;
      const type =
        is.isTSModuleDeclaration(parent) || is.isTSEnumDeclaration(parent) || is.isTSInterfaceDeclaration(parent);
      const binding = type ? undefined : path.scope.getBinding(name);
      found = (type && path.key === 'id') || (binding !== undefined && !/\bcloudflare['"]/.test(String(binding.path)));
    },
  });
  return found;
}

function isInLoop(anchor: NodePath): boolean {
  return anchor.findParent((parent) => parent.isFunction() || parent.isLoop())?.isLoop() ?? false;
}

function isInside(path: NodePath, block: NodePath): boolean {
  return path.findParent((parent) => parent === block) !== null;
}

/** Do the names in both calls' credentials mean the same variables, which do not change? */
function sameAccount(one: CallPlan, other: CallPlan): boolean {
  const names = (plan: CallPlan) => {
    const credentials = usedCredentials(plan.call);
    return credentials ? saidValues(credentials).flatMap(bindingsOf) : [];
  };
  const holder = usedCredentials(one.call)?.holder;
  if (holder?.of === null) return holder.steady === true;
  const [first, second] = [names(one), names(other)];
  return (
    first.length === second.length && first.every((binding, index) => binding === second[index] && binding.constant)
  );
}

function bindingsOf(value: Value): Binding[] {
  if (value.text) {
    const binding = rootOf(value.text, value.path);
    return binding ? [binding] : [];
  }
  return bindingsNamed(value.path);
}

/** Two values of one identity are written by the same text. */
function identity(value: Value): string {
  if (value.text) return value.text.code;
  if (value.kind === 'literal' && !value.path.isIdentifier() && !value.path.isMemberExpression())
    return JSON.stringify(value.value);
  if (value.kind === 'member' && value.object.path === value.path) return `${identity(value.object)}.${value.property}`;
  return `${value.path}${value.kind === 'member' ? `.${value.property}` : ''}`;
}

function isBefore(one: { block: NodePath; index: number }, anchor: NodePath): boolean {
  const inner = anchor.findParent((parent) => parent.parentPath === one.block);
  if (!inner || inner.getFunctionParent() !== one.block.getFunctionParent()) return false;
  // Inside a nested function the constant is visible as well, but may not be set yet.
  return Number(inner.key) > one.index && anchor.getFunctionParent() === inner.getFunctionParent();
}

/** Is the call in a function that the statement behind the client, or a later one, makes? Then the client is there. */
function isCalledBack(one: { block: NodePath; index: number; plan: CallPlan }, anchor: NodePath): boolean {
  const inner = anchor.findParent((parent) => parent.parentPath === one.block);
  if (!inner || Number(inner.key) < one.index || inner.isFunctionDeclaration()) return false;
  for (let fn = anchor.getFunctionParent(); fn && isInside(fn, inner); fn = fn.getFunctionParent())
    if (fn.isFunctionDeclaration()) return false;
  const credentials = usedCredentials(one.plan.call);
  return credentials !== null && !saidValues(credentials).some(readsThis);
}

function readsThis({ path }: Value): boolean {
  let found = path.isThisExpression();
  path.traverse({
    ThisExpression() {
      found = true;
    },
  });
  return found;
}

/** Where a statement can stand before the one that holds the call; null where the call may not be reached. */
export function statementPlace(anchor: NodePath): { block: NodePath; index: number } | null {
  const statement = anchor.getStatementParent();
  const block = statement?.parentPath;
  if (!statement || (!block?.isBlockStatement() && !block?.isProgram())) return null;
  for (let path = anchor; path !== statement; path = path.parentPath as NodePath) {
    const parent = path.parentPath as NodePath;
    if (parent.isFunction() || parent.isConditionalExpression() || parent.isLogicalExpression()) return null;
    if (parent.isLoop() || parent.isSwitchCase()) return null;
  }
  return statement.isLoop() ? null : { block, index: Number(statement.key) };
}

const ROUNDS = new Set(['map', 'forEach', 'flatMap', 'filter', 'some', 'every', 'reduce']);

/** `list.map((one) => send(one))`: before the statement that goes through the list, where all rounds are of one account. */
function roundPlace({ anchor, call }: CallPlan): ReturnType<typeof statementPlace> {
  const credentials = usedCredentials(call);
  const fn = anchor.findParent((parent) => parent.isFunction() || parent.isStatement());
  if (!credentials || !fn?.isArrowFunctionExpression() || fn.key !== 0 || fn.listKey !== 'arguments') return null;
  const { callee } = fn.parent as ast.CallExpression;
  const property = is.isMemberExpression(callee) && !callee.computed ? callee.property : null;
  if (!is.isIdentifier(property) || !ROUNDS.has(property.name)) return null;
  const names = saidValues(credentials).flatMap(bindingsOf);
  const fixed = names.every(({ constant, scope }) => constant && scope !== fn.scope);
  return fixed ? statementPlace(fn) : null;
}

function lastOf(statements: readonly NodePath[]): NodePath | null {
  return [...statements].sort((a, b) => endOf(b.node) - endOf(a.node))[0] ?? null;
}

/** Has the code no object to ask: is it in a static method or block, or in what a field begins with? */
function isStatic(site: NodePath): boolean {
  const member = site.findParent((path) => path.parentPath?.isClassBody() === true);
  return !member?.isClassMethod({ static: false }) && !member?.isClassPrivateMethod({ static: false });
}

/** In TypeScript one more member could make objects of the author's no instances of the class; a private one has none. */
function mayGrow({ node }: NodePath, { typescript, text }: SourceModule): boolean {
  return !typescript || /\b(?:private|protected)\b|#\w/.test(codeOf(node, text));
}
