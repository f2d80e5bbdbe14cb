/** docs/actions/: a page for each v1 action, from the catalogue; the examples are what the program makes of them. */
import { ACTIONS, operation, SOURCES } from '../../src/catalogue/index.js';
import type { SourceKey } from '../../src/catalogue/sources.js';
import type { Action, FromV4, Param, ToV4 } from '../../src/catalogue/types.js';
import { REASONS, type ReasonId, reasonText } from '../../src/plan/reasons.js';
import { mdText } from '../../src/report/md.js';
import { actionCommand, actionProgram, becomes } from './examples.js';

const HELPERS = 'cloudflare-helpers.js';

export function actionPage(action: Action): string {
  const section = action.section === null ? action.status : `section ${action.section} of the v1 document`;
  return page([
    `# ${action.name}`,
    `${mdText(action.summary)} (${section}).`,
    verdict(action),
    ...requests(action),
    ...params(action),
    ...answer(action),
    ...cases(action),
    ...bullets('Notes', action.notes.map(mdText)),
    ...examples(action),
    ...sources(action.sources),
  ]);
}

/** The list of all. */
export function actionsIndex(): string {
  const rows = ACTIONS.map((one) => {
    const own = one.operations.map((id) => operation(id)).at(-1);
    return `| [\`${one.name}\`](${one.name}.md) | ${cell(one.summary)} | ${own ? `\`${own.method} ${path(one, own.path)}\`` : 'none'} |`;
  });
  return page([
    '# Actions of API v1',
    'What became of each; made from the same table as `cfv1 actions`. [objects.md](../objects.md) tells what became of the answers, [permissions.md](../permissions.md) what a token must be allowed.',
    table(['action', 'what it did', 'v4'], rows),
  ]);
}

function verdict(action: Action): string {
  const id = (action.reason ?? action.review) as ReasonId | null;
  const why = mdText(`${action.why.charAt(0).toUpperCase()}${action.why.slice(1)}.`);
  if (!action.rewrite || action.reason) {
    const reason = id ? REASONS[id] : null;
    return `**Not rewritten.** ${why}${reason ? ` ${mdText(reason.help)}` : ''}`;
  }
  if (id)
    return `**Rewritten, for review** ([${id}](../reasons.md#${id})): ${mdText(reasonText(id, { action: action.name }))}. ${why}`;
  return `**Rewritten.** ${why}`;
}

function requests({ operations, ...action }: Action): string[] {
  if (operations.length === 0) return [];
  const rows = operations.map((id) => {
    const { method, path: at, sdk, permission } = operation(id);
    return `| \`${method} ${path({ operations, ...action }, at)}\` | ${sdk === null ? 'none' : `\`${sdk}\``} | ${permission} |`;
  });
  return ['## v4', table(['request', 'SDK', 'permission of a token'], rows)];
}

function path({ rewrite }: Action, at: string): string {
  return rewrite?.kind === 'set-setting' ? at.replace('{setting_id}', rewrite.setting) : at;
}

function params(action: Action): string[] {
  if (action.params.length === 0) return [];
  const rows = action.params.map(
    (one) =>
      `| \`${one.name}\`${one.required ? '' : ' (optional)'} | ${cell(meaning(one))} | ${one.v4 ? `\`${one.v4}\`` : 'none'} | ${cell(toV4(one.convert))} |`,
  );
  return ['## Fields', table(['v1', 'meaning', 'v4', 'how'], rows)];
}

function meaning({ meaning: text, values = {} }: Param): string {
  const known = Object.entries(values).map(([value, what]) => `\`${value}\` ${what}`);
  return known.length === 0 ? mdText(text) : `${mdText(text)}: ${known.join(', ')}`;
}

function toV4(convert: ToV4): string {
  switch (convert.as) {
    case 'same':
      return 'as it is';
    case 'number':
      return 'a number';
    case 'boolean':
      return '`1` is true, `0` false';
    case 'table': {
      const pairs = Object.entries(convert.values).map(([from, to]) => `\`${from}\` → \`${to}\``);
      const ended = (convert.ended ?? []).map((one) => `\`${one}\` ended`);
      return [...pairs, ...ended].join(', ');
    }
    case 'record-name':
      return 'the complete name: `www` in `example.com` is `www.example.com`';
    case 'record-content':
      return 'TXT in quotes, else as it is';
    case 'zone-id':
      return 'the id, looked up by name';
    case 'record-id':
      return 'the v4 id: looked up, or from a list that is rewritten too';
    case 'list-of-one':
      return 'a list of one';
    case 'part-of':
      return `part of \`${convert.field}\``;
    default:
      return convert.reason ? `not sent: the call stays (${convert.reason})` : 'left out';
  }
}

export function fromV4(convert: FromV4): string {
  switch (convert.as) {
    case 'table':
      return Object.entries(convert.values)
        .map(([v4, v1]) => `\`${v4}\` was \`${v1}\``)
        .join(', ');
    case 'constant':
      return `always \`${convert.value}\``;
    case 'none':
      return `v4 has none ([${convert.reason}](reasons.md#${convert.reason}))`;
    default:
      return FROM[convert.as] ?? convert.as;
  }
}

const FROM: Readonly<Record<string, string>> = {
  same: 'as it is',
  digits: 'a number, was a string of digits',
  flag: 'true or false, was `"1"` or `"0"`',
  'flag-number': 'true or false, was `1` or `0`',
  'negated-flag': 'the opposite: true was 0',
  id: 'another id, with the same use',
  'automatic-ttl': '`1` where the ttl is 1',
  label: 'the name without that of the zone',
  'record-content': 'without the quotes of TXT',
  'zone-name': 'known from the call',
  now: 'the time of the answer',
  expiry: 'the time when it ends, from the seconds that are left',
  'braced-list': 'a list, was `"{A,B}"`',
  'zone-status-class': 'from `status`, `paused` and `development_mode`',
};

function answer({ answer: { root, kind, shape, beside } }: Action): string[] {
  const place = `\`response${root.length > 0 ? `.${root.join('.')}` : ''}\``;
  const named = shape ? `[${shape}](../objects.md#${shape})` : 'something';
  const what = {
    list: `${place} was a list, each a ${named}; v4 answers it as \`result\`.`,
    one: `${place} was a ${named}; v4 answers it as \`result\`.`,
    map: `${place} was an object of names and ids.`,
    nothing: 'Nothing that v4 answers too.',
  }[kind];
  const rows = beside.map(({ path: at, type, read }) => {
    const how =
      read.as === 'param'
        ? `what \`${read.param}\` was`
        : read.as === 'expiry'
          ? `from \`${read.v4}\``
          : (READS[read.as] ?? '');
    const value =
      read.as === 'constant' ? `always \`${read.value}\`` : read.as === 'none' ? `none (${read.reason})` : how;
    return `| \`${at}\` | ${cell(type)} | ${value} |`;
  });
  return ['## Answer', what, ...(rows.length > 0 ? [table(['beside it', 'type', 'now'], rows)] : [])];
}

const READS: Readonly<Record<string, string>> = {
  length: 'the length of the list',
  now: 'the time of the answer',
  zone: 'looked up by the bridge alone',
};

function cases(action: Action): string[] {
  const items = action.cases.map(
    ({ when, reason }) => `${mdText(when)}${reason ? ` ([${reason}](../reasons.md#${reason}))` : ''}`,
  );
  return bullets('Where it depends', items);
}

function examples(action: Action): string[] {
  const program = actionProgram(action.name);
  const command = actionCommand(action.name);
  const after = becomes('program.js', program, { helpers: HELPERS });
  const shell = becomes('script.sh', command);
  return [
    '## Example',
    fence('js', program),
    ...(after === null
      ? []
      : [
          `becomes (\`cfv1 migrate --write --helpers ${HELPERS}\`; without \`--helpers\` the functions stand below the code)`,
          fence('js', after),
        ]),
    fence('bash', command),
    ...(shell === null ? [] : ['becomes', fence('bash', shell)]),
  ];
}

export function sources(keys: readonly string[]): string[] {
  const items = keys.map((key) => {
    const { what, url } = SOURCES[key as SourceKey];
    return url ? `[${mdText(what)}](${url})` : mdText(what);
  });
  return bullets('Sources', items);
}

function bullets(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${title}`, items.map((one) => `- ${one}`).join('\n')];
}

export function table(head: readonly string[], rows: readonly string[]): string {
  return [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...rows].join('\n');
}

export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

export function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
}

export function page(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
