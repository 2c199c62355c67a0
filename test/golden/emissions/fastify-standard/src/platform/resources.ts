/** Something that holds connections, files or timers until it is closed. */
export interface Closeable {
  close(): Promise<void> | void;
}

/** Some of what was open could not be closed; the rest was. */
export class CloseError extends AggregateError {
  constructor(errors: readonly unknown[]) {
    super(errors, `${String(errors.length)} resource(s) could not be closed; see the errors for the reasons.`);
    this.name = 'CloseError';
  }
}

/** What has been opened so far, to be closed in the opposite order. */
export class Resources {
  readonly #open: Closeable[] = [];

  /** Takes charge of closing a resource. */
  own<Resource extends Closeable>(resource: Resource): Resource {
    this.#open.push(resource);
    return resource;
  }

  /**
   * Closes everything, last opened first. A second call does nothing.
   *
   * @throws CloseError after all had their turn, when some failed
   */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (let resource = this.#open.pop(); resource !== undefined; resource = this.#open.pop()) {
      try {
        await resource.close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new CloseError(errors);
  }
}
