import type { Answers } from '../../src/compose/answers.ts';

/** An emission that is kept as a folder. */
export interface GoldenCase {
  readonly answers: Partial<Answers>;
  /** Only what is not the same as in this other emission is kept. */
  readonly comparedWith?: Partial<Answers>;
}

const usual: Partial<Answers> = {};

/**
 * Kept, so that every change of a template is seen in review. Of the other stacks, the folders hold the stack's own
 * part and nothing else, which also shows how small it is.
 */
export const goldenCases: Readonly<Record<string, GoldenCase>> = {
  'fastify-standard': { answers: usual },
  'fastify-minimal': { answers: { preset: 'minimal', auth: [] } },
  'express-standard': { answers: { stack: 'express' }, comparedWith: usual },
  'nestjs-standard': { answers: { stack: 'nestjs' }, comparedWith: usual },
};
