/** Two features want the same place of a slot. A fault of the templates, not of the user. */
export class SlotConflictError extends Error {
  constructor(slot: string, key: string) {
    super(`Two features fill "${key}" of the slot "${slot}" with different values; one of them must give way.`);
    this.name = 'SlotConflictError';
  }
}

interface Ordered {
  readonly order?: number;
}

/**
 * A shared place of the emission that several features add entries to. Entries come out by their `order`
 * (default 1000), then in the order of the features. The same entry twice is one entry.
 */
export class ListSlot<Item extends object> {
  readonly #entries = new Map<string, Item>();
  readonly #name: string;
  readonly #key: (item: Item) => string;

  constructor(name: string, key: (item: Item) => string) {
    this.#name = name;
    this.#key = key;
  }

  /** Adds an entry. @throws SlotConflictError when another value stands under the same key */
  add(item: Item): void {
    const key = this.#key(item);
    const present = this.#entries.get(key);
    if (present !== undefined && JSON.stringify(present) !== JSON.stringify(item)) {
      throw new SlotConflictError(this.#name, key);
    }
    this.#entries.set(key, item);
  }

  /** The entries in their final order. */
  get items(): readonly Item[] {
    const order = (item: Ordered): number => item.order ?? 1000;
    return [...this.#entries.values()].sort((a: Ordered, b: Ordered) => order(a) - order(b));
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }
}

/** A shared map, such as the scripts of package.json: one value a key. */
export class MapSlot<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** Sets a value. @throws SlotConflictError when the key has another value already */
  set(key: string, value: Value): void {
    const present = this.#entries.get(key);
    if (present !== undefined && JSON.stringify(present) !== JSON.stringify(value)) {
      throw new SlotConflictError(this.#name, key);
    }
    this.#entries.set(key, value);
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key);
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** The entries in the order in which they were set. */
  get entries(): readonly (readonly [string, Value])[] {
    return [...this.#entries];
  }

  /** As a plain object with sorted keys. */
  sorted(): Record<string, Value> {
    return Object.fromEntries([...this.#entries].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
