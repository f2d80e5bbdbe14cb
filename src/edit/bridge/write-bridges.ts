/** Puts the calls of the bridge into a file's text: the places, the import, or the bridge itself below the code. */
import { bridgeImportOf } from '../../find/bridge-mark.js';
import type { TextEdit } from '../../finding.js';
import type { MigrationOptions } from '../../options.js';
import { type ast, type SourceModule, startOf } from '../../syntax/index.js';
import { specifier } from '../helper-module.js';
import { inStyle, withGlobals } from '../helper-text.js';
import { importLine, nameList } from '../import-line.js';
import { sdkImport } from '../imports.js';
import type { Planned } from '../plan-calls.js';
import { Rewriter } from '../rewriter.js';
import { type BridgeCall, bridgeCall } from './call-text.js';
import { fieldsText } from './fields-text.js';
import { bridgeTexts } from './module-text.js';
import { partsOf } from './place-of.js';
import { type BridgePlace, INLINE_ACTIONS, INLINE_LINES } from './placement.js';
import { BRIDGE_FUNCTION, type BridgeSpec, FAILING_METHOD, joined, NO_BRIDGE } from './spec.js';

/** What a file's bridge calls need of the bridge, and the line that imports it. */
export interface WrittenBridges {
  readonly spec: BridgeSpec;
  readonly name: string;
  /** what the calls take the place of */
  readonly sites: readonly ast.Node[];
}

/** Sets the texts of the calls; those inside others come first. */
export function writeBridges(bridged: readonly Planned[], rewriter: Rewriter): WrittenBridges | null {
  if (bridged.length === 0) return null;
  const name = bridgeName(rewriter);
  const inner = [...bridged].sort((a, b) => startOf(b.call.site.node) - startOf(a.call.site.node));
  let spec: BridgeSpec | null = null;
  const sites: ast.Node[] = [];
  for (const one of inner) {
    const written = writtenCall(one, name, rewriter);
    if (!written) throw new Error('a call of the bridge that cannot be written');
    rewriter.replaced.set(written.call.site.node, written.call.text);
    sites.push(written.call.site.node);
    for (const part of partsOf(one.call)) rewriter.drop(part);
    spec = spec ? joined(spec, written.spec) : written.spec;
  }
  return spec && { spec, name, sites };
}

/** Can the call be written? Asked before it is decided that it goes through the bridge. */
export function bridgeCheck(module: SourceModule): (one: Planned) => boolean {
  let rewriter: Rewriter | null = null;
  return (one) => {
    rewriter ??= new Rewriter(module, [], NO_WRITERS);
    return writtenCall(one, BRIDGE_FUNCTION, rewriter) !== null;
  };
}

const nothing = () => {
  throw new Error('nothing is migrated here');
};
const NO_WRITERS = {
  call: nothing,
  before: nothing,
  awaiting: nothing,
  handler: nothing,
  pass: nothing,
  relay: nothing,
  link: nothing,
  border: nothing,
  arrow: () => [],
};

function writtenCall(
  { call, bridge }: Planned,
  name: string,
  rewriter: Rewriter,
): { call: BridgeCall; spec: BridgeSpec } | null {
  for (const { node } of call.unread ?? []) rewriter.replaced.set(node, 'null');
  const fields = fieldsText(call, rewriter);
  const written = fields && bridgeCall(call, { name, fields: fields.text }, rewriter);
  if (!written) return null;
  const spec: BridgeSpec = {
    ...NO_BRIDGE,
    actions: bridge?.actions ?? null,
    callback: written.uses === 'callback',
    promise: written.uses === 'promise',
    response: written.uses === 'response',
    failing: written.uses === 'failing',
    encoded: fields.encoded,
  };
  return { call: written, spec };
}

/** What the file calls the bridge: as it imports it already, or a name that is free. */
function bridgeName(rewriter: Rewriter): string {
  return bridgeImportOf(rewriter.module)?.name ?? rewriter.names.forFile(BRIDGE_FUNCTION);
}

/** The line that imports the bridge; none where the file has it. */
export function bridgeImport(module: SourceModule, { name }: WrittenBridges, place: BridgePlace): string[] {
  if (place === 'inline' || bridgeImportOf(module)) return [];
  const what = nameList([{ name: BRIDGE_FUNCTION, local: name }], module);
  return [importLine(what, specifier(module, place), module)];
}

/** Below the code the one function does what otherwise one of its own is for. */
export function callInline({ name, spec, sites }: WrittenBridges, rewriter: Rewriter): void {
  if (!spec.failing) return;
  for (const node of sites) {
    const text = rewriter.replaced.get(node);
    if (text !== undefined) rewriter.replaced.set(node, text.replaceAll(`${name}.${FAILING_METHOD}`, name));
  }
}

/** The bridge below the code. */
export function inlineBridge(module: SourceModule, { spec }: WrittenBridges, options: MigrationOptions): TextEdit {
  const written = bridgeTexts(spec, module.typescript, options, true);
  const texts = written.map((text) => inStyle(withGlobals(text, module), module.style));
  const { length } = module.text;
  const ends = module.text.endsWith('\n');
  return { start: length, end: length, text: `${ends ? '\n' : '\n\n'}${texts.join('\n\n')}${ends ? '\n' : ''}` };
}

/** Is the bridge short, and does the file call nothing of its own as the bridge calls its functions? */
export function fitsInline(module: SourceModule, spec: BridgeSpec, options: MigrationOptions): boolean {
  if ((spec.actions?.size ?? Number.POSITIVE_INFINITY) > INLINE_ACTIONS || options.helpers !== null) return false;
  // What it imports for that goes to the top of a module of its own.
  if (spec.response) return false;
  // Below the code that calls it the bridge is a function alone.
  if (spec.failing && (spec.promise || spec.callback)) return false;
  const { scope } = module.program;
  // The file has a Cloudflare of its own: the SDK's class has another name there.
  if (options.target === 'sdk' && scope.hasOwnBinding('Cloudflare') && sdkImport(module)?.name !== 'Cloudflare')
    return false;
  // As long as one that answers whatever became of the request.
  const texts = bridgeTexts({ ...spec, failing: false }, module.typescript, options);
  if (texts.join('\n\n').split('\n').length > INLINE_LINES) return false;
  const names = texts.flatMap((text) => [...text.matchAll(/^(?:async )?(?:function|type|interface) (\w+)/gm)]);
  return names.every(([, name = '']) => !scope.hasOwnBinding(name) && !Object.hasOwn(scope.globals, name));
}

/** What the calls need of a bridge; null where there are none. */
export function neededBridge(bridged: readonly Planned[], module: SourceModule): BridgeSpec | null {
  const rewriter = new Rewriter(module, [], NO_WRITERS);
  const specs = bridged.flatMap((one) => writtenCall(one, BRIDGE_FUNCTION, rewriter)?.spec ?? []);
  return specs.length > 0 ? specs.reduce(joined) : null;
}
