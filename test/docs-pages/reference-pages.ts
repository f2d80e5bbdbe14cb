/** docs/objects.md and docs/permissions.md: what the catalogue knows of answers, and of what a token must be allowed. */
import { ACTIONS, operation, SOURCES, shape } from '../../src/catalogue/index.js';
import { OPERATIONS } from '../../src/catalogue/operations.js';
import type { SourceKey } from '../../src/catalogue/sources.js';
import type { ObjectShape } from '../../src/catalogue/types.js';
import { mdText } from '../../src/report/md.js';
import { cell, fromV4, page, table } from './action-page.js';

const SHAPES: readonly ObjectShape['name'][] = ['zone', 'record', 'settings', 'access-rule', 'stats', 'visitor'];

export function objectsPage(): string {
  return page([
    '# Objects in answers',
    'What v1 answered, field by field, and where v4 has it. Code that reads them is rewritten accordingly.',
    ...SHAPES.flatMap((name) => {
      const rows = shape(name).fields.map(
        (field) =>
          `| \`${field.name}\` | ${cell(mdText(field.meaning))} | ${field.v4 ? `\`${field.v4}\`` : 'none'} | ${cell(fromV4(field.convert))}${field.reason ? ` (review: ${field.reason})` : ''} |`,
      );
      return rows.length === 0 ? [] : [`## ${name}`, table(['v1', 'meaning', 'v4', 'how it is read'], rows)];
    }),
  ]);
}

export function permissionsPage(): string {
  const requests = OPERATIONS.map(
    ({ method, path, permission, sources }) =>
      `| \`${method} ${path}\` | ${permission} | ${sources.map(link).join(', ')} |`,
  );
  const actions = ACTIONS.filter(({ rewrite }) => rewrite).map((one) => {
    const needed = [...new Set(one.operations.map((id) => operation(id).permission))];
    return `| [\`${one.name}\`](actions/${one.name}.md) | ${needed.join('; ')} |`;
  });
  return page([
    '# Permissions of API tokens',
    'What a token must be allowed for the v4 requests that migrated calls make. `cfv1 migrate --auth token` prints the least that the calls of a repository need together; [tokens.md](tokens.md) tells how to get from a key to a token.',
    'The names are those of the dashboard, `group: resource: level`; Edit takes in Read. Access rules of a user take the Global API Key: use `--access-rules account:ID` or `zone:NAME` with a token.',
    'They were matched by hand with [the list of permissions](https://developers.cloudflare.com/fundamentals/api/reference/permissions/): no source at hand states them request by request, and the sources below are those of the requests. Try a new token with one call of each kind.',
    '## By action',
    table(['v1 action', 'permissions'], actions),
    '## By request',
    table(['v4 request', 'permission', 'sources of the request'], requests),
  ]);
}

function link(key: string): string {
  const { what, url } = SOURCES[key as SourceKey];
  return url ? `[${mdText(what)}](${url})` : mdText(what);
}
