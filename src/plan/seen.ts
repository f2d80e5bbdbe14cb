/** What was evaluated of a call, and which reads of its answer were followed: for `explain FILE:LINE`. */
import type { Planned } from '../edit/plan-calls.js';
import { programOf } from '../evaluate/modules/localised.js';
import { givenFor } from '../evaluate/parameters.js';
import { literalText, type Value } from '../evaluate/value.js';
import { locate, type Place } from '../find/answers/locate.js';
import { offeredActions } from '../find/offered-actions.js';
import { codeOf, is, type NodePath, type SourceModule, startOf } from '../syntax/index.js';

const SECRET = new Set(['tkn', 'email', 'u']);
const LONGEST = 60;
const MOST = 40;

export function seenOf(planned: Planned, module: SourceModule): string[] {
  const { call } = planned;
  const { text } = module;
  const place = (path: NodePath) =>
    programOf(path) === module.program.node ? `line ${lineAt(text, startOf(path.node))}` : 'another file';
  const value = (key: string, held: Value) => {
    const known = literalText(held);
    const secret = SECRET.has(key) && (known !== null || held.kind === 'concat');
    return `${secret ? 'a text that is not shown' : known === null ? written(held, module) : `'${known}'`}, ${place(held.path)}`;
  };
  const { action, actionValue } = call;
  const names = action ?? (offeredActions(call).join(' or ') || 'not known');
  const through = call.through ? `, through the function of ${place(call.through.fn as NodePath)}` : '';
  return [
    `client: ${call.client}${through}`,
    `action: ${names}${actionValue ? `, ${place(origin(actionValue))}` : ''}`,
    ...call.form.entries
      .filter(({ key }) => key !== 'a')
      .map((entry) => `field ${entry.key}: ${value(entry.key, entry.value)}`),
    ...(call.form.open ? ['field …: more that is not known'] : []),
    `answer: ${call.delivery.by}`,
    ...readsOf(planned, module),
  ];
}

/** Where the author wrote it: what a parameter stands for is written by the caller. */
function origin(value: Value): NodePath {
  const given = givenFor(value);
  return given ? origin(given) : value.path;
}

/** The expression, in one line. */
function written({ path, kind }: Value, module: SourceModule): string {
  if (programOf(path) !== module.program.node) return kind;
  const code = codeOf(path.node, module.text).replace(/\s+/g, ' ');
  return code.length > LONGEST ? `${code.slice(0, LONGEST)}…` : code;
}

function readsOf(planned: Planned, { text, program }: SourceModule): string[] {
  const { plan } = planned;
  const action = plan?.action ?? planned.action;
  const answer = plan?.answer ?? planned.followed;
  if (!answer || !action) return [];
  const { end: last = 0 } = program.node;
  const reads = [...answer.shapes]
    .flatMap(([node, shape]) => {
      const { start, end } = node;
      const isRead = is.isMemberExpression(node) || is.isOptionalMemberExpression(node);
      if (shape.is !== 'v1' || !isRead || start == null || end == null || end > (last ?? 0)) return [];
      const what = meaning(locate(action, shape.path));
      return what ? [{ start, code: text.slice(start, end).replace(/\s+/g, ' '), what }] : [];
    })
    .sort((a, b) => a.start - b.start);
  const lines = reads.map(({ start, code, what }) => `read ${code}, line ${lineAt(text, start)}: ${what}`);
  return lines.length > MOST ? [...lines.slice(0, MOST), `${lines.length - MOST} more reads`] : lines;
}

/** What v4 gives for the read; null: it is only on the way to one. */
function meaning(place: Place): string | null {
  switch (place.at) {
    case 'status':
      return place.name === 'err_code' ? 'v4 has other codes' : 'how the call went';
    case 'root':
      return 'what v4 answers';
    case 'field':
      return place.field.v4 === null ? 'no field of its own in v4' : `${place.field.v4} in v4`;
    case 'beside':
      return 'reason' in place.beside.read ? 'v4 does not answer it' : 'made of what is known';
    case 'absent':
      return 'v4 does not answer it, or it is a method';
    default:
      return null;
  }
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
