import type { Logger } from '../logging/logger.ts';

/** Resolves when the dependency works; rejects or stays silent when it does not. */
export type HealthCheck = () => Promise<unknown>;

export interface CheckResult {
  readonly status: 'ok' | 'unavailable';
  readonly latencyMs: number;
}

/** What `/health/ready` says: no host name, address or error text of a dependency. */
export interface Readiness {
  readonly status: 'ok' | 'unavailable';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

interface RegisteredCheck {
  readonly name: string;
  readonly check: HealthCheck;
  readonly timeoutMs: number;
}

const within = async (work: Promise<unknown>, milliseconds: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The check did not answer within ${milliseconds} ms.`));
    }, milliseconds);
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
};

/** How long a readiness answer is good for: many probes at once ask the dependencies once. */
const FRESH_MS = 250;

/** The state of this process and of what it needs, for the probes of an orchestrator. */
export class HealthChecks {
  readonly #checks: RegisteredCheck[] = [];
  readonly #startChecks: HealthCheck[] = [];
  readonly #failing = new Set<string>();
  #started = false;
  #latest: { readonly at: number; readonly readiness: Promise<Readiness> } | undefined;

  constructor(private readonly logger: Logger) {}

  /** Adds a dependency without which requests cannot be served. */
  register(name: string, check: HealthCheck, { timeoutMs = 1000 }: { timeoutMs?: number } = {}): void {
    this.#checks.push({ name, check, timeoutMs });
  }

  /** Adds something that must hold once before the first request is served, such as a migrated database. */
  registerStart(check: HealthCheck): void {
    this.#startChecks.push(check);
  }

  /** Whether the start is complete: every start check has passed once. */
  get started(): boolean {
    return this.#started;
  }

  /**
   * Runs the start checks; from the first success on, the server is started.
   *
   * @throws what a failing check throws; call it again later
   */
  async completeStart(): Promise<void> {
    for (const check of this.#startChecks) await check();
    this.#started = true;
    this.#latest = undefined;
  }

  /** Asks every dependency, each within its time-out, all at the same time. */
  async ready(): Promise<Readiness> {
    const now = performance.now();
    if (this.#latest === undefined || now - this.#latest.at > FRESH_MS) {
      this.#latest = { at: now, readiness: this.#check() };
    }
    return this.#latest.readiness;
  }

  async #check(): Promise<Readiness> {
    const results = await Promise.all(this.#checks.map(async (check) => [check.name, await this.#run(check)] as const));
    const healthy = results.every(([, result]) => result.status === 'ok');
    return { status: healthy && this.#started ? 'ok' : 'unavailable', checks: Object.fromEntries(results) };
  }

  async #run({ name, check, timeoutMs }: RegisteredCheck): Promise<CheckResult> {
    const start = performance.now();
    const result = (status: CheckResult['status']): CheckResult => ({
      status,
      latencyMs: Math.round(performance.now() - start),
    });
    try {
      await within(check(), timeoutMs);
      this.#recovered(name);
      return result('ok');
    } catch (error) {
      this.#failed(name, error);
      return result('unavailable');
    }
  }

  // Once for each change: probes ask every few seconds. The answer to them does not give the reason, so the log has to.
  #failed(dependency: string, err: unknown): void {
    if (!this.#failing.has(dependency)) this.logger.warn({ dependency, err }, 'dependency unavailable');
    this.#failing.add(dependency);
  }

  #recovered(dependency: string): void {
    if (this.#failing.delete(dependency)) this.logger.info({ dependency }, 'dependency available again');
  }
}
