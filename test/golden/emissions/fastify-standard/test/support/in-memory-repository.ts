import type { ExpectedVersion } from '../../src/platform/expected-version.ts';
import type { Page } from '../../src/platform/pagination.ts';

interface Row {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: Date;
}

/** Keeps rows in memory, by the rules that services rely on; for unit tests. It neither filters nor pages. */
export class InMemoryRepository<Stored extends Row> {
  readonly #rows = new Map<string, Stored>();

  findById(id: string): Promise<Stored | undefined> {
    return Promise.resolve(this.#rows.get(id));
  }

  findByIds(ids: readonly string[]): Promise<Stored[]> {
    return Promise.resolve(ids.flatMap((id) => this.#rows.get(id) ?? []));
  }

  list(): Promise<Page<Stored>> {
    return Promise.resolve({ items: [...this.#rows.values()], hasMore: false, nextCursor: null, prevCursor: null });
  }

  insert(row: Stored): Promise<Stored> {
    this.#rows.set(row.id, row);
    return Promise.resolve(row);
  }

  update(id: string, expectedVersion: ExpectedVersion, changes: object, now: Date): Promise<Stored | undefined> {
    const row = this.#find(id, expectedVersion);
    if (!row) return Promise.resolve(undefined);
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const changed = { ...row, ...Object.fromEntries(given), version: row.version + 1, updatedAt: now };
    this.#rows.set(id, changed);
    return Promise.resolve(changed);
  }

  delete(id: string, expectedVersion: ExpectedVersion): Promise<boolean> {
    return Promise.resolve(this.#find(id, expectedVersion) !== undefined && this.#rows.delete(id));
  }

  #find(id: string, expectedVersion: ExpectedVersion): Stored | undefined {
    const row = this.#rows.get(id);
    return row && (expectedVersion === 'any' || expectedVersion.includes(row.version)) ? row : undefined;
  }
}
