/** What a file is, by its name, or by the first line of one that has no extension. */

export type ContainerKind = 'html' | 'vue' | 'svelte' | 'astro';

const SCRIPT = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const MARKDOWN = /\.(?:md|mdx|markdown)$/i;
const CONTAINER = /\.(?:html?|xhtml|vue|svelte|astro)$/i;

/** How a language writes comments and strings. */
export interface Language {
  readonly name: string;
  readonly line: readonly string[];
  readonly block: readonly (readonly [open: string, close: string])[];
  readonly quotes: string;
  /** values may stand without quotes */
  readonly bare: boolean;
}

const HASH = { line: ['#'], block: [] };
const SLASHES = { line: ['//'], block: [['/*', '*/']] as const };

function language(name: string, comments: Pick<Language, 'line' | 'block'>, quotes = `'"`, bare = false): Language {
  return { name, ...comments, quotes, bare };
}

const SHELL = language('a shell script', HASH, `'"\``, true);
const BATCH = { line: ['rem ', 'REM ', 'Rem ', '::', '@rem ', '@REM '], block: [] };
const XML = { line: [], block: [['<!--', '-->']] as const };
const YAML = language('YAML', HASH, `'"`, true);

/** extension, without the dot → what it is */
const LANGUAGES: Readonly<Record<string, Language>> = Object.fromEntries(
  (
    [
      ['sh bash zsh ksh dash ash bats command', SHELL],
      ['fish csh tcsh', language('a shell script', HASH, `'"`, true)],
      ['ps1 psm1', language('PowerShell', { line: ['#'], block: [['<#', '#>']] }, `'"`, true)],
      ['bat cmd', language('a batch file', BATCH, '"', true)],
      ['mk', language('a makefile', HASH, '', true)],
      ['dockerfile', language('a Dockerfile', HASH, '', true)],
      ['yml yaml', YAML],
      ['json jsonc json5', language('JSON', SLASHES, `"'`)],
      ['toml ini cfg conf env properties', language('configuration', { line: ['#', ';'], block: [] }, `'"`, true)],
      ['xml plist config', language('XML', XML, `'"`, true)],
      ['tf hcl', language('HCL', { line: ['#', '//'], block: SLASHES.block })],
      [
        'php phtml php5 inc',
        language('PHP', {
          line: ['#', '//'],
          block: [
            ['/*', '*/'],
            ['<!--', '-->'],
          ],
        }),
      ],
      [
        'py pyw',
        language('Python', {
          line: ['#'],
          block: [
            ['"""', '"""'],
            ["'''", "'''"],
          ],
        }),
      ],
      ['rb rake gemspec ru', language('Ruby', { line: ['#'], block: [['\n=begin', '\n=end']] })],
      [
        'pl pm t',
        language('Perl', {
          line: ['#'],
          block: [
            ['\n=pod', '\n=cut'],
            ['\n=head', '\n=cut'],
          ],
        }),
      ],
      ['coffee litcoffee', language('CoffeeScript', { line: ['#'], block: [['###', '###']] })],
      ['ls', language('LiveScript', { line: ['#'], block: [['/*', '*/']] })],
      [
        'go java kt kts scala groovy gradle cs c cc cpp cxx h hpp m mm swift rs dart',
        language('code', SLASHES, `"'\``),
      ],
      ['ex exs r jl tcl cr nim', language('code', HASH)],
      ['lua sql hs', language('code', { line: ['--'], block: [['/*', '*/']] })],
      ['clj cljs el lisp scm', language('code', { line: [';'], block: [] }, '"')],
      ['vb vbs bas', language('Basic', { line: ["'"], block: [] }, '"')],
      ['cfm cfml', language('ColdFusion', XML)],
      ['erb ejs jsp asp aspx twig hbs mustache liquid', language('a template', XML)],
    ] as const
  ).flatMap(([extensions, one]) => extensions.split(' ').map((extension) => [extension, one])),
);

const NAMED: readonly (readonly [RegExp, Language])[] = [
  [/^(?:gnu)?makefile(?:\.\w+)?$|^justfile$/i, LANGUAGES.mk!],
  [/^(?:dockerfile|containerfile)(?:\.[\w-]+)?$/i, LANGUAGES.dockerfile!],
  [/^\.(?:bash\w*|profile|zsh\w*|envrc)$/, SHELL],
  [/^\.env(?:\.[\w-]+)?$/, LANGUAGES.env!],
  [/^(?:rake|gem|vagrant|cap|guard|proc)file$/i, LANGUAGES.rb!],
  [/^jenkinsfile$/i, LANGUAGES.groovy!],
  [/^crontab$/, SHELL],
];

const INTERPRETERS: readonly (readonly [RegExp, Language])[] = [
  [/\b(?:ba|z|k|da|a)?sh\b/, SHELL],
  [/\bpython/, LANGUAGES.py!],
  [/\bruby/, LANGUAGES.rb!],
  [/\bperl/, LANGUAGES.pl!],
  [/\bphp/, LANGUAGES.php!],
  [/\bpwsh/, LANGUAGES.ps1!],
];
const NODE = /^#!.*\b(?:node|bun|deno|tsx|ts-node)\b/;
const LOCK = /(?:^|\/)(?:package-lock|npm-shrinkwrap|composer|bun)\.(?:json|lock)$|\.lock$/;

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function extensionOf(file: string): string {
  return /\.([\w-]+)$/.exec(nameOf(file).replace(/^\.+/, ''))?.[1]?.toLowerCase() ?? '';
}

export function isScript(file: string): boolean {
  return SCRIPT.test(file);
}

export function containerKind(file: string): ContainerKind | null {
  const extension = CONTAINER.exec(file)?.[0].slice(1).toLowerCase();
  if (extension === undefined) return null;
  return extension === 'vue' || extension === 'svelte' || extension === 'astro' ? extension : 'html';
}

/** Null for scripts, containers, and what is not read. */
export function languageOf(file: string, text: string): Language | null {
  if (SCRIPT.test(file) || CONTAINER.test(file)) return null;
  const name = nameOf(file);
  const named = NAMED.find(([pattern]) => pattern.test(name))?.[1];
  if (named) return named;
  const extension = extensionOf(file);
  if (extension !== '') return Object.hasOwn(LANGUAGES, extension) ? LANGUAGES[extension]! : null;
  const first = text.slice(0, 200).split('\n', 1)[0] ?? '';
  if (!first.startsWith('#!') || NODE.test(first)) return null;
  return INTERPRETERS.find(([pattern]) => pattern.test(first))?.[1] ?? null;
}

export function isShell(language: Language): boolean {
  return language === SHELL;
}

/** No extension, no known name: only its first line tells what it is. */
function isUnnamed(file: string): boolean {
  return extensionOf(file) === '' && !nameOf(file).startsWith('.');
}

/** Is a file that a run lists, but whose name says nothing, one to look at? */
export function isReadable(file: string, text: string): boolean {
  return !isUnnamed(file) || NODE.test(text.slice(0, 200)) || languageOf(file, text) !== null;
}

/** What a run lists where nothing else is asked for. */
export function isSource(file: string): boolean {
  if (SCRIPT.test(file) || CONTAINER.test(file) || MARKDOWN.test(file)) return true;
  return !LOCK.test(file) && (isUnnamed(file) || languageOf(file, '') !== null);
}

/** Whether a file may import others. */
export function isModule(file: string): boolean {
  return SCRIPT.test(file) || CONTAINER.test(file) || file.endsWith('.json');
}
