/** How the module of a bridge is called. */

/** The module's name without its extension. */
export const BRIDGE_NAME = 'cloudflare-v1-bridge';

const FILE = new RegExp(`(?:^|/)${BRIDGE_NAME}\\.[cm]?[jt]s$`);

export function isBridgeFile(file: string): boolean {
  return FILE.test(file);
}
