/** Where a file of another language holds commands of a shell. */
import { dockerfileParts } from './dockerfile.js';
import { makefileParts } from './makefile.js';
import { packageScriptParts } from './package-scripts.js';
import type { ShellPart } from './part.js';
import { type ScriptKind, yamlScripts } from './yaml.js';

export type { Layout, ShellPart } from './part.js';
export type { ScriptKind } from './yaml.js';

export interface HostedScript {
  readonly kind: ScriptKind;
  readonly part: ShellPart;
}

const MAKEFILE = /(?:^|\/)(?:gnu)?makefile(?:\.\w+)?$|\.mk$/i;
const WANTED = /api_json|cloudflare\.com\/+api\.html/i;

/** None where nothing of v1 is in the file. */
export function hostedScripts(file: string, text: string, language: string): readonly HostedScript[] {
  if (!WANTED.test(text)) return [];
  const shell = (parts: readonly ShellPart[]) => parts.map((part): HostedScript => ({ kind: 'shell', part }));
  if (/(?:^|\/)package\.json$/.test(file)) return shell(packageScriptParts(text));
  if (MAKEFILE.test(file)) return shell(makefileParts(text));
  if (language === 'a Dockerfile') return shell(dockerfileParts(text));
  return language === 'YAML' ? yamlScripts(text) : [];
}
