import type { Transaction } from '../database/database.ts';

/** Something that was done or tried. */
export interface AuditEvent {
  /** Who did it, by id. Not set when nobody is known. */
  readonly actorId?: string | undefined;
  /** What was done, such as `auth.login` or `users.disable`. */
  readonly action: string;
  /** The kind of thing it was done to, such as `user`. */
  readonly resource?: string | undefined;
  readonly resourceId?: string | undefined;
  /** `denied`: refused by a rule of access. `failure`: refused for another reason, such as a wrong password. */
  readonly outcome: 'success' | 'denied' | 'failure';
  /** Network address of the caller. */
  readonly address?: string | undefined;
  /** What else is worth knowing. Personal data in it is redacted. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** The record of what was done. Nothing in it can be changed or removed. */
export interface AuditLog {
  /**
   * Adds an event.
   *
   * @param transaction the one that does what is recorded: both happen or neither. Record last in it, because from here
   *   to the commit every other recording waits; with the default isolation, so that the newest event is seen
   */
  record(event: AuditEvent, transaction?: Transaction): Promise<void>;
}
