/** How a file is written: what generated code must look like to stand in it. */

export interface Style {
  readonly eol: '\n' | '\r\n';
  readonly indent: string;
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  /** `const` and arrows where the file has them; `var` and `function` in ES5 files */
  readonly es5: boolean;
  readonly trailingComma: boolean;
}

export function detectStyle(text: string): Style {
  const crlf = count(text, /\r\n/g);
  return {
    eol: crlf > count(text, /\n/g) - crlf ? '\r\n' : '\n',
    indent: detectIndent(text),
    quote: count(text, /(?<![\\\w])"(?:[^"\\\n]|\\.)*"/g) > count(text, /(?<![\\\w])'(?:[^'\\\n]|\\.)*'/g) ? '"' : "'",
    semicolons: count(text, /;[ \t]*(?:\/\/.*)?$/gm) * 2 >= count(text, /[\w)\]'"`][ \t]*$/gm) * 0.5,
    es5: !/\b(?:const|let|import|class)\b[\s{*]|=>/.test(withoutComments(text)),
    trailingComma: /,\s*\n\s*[}\])]/.test(text),
  };
}

/** Comments are prose: "let it go" declares nothing. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
}

function detectIndent(text: string): string {
  const tally = new Map<string, number>();
  let previous = '';
  for (const line of text.split(/\r?\n/)) {
    if (!line.trim() || /^\s*\*/.test(line)) continue;
    const lead = /^[\t ]*/.exec(line)?.[0] ?? '';
    if (lead.length > previous.length && lead.startsWith(previous)) {
      const step = lead.slice(previous.length);
      if (step === '\t' || /^ {2,8}$/.test(step)) tally.set(step, (tally.get(step) ?? 0) + 1);
    }
    previous = lead;
  }
  const [best] = [...tally].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? '  ';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
