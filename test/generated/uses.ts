/** What programs do with answers. */
import type { Writer } from './writer.js';

export interface Use {
  readonly id: string;
  /** the body of the program */
  write(writer: Writer): readonly string[];
}

const ZONE = "'example.org'";
const RECORDS = 'rec_load_all';

/** Does something with the list of records. `list` is the expression of the array, `response` that of the answer. */
function records(id: string, lines: (writer: Writer, list: string, response: string) => readonly string[]): Use {
  return {
    id,
    write: (writer) =>
      writer.ask(RECORDS, [['z', ZONE]], (response) => lines(writer, `${response}.recs.objs`, response)),
  };
}

const print = (...parts: string[]) => `console.log(${parts.join(', ')});`;

const READS: readonly Use[] = [
  records('names', ({ style }, list) => [`${list}.forEach(${style.fn('rec', [print('rec.name')])});`]),
  records('count', (_w, _list, response) => [print(`${response}.recs.count`)]),
  records('length', ({ style }, list) => [print(style.text(`${list}.length`, "' records'"))]),
  records('for', ({ style }, list) => [
    `${style.let} recs = ${list};`,
    `for (${style.modern ? 'let' : 'var'} i = 0; i < recs.length; i++) {`,
    print("recs[i].type + ' ' + recs[i].content"),
    '}',
  ]),
  records('for-count', ({ style }, list, response) => [
    `for (${style.modern ? 'let' : 'var'} i = 0; i < ${response}.recs.count; i++) {`,
    print(`${list}[i].display_name`),
    '}',
  ]),
  records('for-in', ({ style }, list) => [
    `${style.let} objs = ${list};`,
    `for (${style.let} i in objs) {`,
    print('objs[i].name', 'objs[i].ttl'),
    '}',
  ]),
  records('for-of', ({ style }, list) => [
    `for (${style.let} rec of ${list}) {`,
    "if (rec.type !== 'A') continue;",
    print(style.text('rec.name', "' -> '", 'rec.content')),
    '}',
  ]),
  records('filter', ({ style }, list) => [
    `${style.let} hosts = ${list}.filter(${style.gives('rec', "rec.type === 'A'")});`,
    print("'A records:'", 'hosts.length'),
    `hosts.forEach(${style.fn('host', [print('host.content')])});`,
  ]),
  records('map-join', ({ style }, list) => [print(`${list}.map(${style.gives('rec', 'rec.name')}).join(', ')`)]),
  records('find', ({ style }, list) => [
    `${style.let} found = ${list}.filter(${style.gives('rec', "rec.name === 'home.example.org'")})[0];`,
    'if (!found) {',
    print("'none'"),
    'return;',
    '}',
    print('found.content', 'found.ttl', "found.service_mode === '1' ? 'on' : 'off'"),
  ]),
  records('proxied', ({ style }, list) => [
    `${style.let} proxied = ${list}.filter(${style.gives('rec', "rec.service_mode == '1'")});`,
    print(`proxied.map(${style.gives('r', 'r.display_name')}).sort().join(' ')`),
  ]),
  records('some-every', ({ style }, list) => [
    print(`${list}.some(${style.gives('rec', "rec.service_mode === '1'")})`),
    print(`${list}.every(${style.gives('rec', 'rec.ttl > 1')})`),
  ]),
  records('lodash-map', ({ style }, list) => [print(`${style.load('_', 'lodash')}.map(${list}, 'name').join('|')`)]),
  records('lodash-find', ({ style }, list) => [
    `${style.let} www = ${style.load('_', 'lodash')}.find(${list}, { name: 'www.example.org', type: 'CNAME' });`,
    print("www ? www.content : 'missing'"),
  ]),
  records('lodash-each', ({ style }, list) => [
    `${style.load('_', 'lodash')}.forEach(${style.load('_', 'lodash')}.sortBy(${list}, 'name'), ${style.fn('rec', [print('rec.name', 'rec.type')])});`,
  ]),
  records('lodash-filter', ({ style }, list) => [
    `${style.let} texts = ${style.load('_', 'lodash')}.filter(${list}, { type: 'TXT' });`,
    print(`_.map(texts, ${style.gives('t', 't.content')}).join()`),
  ]),
  records('group', ({ style }, list) => [
    `${style.let} types = ${list}.reduce(${style.fn('sum, rec', ['sum[rec.type] = (sum[rec.type] || 0) + 1;', 'return sum;'])}, {});`,
    print('JSON.stringify(types)'),
  ]),
  records('index', ({ style }, list) => [
    `${style.let} byName = {};`,
    `${list}.forEach(${style.fn('rec', ['byName[rec.name] = rec.content;'])});`,
    print("byName['home.example.org']", 'Object.keys(byName).length'),
  ]),
  records('index-records', ({ style }, list) => [
    `${style.let} byName = {};`,
    `${list}.forEach(${style.fn('rec', ['byName[rec.name] = rec;'])});`,
    print("byName['home.example.org'].ttl", "byName['home.example.org'].type"),
  ]),
  records('sort', ({ style }, list) => [
    `${style.let} sorted = ${list}.sort(${style.gives('a, b', 'a.name < b.name ? -1 : 1')});`,
    print('sorted[0].name', 'sorted[sorted.length - 1].name'),
  ]),
  records('sort-ttl', ({ style }, list) => [
    `${style.let} sorted = ${list}.slice().sort(${style.gives('a, b', 'b.ttl - a.ttl')});`,
    `sorted.forEach(${style.fn('rec', [print(style.text('rec.name', "' '", 'rec.ttl'))])});`,
  ]),
  records('ttl-text', ({ style }, list) => [
    `${list}.forEach(${style.fn('rec', [print('rec.name', "rec.ttl === '1' ? 'auto' : parseInt(rec.ttl, 10) / 60 + ' min'")])});`,
  ]),
  records('mx', ({ style }, list) => [
    `${list}.filter(${style.gives('r', "r.type === 'MX'")}).forEach(${style.fn('r', [print('r.prio', 'r.content')])});`,
  ]),
  records('switch', ({ style }, list) => [
    `${list}.forEach(${style.fn('rec', ['switch (rec.type) {', "case 'A':", "case 'AAAA':", print("'address ' + rec.content"), 'break;', "case 'MX':", print("'mail ' + rec.content"), 'break;', 'default:', print("'other ' + rec.name"), '}'])});`,
  ]),
  records('guard', ({ style }, list, response) => [
    `if (${response} && ${response}.recs && ${list}.length > 0) {`,
    print(`${list}[0].name`),
    '} else {',
    print("'nothing'"),
    '}',
    print(style.modern ? `${response}?.recs?.objs?.length` : `(${list} || []).length`),
  ]),
  records('destructure', ({ style }, list, response) =>
    style.modern
      ? [
          `const { recs: { objs } } = ${response};`,
          'const [{ name, content: ip }] = objs;',
          print('name', 'ip', 'objs.length'),
        ]
      : [`var first = ${list}[0];`, 'var name = first.name, ip = first.content;', print('name', 'ip')],
  ),
  records('own-function', (writer, list) => {
    writer.helper('show', 'rec', [print("rec.name + (rec.service_mode === '1' ? ' (proxied)' : '')")]);
    return [`${list}.forEach(show);`];
  }),
  records('own-function-list', (writer, list) => {
    const { style } = writer;
    writer.helper('names', 'list', [`return list.map(${style.gives('one', 'one.name')});`]);
    return [print(`names(${list}).join()`)];
  }),
  records('own-function-answer', (writer, _list, response) => {
    writer.helper('printAll', 'response', [
      `response.recs.objs.forEach(${writer.style.fn('rec', [print('rec.type', 'rec.name')])});`,
    ]);
    return [`printAll(${response});`];
  }),
  records('picked', ({ style }, list) => [
    `${style.let} picked = ${list}.map(${style.gives('rec', "{ host: rec.name, ip: rec.content, on: rec.service_mode === '1' }")});`,
    print('JSON.stringify(picked)'),
  ]),
  records('shift', ({ style }, list) => [
    `${style.let} queue = ${list}.slice();`,
    'while (queue.length) {',
    `${style.let} next = queue.shift();`,
    print('next.name'),
    '}',
  ]),
  records('index-of', ({ style }, list) => [
    `${style.let} hosts = ${list}.map(${style.gives('rec', 'rec.name')});`,
    print("hosts.indexOf('home.example.org') !== -1 ? 'there' : 'not there'"),
  ]),
  records('has-more', (_w, list, response) => [print(`${response}.recs.has_more ? 'more' : 'all'`, `${list}.length`)]),
  records('zone-name', (_w, list) => [print(`${list}[0].zone_name`, `${list}[0].display_content`)]),
];

function zones(id: string, lines: (writer: Writer, list: string, response: string) => readonly string[]): Use {
  return {
    id,
    write: (writer) =>
      writer.ask('zone_load_multi', [], (response) => lines(writer, `${response}.zones.objs`, response)),
  };
}

const ZONES: readonly Use[] = [
  zones('zone-names', ({ style }, list) => [`${list}.forEach(${style.fn('zone', [print('zone.zone_name')])});`]),
  zones('zone-count', (_w, _list, response) => [print(`${response}.zones.count`)]),
  zones('zone-map', ({ style }, list) => [print(`${list}.map(${style.gives('z', 'z.zone_name')}).join('\\n')`)]),
  zones('zone-lodash', ({ style }, list) => [print(`${style.load('_', 'lodash')}.map(${list}, 'zone_name').length`)]),
  zones('zone-plan', ({ style }, list) => [
    `${style.let} paid = ${list}.filter(${style.gives('zone', 'zone.props.pro')});`,
    `paid.forEach(${style.fn('zone', [print('zone.display_name')])});`,
  ]),
  zones('zone-status', ({ style }, list) => [
    `${style.let} active = ${list}.filter(${style.gives('zone', "zone.zone_status === 'V'")});`,
    print('active.length'),
  ]),
  zones('zone-type', ({ style }, list) => [
    `${list}.forEach(${style.fn('zone', ["if (zone.zone_type === 'P') {", print('zone.zone_name', "'partial'"), '}'])});`,
  ]),
];

function simple(id: string, action: string, fields: readonly (readonly [string, string])[], done: string): Use {
  return { id, write: (writer) => writer.ask(action, fields, () => [print(done)]) };
}

const ZONE_COM = "'example.com'";

const ORDERS: readonly Use[] = [
  simple(
    'purge',
    'fpurge_ts',
    [
      ['z', ZONE_COM],
      ['v', '1'],
    ],
    "'purged'",
  ),
  simple(
    'purge-file',
    'zone_file_purge',
    [
      ['z', ZONE_COM],
      ['url', "'http://example.com/app.js'"],
    ],
    "'purged the file'",
  ),
  simple(
    'devmode',
    'devmode',
    [
      ['z', ZONE_COM],
      ['v', "'1'"],
    ],
    "'development mode'",
  ),
  simple(
    'devmode-argument',
    'devmode',
    [
      ['z', ZONE_COM],
      ['v', "process.env.CF_OFF ? '0' : '1'"],
    ],
    "'development mode'",
  ),
  simple(
    'security',
    'sec_lvl',
    [
      ['z', ZONE_COM],
      ['v', "'help'"],
    ],
    "'under attack'",
  ),
  simple(
    'cache',
    'cache_lvl',
    [
      ['z', ZONE_COM],
      ['v', "'agg'"],
    ],
    "'aggressive'",
  ),
  simple(
    'ipv6',
    'ipv46',
    [
      ['z', ZONE_COM],
      ['v', '0'],
    ],
    "'no IPv6'",
  ),
  simple('whitelist', 'wl', [['key', "'203.0.113.9'"]], "'let in'"),
  simple('ban', 'ban', [['key', "'198.51.100.9'"]], "'banned'"),
  simple('unlist', 'nul', [['key', "'198.51.100.66'"]], "'forgotten'"),
  {
    id: 'settings',
    write: (writer) =>
      writer.ask('zone_settings', [['z', ZONE_COM]], (response) => [
        `${writer.style.let} settings = ${response}.result.objs[0];`,
        print('settings.sec_lvl', 'settings.cache_lvl', "settings.dev_mode ? 'dev' : 'live'"),
      ]),
  },
  {
    id: 'zone',
    write: (writer) =>
      writer.ask('zone_load', [['z', ZONE_COM]], (response) => [
        print(`${response}.zone.obj.zone_name`, `${response}.zone.obj.zone_status`),
      ]),
  },
  {
    id: 'purge-zone-name',
    write: (writer) =>
      writer.ask(
        'fpurge_ts',
        [
          ['z', ZONE_COM],
          ['v', '1'],
        ],
        (response) => [print(`'purged ' + ${response}.zone.obj.zone_name`)],
      ),
  },
];

const NEW = [
  ['z', ZONE_COM],
  ['type', "'A'"],
  ['name', "'fresh'"],
  ['content', "'203.0.113.5'"],
  ['ttl', '1'],
] as const;

const WRITES: readonly Use[] = [
  {
    id: 'add',
    write: (writer) =>
      writer.ask('rec_new', NEW, (response) => [
        `${writer.style.let} rec = ${response}.rec.obj;`,
        print("'added'", 'rec.name', 'rec.content'),
      ]),
  },
  {
    id: 'add-mx',
    write: (writer) =>
      writer.ask(
        'rec_new',
        [
          ['z', ZONE_COM],
          ['type', "'MX'"],
          ['name', "'example.com'"],
          ['content', "'mx2.example.net'"],
          ['prio', "'30'"],
          ['ttl', "'3600'"],
        ],
        (response) => [print(`${response}.rec.obj.prio`, `${response}.rec.obj.ttl`)],
      ),
  },
  {
    id: 'add-then-proxy',
    write: (writer) =>
      writer.ask('rec_new', NEW, (response) =>
        writer.ask(
          'rec_edit',
          [
            ['z', ZONE_COM],
            ['id', `${response}.rec.obj.rec_id`],
            ['type', "'A'"],
            ['name', "'fresh'"],
            ['content', "'203.0.113.5'"],
            ['ttl', '1'],
            ['service_mode', "'1'"],
          ],
          () => [print("'added and proxied'")],
        ),
      ),
  },
  {
    id: 'find-then-edit',
    write: (writer) =>
      writer.ask(RECORDS, [['z', ZONE]], (response) => [
        ...found(writer, `${response}.recs.objs`),
        ...writer.ask(
          'rec_edit',
          [
            ['z', ZONE],
            ['id', 'rec.rec_id'],
            ['type', "'A'"],
            ['name', 'rec.name'],
            ['content', "'203.0.113.8'"],
            ['ttl', 'rec.ttl'],
            ['service_mode', 'rec.service_mode'],
          ],
          (edited) => [print(`${edited}.rec.obj.content`)],
        ),
      ]),
  },
  {
    id: 'find-then-edit-plain',
    write: (writer) =>
      writer.ask(RECORDS, [['z', ZONE]], (response) => [
        ...found(writer, `${response}.recs.objs`),
        "if (rec.content === '203.0.113.8') {",
        print("'up to date'"),
        'return;',
        '}',
        ...writer.ask(
          'rec_edit',
          [
            ['z', ZONE],
            ['id', 'rec.rec_id'],
            ['type', 'rec.type'],
            ['name', 'rec.display_name'],
            ['content', "'203.0.113.8'"],
            ['ttl', "'1'"],
          ],
          () => [print("'updated ' + rec.name")],
        ),
      ]),
  },
  {
    id: 'find-then-delete',
    write: (writer) =>
      writer.ask(RECORDS, [['z', ZONE]], (response) => [
        ...found(writer, `${response}.recs.objs`),
        ...writer.ask(
          'rec_delete',
          [
            ['z', ZONE],
            ['id', 'rec.rec_id'],
          ],
          () => [print("'deleted ' + rec.name")],
        ),
      ]),
  },
  {
    id: 'purge-then-devmode',
    write: (writer) =>
      writer.ask(
        'fpurge_ts',
        [
          ['z', ZONE_COM],
          ['v', '1'],
        ],
        () => [
          print("'purged'"),
          ...writer.ask(
            'devmode',
            [
              ['z', ZONE_COM],
              ['v', '1'],
            ],
            () => [print("'development mode on'")],
          ),
        ],
      ),
  },
];

/** Puts one record into `rec`, or leaves. */
function found({ style }: Writer, list: string): readonly string[] {
  return [
    `${style.let} rec = ${list}.filter(${style.gives('r', "r.type === 'A' && r.name === 'home.example.org'")})[0];`,
    'if (!rec) {',
    print("'no such record'"),
    'return;',
    '}',
  ];
}

export const USES: readonly Use[] = [...READS, ...ZONES, ...ORDERS, ...WRITES];
