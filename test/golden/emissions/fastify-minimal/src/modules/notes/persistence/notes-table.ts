import type { GeneratedAlways } from 'kysely';

/** The rows of notes. */
export interface NotesTable {
  readonly id: string;
  readonly title: string;
  readonly body: string | null;
  readonly is_pinned: boolean;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly deleted_at: Date | null;
  /** The words of the searchable columns, kept by PostgreSQL. */
  readonly search_vector: GeneratedAlways<unknown>;
}

declare module '../../../platform/database/database.ts' {
  interface Database {
    notes: NotesTable;
  }
}
