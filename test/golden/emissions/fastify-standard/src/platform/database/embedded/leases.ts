import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './lock.ts';

let count = 0;

/** Who uses the server: one file for each use, named after its process. To be called while the lock is held. */
export class Leases {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Adds a use of this process. @returns its name */
  add(): string {
    count += 1;
    const name = `${process.pid}-${count}`;
    writeFileSync(join(this.#folder, name), '');
    return name;
  }

  /** Ends a use, and those of processes that are no more. @returns how many are left */
  remove(name: string): number {
    rmSync(join(this.#folder, name), { force: true });
    const names = readdirSync(this.#folder);
    const dead = names.filter((lease) => !isAlive(Number.parseInt(lease, 10)));
    for (const lease of dead) rmSync(join(this.#folder, lease), { force: true });
    return names.length - dead.length;
  }
}
