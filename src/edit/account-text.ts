/** The expression that makes a v4 client for an account (sdk), or that holds the account (fetch). */
import type { Target } from '../options.js';
import { member } from './text.js';

interface Account {
  /** expressions */
  readonly email: string;
  readonly key: string;
  /** in milliseconds */
  readonly timeout: number | null;
}

/** `sdkName`: what the file calls the SDK's class. */
export function accountText({ email, key, timeout }: Account, sdkName: string, target: Target): string {
  if (target === 'fetch') return `{ ${member('email', email)}, ${member('key', key)} }`;
  const more = timeout === null ? '' : `, timeout: ${timeout}`;
  return `new ${sdkName}({ ${member('apiEmail', email)}, ${member('apiKey', key)}, apiToken: null, maxRetries: 0${more} })`;
}
