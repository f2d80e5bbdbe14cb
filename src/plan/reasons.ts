/**
 * Every reason why a rewrite is not `safe`, once. Reports, TODO comments, `explain` and the docs read this table.
 */

export interface Reason {
  /** `review`: it is written, and a person should look; `manual`: it is not written. */
  readonly applicability: 'review' | 'manual';
  /** One sentence; `{…}` are filled in from the finding. */
  readonly message: string;
  /** What to do. */
  readonly help: string;
  /** Where the fact is from, or where to read on. */
  readonly link?: string;
}

const V4 = 'https://developers.cloudflare.com/api/';
const DEPRECATIONS = 'https://developers.cloudflare.com/fundamentals/api/reference/deprecations/';
const GRAPHQL = 'https://developers.cloudflare.com/analytics/graphql-api/';

export const REASONS = {
  // v4 has nothing
  'no-counterpart': {
    applicability: 'manual',
    message: '{action} has no v4 counterpart',
    help: 'Remove the call and what depends on its answer.',
    link: V4,
  },
  'threat-score-ended': {
    applicability: 'manual',
    message: 'ip_lkup has no v4 counterpart, threat scores ended with v1',
    help: 'Remove the call, or take the score from another service.',
    link: 'https://developers.cloudflare.com/ruleset-engine/rules-language/fields/reference/cf.threat_score/',
  },
  'minify-ended': {
    applicability: 'manual',
    message: 'Auto Minify was removed from Cloudflare in August 2024',
    help: 'Remove the call; minify when the site is built.',
    link: DEPRECATIONS,
  },
  'mirage-ended': {
    applicability: 'manual',
    message: 'Mirage was removed from Cloudflare in January 2026',
    help: 'Remove the call.',
    link: DEPRECATIONS,
  },
  'visitor-ips-ended': {
    applicability: 'manual',
    message: 'zone_ips was withdrawn in 2014, before v1 itself ended',
    help: 'Write a query of GraphQL httpRequestsAdaptiveGroups by client IP, or remove the call.',
    link: GRAPHQL,
  },
  'field-ended': {
    applicability: 'manual',
    message: 'the code reads `{field}`, which v4 does not answer',
    help: 'Remove the read, or find the value elsewhere; the call migrates then.',
    link: V4,
  },
  'parameter-ended': {
    applicability: 'manual',
    message: 'the call sends `{field}`, which v4 does not take',
    help: 'Remove the parameter if it is not needed; the call migrates then.',
    link: V4,
  },
  'value-ended': {
    applicability: 'manual',
    message: 'the value of `{field}` has no v4 counterpart',
    help: 'Choose one of the values that v4 has; the call migrates then.',
    link: V4,
  },
  'value-may-be-ended': {
    applicability: 'review',
    message: 'the value of `{field}` is known only at run time, and not all that v1 took have a v4 counterpart',
    help: 'See that none of those is passed: nothing would be sent for it, which v4 refuses.',
    link: V4,
  },
  'value-refused': {
    applicability: 'review',
    message: 'v1 refused `{field}` where it was none of its own values, and what v4 makes of it is another matter',
    help: 'See that it is always one of the values of v1.',
    link: V4,
  },
  'not-supported-value': {
    applicability: 'manual',
    message: '`{field}` is not known until the program runs, and its form decides what v4 must be sent',
    help: 'Make the value a literal, or write the v4 call by hand.',
    link: V4,
  },
  // the request
  'unknown-action': {
    applicability: 'manual',
    message: 'the action is not known until the program runs',
    help: 'Call v1 with a literal action at each place, or migrate the call by hand.',
  },
  'not-an-action': {
    applicability: 'manual',
    message: '`{action}` is not an action of API v1',
    help: 'Check the spelling; a call that v1 refused needs no migration.',
  },
  'unknown-form': {
    applicability: 'manual',
    message: 'what the form holds is not known until the program runs',
    help: 'Build the form where it is sent, with literal field names.',
  },
  'missing-parameter': {
    applicability: 'manual',
    message: '{action} needs `{field}`, which the form does not hold',
    help: 'Add the parameter, or remove the call: v1 answered it with an error.',
  },
  'missing-credentials': {
    applicability: 'manual',
    message: 'the form holds no `tkn` or no `email`',
    help: 'Add them where the form is built; they become the v4 credentials.',
  },
  'moved-expression': {
    applicability: 'manual',
    message: '`{field}` is computed elsewhere and its value may have changed where v4 needs it',
    help: 'Keep the value in a constant beside the call.',
  },
  'other-file': {
    applicability: 'manual',
    message: '`{field}` comes from another file, and nothing here names it',
    help: 'Export it there, or pass it in where the function is called.',
  },
  'transport-option': {
    applicability: 'review',
    message: 'the request option `{field}` has no exact counterpart',
    help: 'Check that the request still goes the way it must (proxy, agent, TLS, retries).',
  },
  'handed-in-client': {
    applicability: 'review',
    message: 'callers may hand in an HTTP client, which is not asked any more',
    help: 'Remove it from the calls; where tests hand in their own, let them imitate v4.',
  },
  'returned-request': {
    applicability: 'manual',
    message: 'the request object is used after the call',
    help: 'Give the call a callback, or use its promise.',
  },
  'synchronous-call': {
    applicability: 'manual',
    message: 'the call is synchronous, and v4 needs a look-up before it',
    help: 'Make the function asynchronous.',
  },
  'call-position': {
    applicability: 'manual',
    message: 'the call stands where a chain of calls cannot be written',
    help: 'Make the call a statement of its own.',
  },
  browser: {
    applicability: 'manual',
    message: 'this runs in a page: v4 answers no page (no CORS, no JSONP), and a key must not be in one',
    help: 'Move the call to a server of yours and let the page ask that.',
  },
  'other-api': {
    applicability: 'manual',
    message: 'this is {field}, another API than the Client API v1',
    help: 'Look it up in the documentation of that API; nothing here is rewritten.',
  },
  'json-form': {
    applicability: 'review',
    message: 'the form is sent as JSON, and v1 is documented to read form posts alone: this call may never have worked',
    help: 'See whether the program should do what the v4 call will now do.',
  },
  'never-worked': {
    applicability: 'manual',
    message: 'this call cannot have worked: {field}',
    help: 'Remove it, or write the v4 call by hand.',
  },
  'other-language': {
    applicability: 'manual',
    message: 'this is neither JavaScript nor a command of a shell that is understood',
    help: 'Write the v4 call by hand: `cfv1 actions` tells what became of each action.',
  },
  documentation: {
    applicability: 'manual',
    message: 'this is an example in a text, which is not rewritten unless --docs is given',
    help: 'Run `cfv1 migrate --docs --write`, or write the example anew.',
  },
  'command-string': {
    applicability: 'manual',
    message: 'a command in a string is run by a shell, and its answer is read in ways that are not followed',
    help: 'Make the request in the program itself, or put the command into a shell script: both are migrated.',
  },
  'shell-form': {
    applicability: 'manual',
    message: 'the command is not rewritten: {field}',
    help: 'Write the v4 call by hand: `cfv1 actions` tells what became of the action.',
  },
  'shell-reader': {
    applicability: 'manual',
    message: 'what the command prints is read by code that knows the answers of v1 ({field})',
    help: 'Write the v4 call by hand together with what reads its answer.',
  },
  'shell-status': {
    applicability: 'review',
    message: 'what the API refuses was an answer like others, and is an error of the cmdlet now',
    help: 'See what the script does on errors ($ErrorActionPreference, -SkipHttpErrorCheck).',
  },
  'shell-output': {
    applicability: 'review',
    message: 'what the command prints has the shape of v4 now',
    help: 'Check that nobody depends on what is printed or kept.',
  },
  'shell-jq': {
    applicability: 'review',
    message: 'an id is looked up by name with jq, which has to be installed where the script runs',
    help: 'Install jq there, or put the id into the script: --zones FILE knows the ids of zones.',
  },
  'shell-json-value': {
    applicability: 'review',
    message: '`{field}` is put into JSON as the shell has it',
    help: 'See that its value never holds a quotation mark or a backslash; else make the body with jq.',
  },
  'shell-credentials': {
    applicability: 'review',
    message: 'the credentials stood in the command, and are read from the environment now',
    help: 'Set CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY where the script runs; revoke the key if others could read it.',
  },
  'shell-pages': {
    applicability: 'review',
    message: 'v4 answers in pages, and the command asks for the first one alone',
    help: 'If there may be more than 50 zones, ask for the next pages with &page=2, ….',
  },
  'shell-option': {
    applicability: 'review',
    message: 'the option {field} sees another status or another size of the answer: v4 answers errors with 4xx',
    help: 'Check what the script does with it.',
  },
  // the answer
  'answer-leaves': {
    applicability: 'manual',
    message: 'the answer goes where its readers are not seen ({field})',
    help: 'Pass on the fields that are needed instead of the whole answer.',
  },
  'tested-elsewhere': {
    applicability: 'manual',
    message: 'whether the call went well is tested where its answer is passed on: v4 rejects the promise instead',
    help: 'Test `result` where the call is awaited, and pass on what was answered.',
  },
  'dynamic-read': {
    applicability: 'manual',
    message: 'the answer is read by a name that is not known until the program runs',
    help: 'Read its fields by name.',
  },
  'asked-fields': {
    applicability: 'manual',
    message: 'the code asks which fields the answer has, and those of v4 are others',
    help: 'Ask for the field of v4, or read it and test whether it is undefined.',
  },
  'changed-answer': {
    applicability: 'manual',
    message: 'the code changes {field}, which has other fields and types in v4',
    help: 'Copy what is needed of it first, or set the fields of v4.',
  },
  interceptor: {
    applicability: 'manual',
    message: 'an interceptor does something of its own with the answer',
    help: 'Let the interceptor hand on the answer, or what v1 answered, and migrate the call then.',
  },
  'response-metadata': {
    applicability: 'manual',
    message: 'the code reads `{field}` of the HTTP response, which differs in v4',
    help: 'Remove the read if it is not needed.',
  },
  'mixed-values': {
    applicability: 'manual',
    message: 'the variable `{field}` holds the answer and other values',
    help: 'Use a variable of its own for the answer.',
  },
  'kept-answer': {
    applicability: 'manual',
    message: '`{field}` may be an answer that the program kept, and that has the shape of v1',
    help: 'Let what is kept have the fields of v4, wherever it is read.',
  },
  'stand-in': {
    applicability: 'manual',
    message: 'the code puts a value of its own in the place of the answer, where one of v1 is expected',
    help: 'Give that value the fields of v4, or tell the two apart before they are read.',
  },
  'lost-failure': {
    applicability: 'review',
    message: 'reading from {field} failed where nothing came: v4 has fewer steps, and the code goes on from there',
    help: 'Look at what runs until the answer is used: test whether there is one before.',
  },
  'v1-shape': {
    applicability: 'review',
    message: 'the answer leaves what can be followed ({field}), and keeps the shape of v1 there',
    help: 'Look at who reads it: where they are yours, let them read the fields of v4.',
  },
  'shared-callback': {
    applicability: 'manual',
    message: 'the callback serves other calls too',
    help: 'Give this call a callback of its own.',
  },
  'wrapper-unclear': {
    applicability: 'manual',
    message:
      'the function that makes the request does more than to hand on the answer, or hands it on in a way of its own',
    help: 'Let the function hand on the answer and the error as they are, or migrate its calls by hand.',
  },
  bridge: {
    applicability: 'review',
    message: 'the request goes to v4 through the bridge: {field}',
    help: 'Write the v4 calls where the bridge is used when there is time; then remove the bridge.',
  },
  'replaced-client': {
    applicability: 'review',
    message:
      'the client of npm cloudflare goes where its calls are not seen: one with the same methods, which asks v4, takes its place',
    help: 'Write the v4 calls where the client is used when there is time; then remove the bridge, which has that client.',
  },
  'bridged-wrapper': {
    applicability: 'review',
    message: 'the function that makes the request goes to v4 through the bridge: {field}',
    help: 'Nothing changes here; when the function is replaced by v4 calls, this call is one of them.',
  },
  'wrapper-error-text': {
    applicability: 'review',
    message: 'the function that made the request put errors into words of its own, which are the words of the API now',
    help: 'Look at who reads the text of the error.',
  },
  'wrapper-prints': {
    applicability: 'review',
    message: 'the function that made the request printed something, which the v4 call does not',
    help: 'Print it where the call is now, if somebody needs it.',
  },
  'unknown-callback': {
    applicability: 'manual',
    message: 'the callback is no function that is seen here: who reads the answer is not known',
    help: 'Read the answer here and pass on what is needed.',
  },
  'callback-this': {
    applicability: 'manual',
    message: 'the callback uses `this` or `arguments`',
    help: 'Name the values that it needs.',
  },
  'error-code': {
    applicability: 'review',
    message: 'the code reads `err_code`, which is told from the HTTP status of v4 now',
    help: 'Check the cases: 401 and 403 are E_UNAUTH, 429 is E_MAXAPI, 400 is E_INVLDINPUT, and 404 had no code.',
  },
  'record-id-leaves': {
    applicability: 'review',
    message: 'the id goes on to code that is not seen here, and v4 ids are 32 hexadecimal digits where v1 had numbers',
    help: 'Check that nothing converts it to a number, stores it in a numeric column or compares it with an old one.',
  },
  'error-leaves': {
    applicability: 'review',
    message: 'the error goes on to code that is not seen here, and its text may differ',
    help: 'Check what callers do with it.',
  },
  'client-error': {
    applicability: 'review',
    message: 'the code reads {field}, which errors of the HTTP client had, and errors of v4 have not',
    help: 'Errors of v4 have `status`, and `errors` with what the API answered; that of a broken connection is the `cause`.',
  },
  'looked-up-record': {
    applicability: 'review',
    message: 'the numeric id does not exist in v4: the record is looked up by its name and type',
    help: 'Check that name and type name one record.',
  },
  'unseen-record-id': {
    applicability: 'review',
    message: 'the id comes from code that is not seen here, and must be the one of v4',
    help: 'Check that it comes from a list of v4, not from a file, a database or a setting of the old days.',
  },
  'id-of-v1': {
    applicability: 'manual',
    message: 'the id comes from a v1 call that is not migrated',
    help: 'Migrate the call that gives the id first; this one follows in the next run.',
  },
  'id-for-v1': {
    applicability: 'manual',
    message: 'the answer gives the id for a v1 call that is not migrated, and v1 does not know the ids of v4',
    help: 'Migrate the call that sends the id first; this one follows in the next run.',
  },
  'stored-record-id': {
    applicability: 'manual',
    message: 'a numeric v1 id does not exist in v4',
    help: 'Look the record up by name and type, or store its v4 id.',
  },
  'numeric-id': {
    applicability: 'manual',
    message: 'the id is used as a number; those of v4 are 32 hexadecimal digits',
    help: 'Keep ids as strings, and compare or sort by another field.',
  },
  // meaning
  'type-change': {
    applicability: 'review',
    message: 'v4 refuses to change the type of a record: it is deleted and created',
    help: 'Check that nothing else refers to the record by its id.',
    link: DEPRECATIONS,
  },
  'type-may-change': {
    applicability: 'review',
    message: 'nothing here asks the record for its type, and v4 refuses to change that',
    help: 'See that the record has the type that is sent; where the program looks for it, let it look at the type too.',
    link: DEPRECATIONS,
  },
  'write-order': {
    applicability: 'review',
    message: 'several writes to the same thing are sent at once, and their order is no longer that of the code',
    help: 'Chain them if the order matters.',
  },
  'stored-value': {
    applicability: 'review',
    message: 'the v1 value of `{field}` comes from outside the program',
    help: 'Check that it is one of those in the table beside the call.',
  },
  'inferred-field': {
    applicability: 'review',
    message: '`{field}` is read: its v4 counterpart is the likely one, no source states it',
    help: 'Compare one answer by hand.',
  },
  'zone-from-host': {
    applicability: 'review',
    message: 'the call names no zone: it is found from the host name',
    help: 'Name the zone if it is known.',
  },
  'older-action': {
    applicability: 'review',
    message: '{action} was never documented: its v4 counterpart follows what its clients did',
    help: 'Check one call by hand.',
  },
  'graphql-analytics': {
    applicability: 'review',
    message: 'stats became a query of the GraphQL Analytics API, which counts differently and keeps less',
    help: 'Compare the figures, and check what your plan keeps.',
    link: GRAPHQL,
  },
  'access-rule-scope': {
    applicability: 'manual',
    message: 'access rules of the user need the Global API Key; a token works for an account or a zone',
    help: 'Choose with --access-rules account:ID or zone:NAME, or keep --auth key.',
  },
  'package-needed': {
    applicability: 'manual',
    message: 'other calls of this package stay on v1, so it cannot be raised',
    help: 'Migrate or remove those first, or run over all of them without --safe-only: they are then moved to "cloudflare-v1": "npm:cloudflare@0.0.8".',
  },
  'client-handed-out': {
    applicability: 'review',
    message: 'code outside of this repository can load the file that has this client, and finds one of v4 there',
    help: 'See that nothing outside calls methods of it, and raise the major version if something may.',
  },
  'plugin-log': {
    applicability: 'review',
    message: 'the plugin told of errors in the log of the build; they go to stderr now',
    help: 'See that nobody reads the log for them, or let the task fail instead.',
  },
  'package-alias': {
    applicability: 'review',
    message: 'other calls of this package stay on v1, under the name cloudflare-v1: both versions are installed',
    help: 'Install, and see that both work; remove cloudflare-v1 when the calls that use it are gone.',
  },
  'older-sdk': {
    applicability: 'manual',
    message: 'other code here uses an older `cloudflare` than the 4.5 that the v4 calls need',
    help: 'Raise the package and that code first, or use --target fetch.',
  },
  'no-modules': {
    applicability: 'manual',
    message: 'the file is neither a CommonJS nor an ES module: nothing can be imported',
    help: 'Use --target fetch, or make the file a module.',
  },
  'moved-credential': {
    applicability: 'review',
    message: 'it is read from `{field}` instead, which must be set where the program runs',
    help: 'Set the variable, then revoke the old key or token: it stays in the history of the repository, and a key of v1 still opens v4.',
    link: 'https://developers.cloudflare.com/fundamentals/api/get-started/keys/',
  },
  'several-credentials': {
    applicability: 'manual',
    message: 'several values are in use, and one variable can hold but one of them: {field}',
    help: 'Revoke them all; read each from a variable of its own, or use one.',
    link: 'https://developers.cloudflare.com/fundamentals/api/get-started/keys/',
  },
  'check-failed': {
    applicability: 'manual',
    message: 'the rewritten file did not pass its own checks: {field}',
    help: 'Please report this call; it was left as it is.',
  },
  'type-error': {
    applicability: 'manual',
    message: 'the rewritten file would have a type error that it does not have now: {field}',
    help: 'Migrate the file without --verify-types and mend the types by hand, or mend them before.',
  },
} as const satisfies Record<string, Reason>;

export type ReasonId = keyof typeof REASONS;

/** The reason's sentence with its places filled in; a place without a value is left out, and its quotes. */
export function reasonText(id: ReasonId, values: Readonly<Record<string, string | undefined>> = {}): string {
  const filled = (_: string, quoted: string | undefined, plain: string) => {
    const value = values[quoted ?? plain];
    return value !== undefined && quoted ? `\`${value}\`` : (value ?? '');
  };
  return REASONS[id].message.replace(/`\{(\w+)\}`|\{(\w+)\}/g, filled).replace(/ +/g, ' ');
}
