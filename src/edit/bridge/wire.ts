/** How the bridge's functions make v4 requests in the target's spelling. */
import { operation } from '../../catalogue/index.js';
import type { AccessRuleScope, MigrationOptions } from '../../options.js';
import { settingsOfModule } from '../helper-text.js';
import type { HelperSettings } from '../helpers/index.js';

export class Wire {
  readonly settings: HelperSettings;
  readonly sdk: boolean;
  readonly accessRules: AccessRuleScope;

  constructor(
    readonly typescript: boolean,
    readonly options: MigrationOptions,
  ) {
    this.settings = settingsOfModule(typescript, options);
    this.sdk = options.target === 'sdk';
    this.accessRules = options.accessRules;
  }

  /** What every function is given first: the SDK's client, or whose account it is; '' where a token says that. */
  get first(): string {
    return this.settings.client;
  }

  /** A text that only TypeScript has. */
  t(text: string): string {
    return this.typescript ? text : '';
  }

  /** Parameters of a function: the client, then the form and others. */
  params(...rest: readonly string[]): string {
    const type = this.sdk ? 'Cloudflare' : '{ email: string; key: string }';
    const typed = rest.map((one) => (one === 'form' ? `form${this.t(': V1Form')}` : one));
    return [this.first && `${this.first}${this.t(`: ${type}`)}`, ...typed].filter(Boolean).join(', ');
  }

  args(...rest: readonly string[]): string {
    return [this.first, ...rest].filter(Boolean).join(', ');
  }

  /** One request; `path` by the names of the path's parameters, `body`: the text of an object without its braces. */
  send(id: string, path: Readonly<Record<string, string>>, body = ''): string {
    const known = operation(id);
    if (!this.sdk) {
      const filled = known.path.replace(/\{(\w+)\}/g, (_, name: string) => `\${${path[name]}}`);
      const json = body === '' ? [] : [/^\.\.\.\w+$/.test(body) ? body.slice(3) : `{ ${body} }`];
      return `cloudflare(${this.args(`'${known.method}'`, `\`${filled}\``, ...json)})`;
    }
    const positional = known.positional ? [path[known.positional] ?? ''] : [];
    const rest = Object.entries(path).filter(([name]) => name !== known.positional);
    const fields = [...rest.map(([name, text]) => `${name}: ${text}`), ...(body === '' ? [] : [body])];
    return `cloudflare.${known.sdk}(${[...positional, `{ ${fields.join(', ')} }`].join(', ')})`;
  }

  /** Every item of a list. */
  all(id: string, path: Readonly<Record<string, string>>): string {
    const known = operation(id);
    if (this.sdk) return `listAll(${this.send(id, path, `per_page: ${known.perPage}`)})`;
    const filled = known.path.replace(/\{(\w+)\}/g, (_, name: string) => `\${${path[name]}}`);
    const text = filled.includes('${') ? `\`${filled}\`` : `'${filled}'`;
    return `listAll${this.t('<any>')}(${this.args(text)})`;
  }
}
