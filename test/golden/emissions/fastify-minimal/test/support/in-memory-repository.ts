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

  update(id: string, expectedVersion: number, changes: object, now: Date): Promise<Stored | undefined> {
    const row = this.#rows.get(id);
    if (row?.version !== expectedVersion) return Promise.resolve(undefined);
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const changed = { ...row, ...Object.fromEntries(given), version: row.version + 1, updatedAt: now };
    this.#rows.set(id, changed);
    return Promise.resolve(changed);
  }

  delete(id: string, expectedVersion: number): Promise<boolean> {
    return Promise.resolve(this.#rows.get(id)?.version === expectedVersion && this.#rows.delete(id));
  }
}
