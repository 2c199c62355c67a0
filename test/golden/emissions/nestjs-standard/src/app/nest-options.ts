import type { NestApplicationOptions } from '@nestjs/common';
import type { Platform } from '../platform/platform.ts';
import { NestLogger } from './nest-logger.ts';

/** The habits of Nest that the contract asks for, on either adapter. */
export const nestOptions = ({ logger }: Pick<Platform, 'logger'>): Partial<NestApplicationOptions> => ({
  // The caller hears of a start that failed.
  abortOnError: false,
  // Bodies are read behind the guards, see `request-input.ts`.
  bodyParser: false,
  logger: new NestLogger(logger),
  // The route that says most of a path answers it, as Fastify has it by itself; of two equal ones neither would be right.
  routeResolutionStrategy: 'specificity',
  routeConflictPolicy: { duplicate: 'error' },
});
