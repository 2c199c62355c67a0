/** The configuration does not allow a start. The message has one line for each variable, and no values. */
export class EnvironmentError extends Error {
  /** @param problems one sentence each, such as `PORT: must be a whole number from 0 to 65535.` */
  constructor(readonly problems: readonly string[]) {
    super(['The environment is not right; see .env.example for what each variable means.', ...problems].join('\n  '));
    this.name = 'EnvironmentError';
  }
}
