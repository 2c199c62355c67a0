/**
 * Whether the server is going away. From then on readiness fails, and every answer carries `Connection: close`, so
 * that clients and load balancers move on before the listener does.
 */
export class Drain {
  #begun = false;

  get begun(): boolean {
    return this.#begun;
  }

  begin(): void {
    this.#begun = true;
  }
}
