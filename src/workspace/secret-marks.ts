/** What `--secrets` reads beside the files that hold a mark of v1. */
const SECRET =
  /(?<![0-9a-z])[0-9a-f]{37}(?![0-9a-z])|x-auth-(?:user-service-)?key|x-auth-email|bearer\s|cf(?:k|at|ut)_/i;

export function mayHoldSecret(bytes: Buffer): boolean {
  return SECRET.test(bytes.toString('latin1'));
}
