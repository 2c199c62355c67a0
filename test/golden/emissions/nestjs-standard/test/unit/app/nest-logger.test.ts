import { describe, expect, it } from 'vitest';
import { NestLogger } from '../../../src/app/nest-logger.ts';
import { createLogger } from '../../../src/platform/logging/logger.ts';

const linesOf = (write: (logger: NestLogger) => void): unknown[] => {
  const lines: unknown[] = [];
  const logger = createLogger({ LOG_LEVEL: 'trace' }, { write: (line) => lines.push(JSON.parse(line)) });
  write(new NestLogger(logger));
  return lines;
};

describe('NestLogger', () => {
  it('writes what Nest says into the log, with the part that says it', () => {
    const lines = linesOf((logger) => {
      logger.log('Nest application successfully started', 'NestApplication');
      logger.warn('Unsupported route path');
      logger.verbose('detail', 'RouterExplorer');
      logger.fatal('no memory');
    });
    expect(lines).toMatchObject([
      { level: 'debug', part: 'NestApplication', msg: 'Nest application successfully started' },
      { level: 'warn', msg: 'Unsupported route path' },
      { level: 'trace', part: 'RouterExplorer' },
      { level: 'fatal', msg: 'no memory' },
    ]);
  });

  it('describes an error as every other is', () => {
    const [line] = linesOf((logger) => {
      logger.error(new TypeError('x is undefined'), 'ExceptionsHandler');
    });
    expect(line).toMatchObject({ level: 'error', part: 'ExceptionsHandler', err: { message: 'x is undefined' } });
  });
});
