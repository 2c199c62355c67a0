import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/logger.ts';
import { outgoingCalls, type OutgoingCalls } from '../resilience/outgoing-calls.ts';
import { checkMail } from './check-mail.ts';
import type { Mail, Mailer, MailTransport } from './mailer.ts';

export interface OutboxOptions {
  readonly transport: MailTransport;
  readonly logger: Logger;
  /** Mails that may wait; beyond it, mails are dropped and the loss is logged. */
  readonly capacity?: number;
  readonly attempts?: number;
  /** The wait before a second attempt, in milliseconds; it doubles from there. */
  readonly firstDelayMs?: number;
  /** How long `close` waits for what is under way, in milliseconds. */
  readonly drainMs?: number;
}

const concurrency = 2;

/** Delivers mails in the background, a few at a time, each several times until it works. */
export class Outbox implements Mailer {
  readonly #options: OutboxOptions;
  readonly #capacity: number;
  readonly #calls: OutgoingCalls;
  readonly #underWay = new Set<Promise<void>>();
  #closing = false;

  constructor(options: OutboxOptions) {
    const { transport, logger, attempts = 8, firstDelayMs = 500, capacity = 1000 } = options;
    this.#options = options;
    this.#capacity = capacity;
    this.#calls = outgoingCalls({
      name: 'mail',
      logger,
      timeoutMs: 20_000,
      attempts,
      concurrency,
      queue: capacity,
      isTransient: (error) => transport.isTransient(error),
      firstDelayMs,
      longestDelayMs: 60_000,
      waitWhileOpen: true,
    });
  }

  send(mail: Mail): Promise<void> {
    return new Promise((resolve) => {
      checkMail(mail);
      this.#accept(mail);
      resolve();
    });
  }

  async close(): Promise<void> {
    const { logger, transport, drainMs = 5000 } = this.#options;
    this.#closing = true;
    const timer = new AbortController();
    await Promise.race([
      Promise.all(this.#underWay),
      sleep(drainMs, undefined, { signal: timer.signal, ref: false }).catch(() => undefined),
    ]);
    timer.abort();
    if (this.#underWay.size > 0)
      logger.error({ mails: this.#underWay.size }, 'mails lost: not delivered before the end');
    transport.close();
  }

  #accept(mail: Mail): void {
    if (this.#closing || this.#underWay.size >= this.#capacity) {
      this.#options.logger.error({ kind: mail.kind }, 'mail dropped: the outbox is full or closed');
      return;
    }
    const delivery = this.#deliver(mail).finally(() => this.#underWay.delete(delivery));
    this.#underWay.add(delivery);
  }

  async #deliver(mail: Mail): Promise<void> {
    const { logger, transport } = this.#options;
    // The work begins after the caller went on, so that it cannot be told from the time of an answer.
    await nextTurn();
    try {
      await this.#calls(() => transport.deliver(mail));
      logger.info({ kind: mail.kind }, 'mail delivered');
    } catch (error) {
      logger.error({ err: error, kind: mail.kind }, 'mail lost: could not be delivered');
    }
  }
}
