import type { Answers } from '../../src/compose/answers.ts';

/** The emissions that are kept as folders, so that every change of a template is seen in review. */
export const goldenCases: Readonly<Record<string, Partial<Answers>>> = {
  'fastify-standard': {},
  'fastify-minimal': { preset: 'minimal', auth: [] },
};
