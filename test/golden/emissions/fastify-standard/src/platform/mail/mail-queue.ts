import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/logger.ts';
import { outgoingCalls, type OutgoingCalls } from '../resilience/outgoing-calls.ts';
import { checkMail } from './check-mail.ts';
import type { Mail, Mailer, MailTransport } from './mailer.ts';

export interface MailQueueOptions {
  readonly transport: MailTransport;
  readonly logger: Logger;
  /** New mails that may wait, and mails that wait for another attempt; beyond it, mails are lost and that is logged. */
  readonly capacity?: number;
  readonly attempts?: number;
  /** The wait before a second attempt, in milliseconds; it doubles from there. */
  readonly firstDelayMs?: number;
  /** How long `close` waits for what is under way, in milliseconds. */
  readonly drainMs?: number;
}

const concurrency = 2;

/** A mail that failed, and cannot wait for another attempt. */
class NoRoomError extends Error {
  constructor(cause: unknown) {
    super('Too many mails wait for another attempt.', { cause });
    this.name = 'NoRoomError';
  }
}

/**
 * Delivers mails in the background, a few at a time. What fails is tried again for about half an hour, which is longer
 * than servers make an unknown sender wait (greylisting). The queue is in memory: what is in it is lost with the process.
 */
export class MailQueue implements Mailer {
  readonly #options: MailQueueOptions;
  readonly #capacity: number;
  readonly #calls: OutgoingCalls;
  readonly #underWay = new Set<Promise<void>>();
  readonly #refused = new Set<Mail>();
  #closing = false;

  constructor(options: MailQueueOptions) {
    const { transport, logger, attempts = 15, firstDelayMs = 1000, capacity = 1000 } = options;
    this.#options = options;
    this.#capacity = capacity;
    this.#calls = outgoingCalls({
      name: 'mail',
      logger,
      timeoutMs: 20_000,
      attempts,
      concurrency,
      // The new ones and those tried before.
      queue: 2 * capacity,
      isTransient: (error) => !(error instanceof NoRoomError) && transport.isTransient(error),
      isOutage: (error) => transport.isOutage(error),
      firstDelayMs,
      longestDelayMs: 300_000,
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
    // Refused mails are not counted: whoever has many sent to stubborn recipients must not stop those of others.
    if (this.#closing || this.#underWay.size - this.#refused.size >= this.#capacity) {
      this.#options.logger.error({ kind: mail.kind }, 'mail dropped: the queue is full or closed');
      return;
    }
    // A copy: the same mail, sent twice, is two mails.
    const delivery = this.#deliver({ ...mail }).finally(() => this.#underWay.delete(delivery));
    this.#underWay.add(delivery);
  }

  async #deliver(mail: Mail): Promise<void> {
    const { logger } = this.#options;
    // The work begins after the caller went on, so that it cannot be told from the time of an answer.
    await nextTurn();
    try {
      await this.#calls(() => this.#attempt(mail));
      logger.info({ kind: mail.kind }, 'mail delivered');
    } catch (error) {
      logger.error({ err: error, kind: mail.kind }, 'mail lost: could not be delivered');
    } finally {
      this.#refused.delete(mail);
    }
  }

  async #attempt(mail: Mail): Promise<void> {
    try {
      await this.#options.transport.deliver(mail);
    } catch (error) {
      if (!this.#refused.has(mail) && this.#refused.size >= this.#capacity) throw new NoRoomError(error);
      this.#refused.add(mail);
      throw error;
    }
  }
}
