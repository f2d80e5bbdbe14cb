/** How the module of a bridge is called. */

/** The module's name without its extension. */
export const BRIDGE_NAME = 'cloudflare-v1-bridge';

/** What the code calls the bridge's one function. */
export const BRIDGE_FUNCTION = 'cloudflareV1';

const FILE = new RegExp(`(?:^|/)${BRIDGE_NAME}\\.[cm]?[jt]s$`);

export function isBridgeFile(file: string): boolean {
  return FILE.test(file);
}
