import type { LoggerService } from '@nestjs/common';
import type { Logger } from '../platform/logging/logger.ts';

type Level = 'trace' | 'debug' | 'warn' | 'error' | 'fatal';

/** Nest's last parameter is the name of the part that speaks. */
const partOf = (parameters: readonly unknown[]): string | undefined => {
  const last = parameters.at(-1);
  return typeof last === 'string' ? last : undefined;
};

/** Writes what Nest has to say into the log of the process: what it did at start is for those who look for a fault. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...parameters: unknown[]): void {
    this.#write('debug', message, parameters);
  }

  error(message: unknown, ...parameters: unknown[]): void {
    this.#write('error', message, parameters);
  }

  warn(message: unknown, ...parameters: unknown[]): void {
    this.#write('warn', message, parameters);
  }

  debug(message: unknown, ...parameters: unknown[]): void {
    this.#write('debug', message, parameters);
  }

  verbose(message: unknown, ...parameters: unknown[]): void {
    this.#write('trace', message, parameters);
  }

  fatal(message: unknown, ...parameters: unknown[]): void {
    this.#write('fatal', message, parameters);
  }

  #write(level: Level, message: unknown, parameters: readonly unknown[]): void {
    const part = partOf(parameters);
    if (message instanceof Error) this.logger[level]({ err: message, part });
    else this.logger[level]({ part }, String(message));
  }
}
