/** Whose remembered state no longer holds: everything of a user, or one sign-in. */
export type Revocation = { readonly userId: string } | { readonly sessionId: string };

/** Told of revocations, of this process and of all others. */
export interface RevocationSubscriber {
  revoked(revocation: Revocation): void;
  /** Revocations may have been missed: nothing that is remembered can be trusted. */
  missed(): void;
}

/** Carries revocations between the processes of the service. */
export interface Revocations {
  /** Whether revocations of other processes arrive. While they do not, nothing may be answered from memory. */
  readonly live: boolean;
  subscribe(subscriber: RevocationSubscriber): void;
  /** Tells the subscribers of this process, after the change was made. The others hear of it by the database. */
  announce(revocation: Revocation): void;
  close(): Promise<void>;
}
