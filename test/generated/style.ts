/** How code is written: ES5, or what came after. */

export type Lines = readonly string[];

export class Style {
  readonly modern: boolean;
  /** modules that the program loads: name → module */
  readonly loads = new Map<string, string>();
  private count = 0;
  private forms = 0;

  constructor(modern: boolean) {
    this.modern = modern;
  }

  get let(): string {
    return this.modern ? 'const' : 'var';
  }

  /** A function with a body of several lines. */
  fn(params: string, body: Lines, isAsync = false): string {
    const head = isAsync ? 'async ' : '';
    const start = this.modern ? `${head}(${params}) => {` : `${head}function (${params}) {`;
    return [start, ...body, '}'].join('\n');
  }

  /** A function that gives an expression. */
  gives(params: string, expression: string): string {
    if (!this.modern) return `function (${params}) { return ${expression}; }`;
    const value = expression.startsWith('{') ? `(${expression})` : expression;
    return /^\w+$/.test(params) ? `${params} => ${value}` : `(${params}) => ${value}`;
  }

  /** Texts (in quotes) and expressions, one after another. */
  text(...parts: readonly string[]): string {
    if (!this.modern) return parts.join(' + ');
    return `\`${parts.map((part) => (part.startsWith("'") ? part.slice(1, -1) : `\${${part}}`)).join('')}\``;
  }

  /** The name by which a module is known from here on. */
  load(name: string, module = name): string {
    this.loads.set(name, module);
    return name;
  }

  /** The variable of a form; a later `var` may take the name again, a `const` may not. */
  form(): string {
    this.forms += 1;
    return this.modern && this.forms > 1 ? `form${this.forms}` : 'form';
  }

  /** A name that no call before has used. */
  fresh(names: readonly string[]): string {
    const name = names[this.count % names.length]!;
    const round = Math.floor(this.count / names.length);
    this.count += 1;
    return round === 0 ? name : `${name}${round + 1}`;
  }
}

/** Indents by brackets; text in quotes holds none that are open. */
export function indented(text: string): string {
  let depth = 0;
  return text
    .split('\n')
    .map((line) => {
      const bare = line.replace(/'[^'\n]*'/g, '').replace(/`[^`\n]*`/g, '');
      const leading = /^[\])}]*/.exec(bare)![0].length;
      const own = '  '.repeat(Math.max(0, depth - (leading > 0 ? 1 : 0)));
      const opened = bare.match(/[([{]/g)?.length ?? 0;
      const closed = bare.match(/[)\]}]/g)?.length ?? 0;
      // several brackets that open in one line indent once
      depth += Math.sign(opened - closed);
      return line === '' ? '' : own + line;
    })
    .join('\n');
}
