/** Wrong usage, configuration, or files that cannot be used: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /**
   * @param message one line: what, where, what to do
   * @param details further lines, where the message announces a list
   */
  constructor(
    message: string,
    readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}
