export const outcomes = ['success', 'denied', 'failure'] as const;
export type Outcome = (typeof outcomes)[number];

/** An event of the audit log as it is shown. */
export interface AuditRecord {
  readonly id: string;
  /** Place in the chain. */
  readonly sequence: number;
  readonly occurredAt: Date;
  readonly actorId: string | null;
  readonly action: string;
  readonly resource: string | null;
  readonly resourceId: string | null;
  readonly outcome: Outcome;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hash: string;
}
