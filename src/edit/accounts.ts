/** Objects of the author's that are asked for the v4 client, since the credentials are known to their class alone. */
import { filesAround } from '../evaluate/modules/importers.js';
import { programOf } from '../evaluate/modules/localised.js';
import { homeOf } from '../evaluate/modules/module-index.js';
import type { Value } from '../evaluate/value.js';
import type { Credentials, Holder, V1Call } from '../find/v1-call.js';
import type { MigrationOptions } from '../options.js';
import { codeOf, type NodePath, type SourceModule, startOf, wordOf } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';
import { becomesClient } from './old-package.js';
import { reachable } from './reachable.js';
import { timeoutOf } from './timeout.js';

/** What a class is to give the files that call its methods: a v4 client, or the account. Plain data. */
export interface Accessor {
  readonly file: string;
  /** where the body of the class begins; null: the file itself gives it */
  readonly start: number | null;
  readonly name: string;
  readonly email: string;
  readonly key: string;
  /** milliseconds */
  readonly timeout: number | null;
  /** the class alone asks for it */
  readonly own?: boolean;
}

/** The object that the call's site asks for the account; null where the site says the credentials itself. */
export function askedFor({ credentials, site }: V1Call): Holder | null {
  const holder = credentials?.holder;
  if (!credentials || !holder || saysAll(credentials, site) || (holder.of && !reachable(holder.of, site))) return null;
  return homeOf(programOf(holder.body)) ? holder : null;
}

/** A secret is not copied from one file to another. */
function saysAll({ email, key }: Credentials, site: NodePath): boolean {
  const isSecret = key.kind === 'literal' && key.text === null;
  return reachable(email, site) && reachable(key, site) && !isSecret;
}

/** What the values of a client are made of where it is used. */
export function saidValues({ email, key, holder }: Credentials): readonly Value[] {
  if (holder) return holder.of ? [holder.of] : [];
  return [email, key];
}

/** The credentials as they are used: `holder` is set where it is asked. */
export function usedCredentials(call: V1Call): Credentials | null {
  if (!call.credentials) return null;
  const holder = askedFor(call);
  const { email, key } = call.credentials;
  return holder ? { email, key, holder } : { email, key };
}

/** What the class calls its v4 client (sdk), or the account (fetch). */
export function accessorName({ body }: Pick<Holder, 'body'>, { target }: MigrationOptions): string {
  const wish = target === 'sdk' ? 'cloudflare' : 'account';
  const names = [
    ...(body.isProgram() ? [] : [wish]),
    target === 'sdk' ? 'cloudflareClient' : 'cloudflareAccount',
    'cloudflareV4',
  ];
  return names.find((name) => !isTaken(name, body)) ?? `${wish}OfApiV4`;
}

/** Has the class the member, or may one that extends it, or that it extends? */
function isTaken(name: string, body: Holder['body']): boolean {
  const home = homeOf(programOf(body));
  const word = new RegExp(
    `(?:\\bthis\\.|\\b(?:get|set|readonly|private|public|protected|static)\\s+|^\\s*)#?${name}\\b`,
    'm',
  );
  if (home && body.isProgram()) return wordOf(name).test(home.module.text);
  if (!home || word.test(codeOf(body.node, home.module.text))) return true;
  return [...filesAround(home.index, home.module.file)].some((file) => {
    const text = home.index.wordsOf(file);
    return file !== home.module.file && /\bextends\b/.test(text) && word.test(text);
  });
}

/** What the calls that are written ask classes for. */
export function accessorsOf(plans: readonly CallPlan[], options: MigrationOptions): Accessor[] {
  const found = new Map<string, Accessor>();
  for (const { call } of plans) {
    const holder = options.auth === 'key' && !becomesClient(call, options) ? askedFor(call) : null;
    const home = holder && homeOf(programOf(holder.body));
    if (!holder || !home) continue;
    const one = {
      file: home.module.file,
      start: holder.of ? startOf(holder.body.node) : null,
      name: accessorName(holder, options),
      email: textOf(holder.email, home.module),
      key: textOf(holder.key, home.module),
      timeout: options.target === 'sdk' ? timeoutOf(call) : null,
    };
    found.set(JSON.stringify(one), one);
  }
  return [...found.values()];
}

/** The value as the author's own file has it. */
function textOf(value: Value, module: SourceModule): string {
  if (value.kind === 'member' && value.object.path === value.path)
    return `${textOf(value.object, module)}.${value.property}`;
  return codeOf(value.path.node, module.text);
}
