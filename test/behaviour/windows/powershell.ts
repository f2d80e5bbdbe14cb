// biome-ignore-all lint/suspicious/noExplicitAny: values of a language without types
/**
 * A model of PowerShell, which is not to be had on this machine: what it reads is told by the grammar of
 * tree-sitter-powershell, what it does by this file, as Microsoft documents it. It knows what the examples need.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A node_modules that holds tree-sitter-powershell and web-tree-sitter. */
export const GRAMMAR = process.env.POWERSHELL_GRAMMAR ?? '';
export const HAS_GRAMMAR = GRAMMAR !== '' && existsSync(join(GRAMMAR, 'tree-sitter-powershell'));

type Environment = Readonly<Record<string, string>>;

export async function runPowershell(text: string, env: Environment): Promise<readonly unknown[]> {
  const require = createRequire(join(GRAMMAR, 'index.js'));
  const { Parser, Language } = require('web-tree-sitter');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(join(GRAMMAR, 'tree-sitter-powershell/tree-sitter-powershell.wasm')));
  const { rootNode } = parser.parse(text);
  const [unread] = rootNode.descendantsOfType('ERROR');
  if (unread) throw new Error(`not read as PowerShell: ${unread.text}`);
  return new Model(env).output(rootNode);
}

class Break extends Error {}
/** An error that ends its statement, and not the script. */
class StatementError extends Error {}

const list = (value: any): any[] =>
  Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
const single = (values: any[]): any => (values.length === 0 ? null : values.length === 1 ? values[0] : values);
const truth = (value: any): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));
const shown = (value: any): string => (value === null || value === undefined ? '' : list(value).map(String).join(' '));

class Model {
  private readonly variables = new Map<string, any>();
  private readonly functions = new Map<string, any>();

  constructor(private readonly env: Environment) {}

  /** What a node writes to the pipeline. */
  async output(node: any, input: any[] = []): Promise<any[]> {
    switch (node.type) {
      case 'program':
      case 'statement_list':
      case 'statement_block':
      case 'script_block':
      case 'script_block_body':
        return this.statements(node);
      case 'pipeline_chain':
        return this.chain(node);
      case 'pipeline':
        return node.namedChildren[0].type === 'assignment_expression'
          ? this.assign(node.namedChildren[0])
          : this.output(node.namedChildren[0]);
      case 'empty_statement':
        return [];
      case 'if_statement':
        return this.branch(node);
      case 'switch_statement':
        return this.select(node);
      case 'foreach_statement': {
        const [variable, items, block] = node.namedChildren;
        const out: any[] = [];
        for (const one of await this.output(items)) {
          this.variables.set(nameOf(variable), one);
          out.push(...(await this.output(block)));
        }
        return out;
      }
      case 'function_statement':
        this.functions.set(node.namedChildren[0].text.toLowerCase(), node);
        return [];
      case 'flow_control_statement':
        throw new Break();
      case 'command':
        return this.command(node, input);
      default:
        return list(await this.value(node));
    }
  }

  private async statements(node: any): Promise<any[]> {
    const out: any[] = [];
    for (const one of node.namedChildren.filter(({ type }: any) => type !== 'comment')) {
      try {
        out.push(...(await this.output(one)));
      } catch (error) {
        if (!(error instanceof StatementError)) throw error;
      }
    }
    return out;
  }

  private async chain(node: any): Promise<any[]> {
    let values: any[] = [];
    for (const one of node.namedChildren) values = await this.output(one, values);
    return values;
  }

  private async assign(node: any): Promise<any[]> {
    const [left, , right] = node.namedChildren;
    const value = single(await this.output(right));
    if (left.text.toLowerCase() !== '$null') this.variables.set(nameOf(left), value);
    return [];
  }

  private async branch(node: any): Promise<any[]> {
    const [condition, block, ...others] = node.namedChildren;
    if (truth(single(await this.output(condition)))) return this.output(block);
    for (const one of others) {
      if (one.type === 'else_clause') return this.output(one.namedChildren[0]);
      for (const { namedChildren } of one.namedChildren)
        if (truth(single(await this.output(namedChildren[0])))) return this.output(namedChildren[1]);
    }
    return [];
  }

  private async select(node: any): Promise<any[]> {
    const [parameters, condition, body] = node.namedChildren;
    if (!/-Wildcard\s+-CaseSensitive/i.test(parameters.text)) throw new Error('another switch');
    const value = shown(single(await this.output(condition.namedChildren[0])));
    const out: any[] = [];
    for (const clause of body.namedChildren[0].namedChildren) {
      const pattern = shown(await this.value(clause.namedChildren[0].namedChildren[0]));
      if (!isLike(value, pattern)) continue;
      const [first, last] = [clause.namedChildren[1], /;\s*break\s*\}$/.test(clause.namedChildren[1].text)];
      out.push(...(await this.output(first).catch((error) => this.stopped(error, first))));
      if (last) return out;
    }
    return out;
  }

  /** What a block gave before it was left. */
  private async stopped(error: unknown, block: any): Promise<any[]> {
    if (!(error instanceof Break)) throw error;
    const statements = block.namedChildren[0].namedChildren;
    return (await Promise.all(statements.slice(0, 1).map((one: any) => this.output(one)))).flat();
  }

  async value(node: any): Promise<any> {
    const children = node.namedChildren;
    switch (node.type) {
      case 'variable':
        return this.variable(node.text);
      case 'integer_literal':
        return Number(node.text);
      case 'verbatim_string_characters':
        return node.text.slice(1, -1).replaceAll("''", "'");
      case 'expandable_string_literal':
        return this.expanded(node);
      case 'generic_token':
        return node.text;
      case 'sub_expression':
      case 'parenthesized_expression':
        return children[0] ? single(await this.output(children[0])) : null;
      case 'hash_literal_expression':
        return this.table(node);
      case 'member_access':
      case 'element_access':
        return this.member(node);
      case 'invokation_expression':
        return this.invoke(node);
      case 'expression_with_unary_operator':
        return -(await this.value(children[0]));
      default:
        return children.length === 1 ? this.value(children[0]) : this.operation(node);
    }
  }

  private variable(text: string): any {
    const [, env] = /^\$\{?env:(\w+)\}?$/i.exec(text) ?? [];
    return env === undefined ? (this.variables.get(nameOf({ text })) ?? null) : (this.env[env] ?? null);
  }

  private async expanded(node: any): Promise<string> {
    const plain = (text: string) => text.replace(/""|`(.)/gs, (one, sign) => (one === '""' ? '"' : sign));
    let out = '';
    let from = node.startIndex + 1;
    const text = (start: number, end: number) => node.text.slice(start - node.startIndex, end - node.startIndex);
    for (const one of node.namedChildren) {
      out += plain(text(from, one.startIndex)) + shown(await this.value(one));
      from = one.endIndex;
    }
    return out + plain(text(from, node.endIndex - 1));
  }

  private async table(node: any): Promise<Record<string, any>> {
    const out: Record<string, any> = {};
    for (const entry of node.namedChildren[0]?.namedChildren ?? []) {
      const [key, value] = entry.namedChildren;
      out[key.text.replace(/^['"]|['"]$/g, '')] = single(await this.output(value));
    }
    return out;
  }

  private async member(node: any): Promise<any> {
    const [object, name] = node.namedChildren;
    if (object.text === '[datetime]' && name.text === 'UtcNow') return new Date();
    const value = await this.value(object);
    if (node.type === 'element_access') return list(value)[await this.value(name)] ?? null;
    return Array.isArray(value) ? value.map((one) => one?.[name.text]) : (value?.[name.text] ?? null);
  }

  private async invoke(node: any): Promise<any> {
    const [object, name, given] = node.namedChildren;
    const value = await this.value(object);
    const args = await Promise.all((given.namedChildren[0]?.namedChildren ?? []).map((one: any) => this.value(one)));
    if (name.text === 'AddHours') return new Date(value.getTime() + args[0] * 3_600_000);
    if (name.text === 'ToString' && args[0] === 'o') return value.toISOString();
    if (name.text === 'Substring') return value.slice(args[0], args[0] + args[1]);
    throw new Error(`another method: ${name.text}`);
  }

  private async operation(node: any): Promise<any> {
    if (node.type === 'array_literal_expression')
      return Promise.all(node.namedChildren.map((one: any) => this.value(one)));
    const [left, right] = [node.children[0], node.children[2]];
    const first = await this.value(left);
    const sign = node.children[1].text.toLowerCase();
    if (sign === '-or') return truth(first) || truth(await this.value(right));
    const second = await this.value(right);
    if (sign === '-ceq') return first === second;
    if (sign === '-clike') return isLike(first, second);
    if (sign === '+') return typeof first === 'object' ? { ...first, ...second } : first + shown(second);
    throw new Error(`another operator: ${node.text}`);
  }

  private async command(node: any, input: any[]): Promise<any[]> {
    const at = node.namedChildren.find(({ type }: any) => /^command_name/.test(type));
    const elements = node.namedChildren.find(({ type }: any) => type === 'command_elements')?.namedChildren ?? [];
    const words: any[] = elements.filter(({ type }: any) => type !== 'command_argument_sep');
    const name = at.text.toLowerCase();
    const own = this.functions.get(name);
    if (own) return this.call(own, words);
    if (name === 'out-null') return [];
    if (name === 'foreach-object') return this.each(words[0], input);
    if (name === 'convertto-json') return [JSON.stringify(single(input))];
    if (/^curl(?:\.exe)?$/.test(name)) return this.curl(words, input);
    const given = await this.parameters(words);
    if (name === 'select-object')
      return input.slice(0, given.get('-first')).map((one) => one[given.get('-expandproperty')]);
    if (/^(?:irm|invoke-restmethod)$/.test(name)) return this.request(given);
    if (name === 'write-host' || name === 'write-output') return [given.get('')];
    throw new Error(`another command: ${at.text}`);
  }

  private async call(own: any, words: any[]): Promise<any[]> {
    const names = own.descendantsOfType('script_parameter').map((one: any) => nameOf(one));
    for (const [index, one] of words.entries()) this.variables.set(names[index], await this.value(one));
    return this.output(own.namedChildren.at(-1));
  }

  private async each(block: any, input: any[]): Promise<any[]> {
    const out: any[] = [];
    const body = block.descendantsOfType('script_block_body')[0];
    for (const one of input) {
      this.variables.set('_', one);
      out.push(...(await this.output(body)));
    }
    return out;
  }

  private async parameters(words: readonly any[]): Promise<Map<string, any>> {
    const given = new Map<string, any>();
    for (let index = 0; index < words.length; index++) {
      const word = words[index];
      if (word.type === 'command_parameter') given.set(word.text.toLowerCase(), await this.value(words[++index]));
      else given.set('', await this.value(word));
    }
    return given;
  }

  private async request(given: ReadonlyMap<string, any>): Promise<any[]> {
    const body = given.get('-body');
    const isForm = body !== undefined && typeof body !== 'string';
    const type = isForm ? 'application/x-www-form-urlencoded' : given.get('-contenttype');
    const answer = await fetch(given.get('-uri') ?? given.get(''), {
      method: (given.get('-method') ?? 'Get').toUpperCase(),
      headers: { ...given.get('-headers'), ...(type && { 'content-type': type }) },
      ...(body !== undefined && { body: isForm ? new URLSearchParams(body).toString() : body }),
    });
    const said = await answer.json();
    if (!answer.ok) throw new StatementError(JSON.stringify(said));
    return [said];
  }

  private async curl(words: readonly any[], input: any[]): Promise<any[]> {
    const args: string[] = [];
    for (const one of words) args.push(one.type === 'command_parameter' ? one.text : shown(await this.value(one)));
    return new Promise((done, fail) => {
      const child = execFile('curl', args, (error, out) => (error ? fail(error) : done(out === '' ? [] : [out])));
      child.stdin?.end(input.map((one) => `${one}\r\n`).join(''));
    });
  }
}

function nameOf({ text }: { readonly text: string }): string {
  return text.replace(/[${}]/g, '').toLowerCase();
}

function isLike(value: string, pattern: string): boolean {
  return new RegExp(
    `^${pattern
      .split('*')
      .map((one) => one.replace(/\W/g, '\\$&'))
      .join('.*')}$`,
    's',
  ).test(value);
}
