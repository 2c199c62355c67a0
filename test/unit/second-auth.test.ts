import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { answersWith } from '../../src/cli/add/input.ts';
import { readFeature } from '../../src/compose/catalogue-disk.ts';
import type { Catalogue, Feature } from '../../src/compose/catalogue.ts';
import { derive } from '../../src/compose/derive.ts';
import { emit } from '../../src/compose/emit.ts';
import { ResolutionError } from '../../src/compose/resolve.ts';
import { optionsOf, valuesOf } from '../../src/options/feature-choices.ts';
import { catalogue as ours, defaultAnswers, writeRepository } from '../support/emitted.ts';
import { typeErrorsOf } from '../support/type-errors.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const badge = await readFeature(root, join(root, 'test/fixtures/second-auth'));
/** One that stands beside whatever people sign in with. */
const stamp: Feature = {
  definition: {
    id: 'stamp',
    axis: 'auth',
    title: 'Stamps',
    description: 'For machines',
    requires: ['identity'],
    contribute: (_project, slots) => {
      slots.securitySchemes.set('stamp', "{ type: 'apiKey', in: 'header', name: 'x-stamp' }");
      slots.authenticators.add({
        import: 'createStampAuthenticator',
        from: '../platform/stamp-authenticator.ts',
        create: 'createStampAuthenticator()',
        order: 300,
      });
    },
  },
  files: [],
};
const catalogue: Catalogue = { ...ours, features: [...ours.features, badge, stamp] };
const definitions = catalogue.features.map(({ definition }) => definition);
const stacks = definitions.filter(({ axis }) => axis === 'stack').map(({ id }) => id);

const emitOn = (changes: Partial<typeof defaultAnswers> = {}) =>
  emit({ ...defaultAnswers, auth: ['badge'], ...changes }, catalogue);

/** Reads what every method may have, and asks whether it is there; or keeps its names free. */
const knowsAll = /^(?:scripts\/architecture|test|generators\/resource\/reserved\.ts|TODO_)/;

describe('a second way to sign in, by its folder alone', () => {
  it('is offered beside the others, and beside none', () => {
    const auth = optionsOf('create', definitions).find(({ key }) => key === 'auth');
    expect(auth && valuesOf(auth, definitions).map(({ value }) => value)).toEqual(['jwt', 'badge', 'stamp', 'none']);
  });

  it('is how callers prove who they are', () => {
    const { emission } = emitOn();
    expect(emission.get('src/app/authenticators.ts')?.content).toContain('createBadgeAuthenticator(),\n];');
  });

  it.each(stacks)('is the only one that is spoken of on %s', async (stack) => {
    const { emission } = await derive(emitOn({ stack, preset: 'full' }));
    const traces = [...emission].filter(
      ([path, { content }]) => !knowsAll.test(path) && /jwt|jwks|refresh.?token|access.?token/i.test(content),
    );
    expect(traces.map(([path]) => path)).toEqual([]);
  });

  it.each(stacks)('compiles with everything that is shared on %s', async (stack) => {
    const repository = await writeRepository(emitOn({ stack }));
    try {
      expect(await typeErrorsOf(repository.folder)).toBe('');
    } finally {
      await repository.remove();
    }
  });

  it('is added to a repository without accounts', () => {
    const answers = { ...defaultAnswers, auth: [] };
    expect(answersWith(answers, { features: ['badge'], options: {} }, catalogue).auth).toEqual(['badge']);
  });

  it('is refused beside one that it excludes', () => {
    expect(() => emitOn({ auth: ['badge', 'jwt'] })).toThrow(ResolutionError);
    expect(() => emitOn({ auth: ['badge', 'jwt'] })).toThrow(/"badge" and "jwt" exclude each other/);
  });
});

describe('two ways to sign in', () => {
  it('are asked in their order', () => {
    const { emission } = emitOn({ auth: ['jwt', 'stamp'] });
    expect(emission.get('src/app/authenticators.ts')?.content).toContain(
      '  createBearerAuthenticator(platform),\n  createStampAuthenticator(),\n];',
    );
  });

  it('are added one after the other', () => {
    const both = answersWith(defaultAnswers, { features: ['stamp'], options: {} }, catalogue);
    expect(both.auth).toEqual(['jwt', 'stamp']);
    expect(emit(both, catalogue).emission).toEqual(emitOn({ auth: ['jwt', 'stamp'] }).emission);
  });
});
