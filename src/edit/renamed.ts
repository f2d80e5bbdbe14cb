/** Another name for a variable in a piece of code that is text already. */

/** Strings and comments, beginnings and ends of what stands in brackets, names, and what stands between. */
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`|\$\{|[{}()[\]]|[\w$]+|\.{3}|\s+|[\s\S]/g;

/** The code with the variable `from` called `to`: no property, no key of an object, nothing in a text is of that name. */
export function renamed(code: string, from: string, to: string): string {
  if (from === to || !code.includes(from)) return code;
  const tokens = code.match(TOKEN) ?? [];
  /** the brackets that are open; '`' for the text of a template */
  const open: string[] = [];
  let before = '';
  return tokens
    .map((token, index) => {
      const inText = open.at(-1) === '`';
      if (token === '`') inText ? open.pop() : open.push(token);
      else if (token === '${' || (!inText && /^[{([]$/.test(token))) open.push(token.at(-1) ?? '');
      else if (!inText && /^[})\]]$/.test(token)) open.pop();
      if (inText || isSpace(token)) return token;
      const last = before;
      before = token;
      if (token !== from || last === '.') return token;
      const next = tokens.slice(index + 1).find((one) => !isSpace(one)) ?? '';
      const isEntry = open.at(-1) === '{' && (last === '{' || last === ',');
      if (isEntry && next === ':') return token;
      return isEntry && (next === ',' || next === '}') ? `${token}: ${to}` : to;
    })
    .join('');
}

function isSpace(token: string): boolean {
  return /^(?:\s|\/[/*])/.test(token);
}
