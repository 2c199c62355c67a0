import { describe, expect, it } from 'vitest';
import type { Answers } from './answers.ts';
import { answersWith, catalogueOf, featureOf } from './fixture.ts';
import { resolve, ResolutionError } from './resolve.ts';

const idsOf = (...args: Parameters<typeof resolve>): string[] =>
  resolve(...args).map((feature) => feature.definition.id);

const problemsOf = (...args: Parameters<typeof resolve>): string[] => {
  try {
    resolve(...args);
  } catch (error) {
    if (error instanceof ResolutionError) return error.problems.map((problem) => problem.message);
    throw error;
  }
  return [];
};

describe('resolve', () => {
  it('takes every base feature and the chosen value of each axis', () => {
    const catalogue = catalogueOf(featureOf({ id: 'ground', axis: 'base' }), featureOf({ id: 'token', axis: 'auth' }));
    expect(idsOf(answersWith({ auth: ['token'] }), catalogue)).toEqual(['ground', 'web', 'store', 'token']);
  });

  it('adds what a feature requires, before it', () => {
    const catalogue = catalogueOf(
      featureOf({ id: 'a', axis: 'capability', requires: ['z'] }),
      featureOf({ id: 'z', axis: 'capability', internal: true }),
    );
    expect(idsOf(answersWith({ with: ['a'] }), catalogue)).toEqual(['web', 'store', 'z', 'a']);
  });

  it('adds what a choice for an option requires, before the feature', () => {
    const requires = { large: ['room'] };
    const options = [{ name: 'size', values: { small: '', large: '' }, default: 'small', description: '', requires }];
    const catalogue = catalogueOf(
      featureOf({ id: 'a', axis: 'capability', options }),
      featureOf({ id: 'room', axis: 'capability', internal: true }),
    );
    expect(idsOf(answersWith({ with: ['a'] }), catalogue)).toEqual(['web', 'store', 'a']);
    const large = answersWith({ with: ['a'], options: { size: 'large' } });
    expect(idsOf(large, catalogue)).toEqual(['web', 'store', 'room', 'a']);
  });

  it('puts a feature behind those it names in `after`, only when they are chosen', () => {
    const catalogue = catalogueOf(
      featureOf({ id: 'a', axis: 'capability', after: ['b', 'absent'] }),
      featureOf({ id: 'b', axis: 'capability' }),
    );
    expect(idsOf(answersWith({ with: ['a', 'b'] }), catalogue)).toEqual(['web', 'store', 'b', 'a']);
    expect(idsOf(answersWith({ with: ['a'] }), catalogue)).toEqual(['web', 'store', 'a']);
  });

  it('takes the features of a preset, less those that are left out or make no sense here', () => {
    const catalogue = catalogueOf(
      featureOf({ id: 'usual', axis: 'capability', presets: ['standard'] }),
      featureOf({ id: 'rare', axis: 'capability' }),
      featureOf({ id: 'shop-only', axis: 'capability', presets: ['standard'], refuses: () => 'it needs the shop.' }),
    );
    expect(idsOf(answersWith({ preset: 'minimal' }), catalogue)).toEqual(['web', 'store']);
    expect(idsOf(answersWith({ preset: 'standard' }), catalogue)).toEqual(['web', 'store', 'usual']);
    expect(idsOf(answersWith({ preset: 'full' }), catalogue)).toEqual(['web', 'store', 'rare', 'usual']);
    expect(idsOf(answersWith({ preset: 'full', without: ['rare'] }), catalogue)).toEqual(['web', 'store', 'usual']);
  });

  it('names what was chosen, not an internal feature between that and what cannot be left out', () => {
    const catalogue = catalogueOf(
      featureOf({ id: 'tokens', axis: 'capability', requires: ['accounts'] }),
      featureOf({ id: 'accounts', axis: 'capability', internal: true, requires: ['limits'] }),
      featureOf({ id: 'limits', axis: 'capability' }),
    );
    expect(problemsOf(answersWith({ with: ['tokens'], without: ['limits'] }), catalogue)).toEqual([
      '"limits" cannot be left out: "tokens" requires it.',
    ]);
  });

  it('names every reason why the answers do not go together', () => {
    const catalogue = catalogueOf(
      featureOf({ id: 'a', axis: 'capability', conflicts: [{ feature: 'b', because: 'both own the cookie.' }] }),
      featureOf({ id: 'b', axis: 'capability', requires: ['c'] }),
      featureOf({ id: 'c', axis: 'capability', refuses: () => 'it needs the shop.' }),
    );
    expect(problemsOf(answersWith({ with: ['a', 'b', 'nope'], without: ['c', 'gone'] }), catalogue)).toEqual([
      'There is no feature "gone".',
      'There is no feature "nope".',
      '"a" and "b" exclude each other: both own the cookie.',
      '"c" cannot be left out: "b" requires it.',
      'c ("c") cannot be had here: it needs the shop.',
    ]);
  });

  it('says what else to leave out, where only the preset asks for it', () => {
    const catalogue = catalogueOf(
      featureOf({ id: 'keys', axis: 'capability', presets: ['standard'] }),
      featureOf({ id: 'room', axis: 'capability', internal: true, requires: ['keys'] }),
      featureOf({ id: 'orders', axis: 'capability', presets: ['standard'], requires: ['room'] }),
    );
    const suggestionOf = (changes: Partial<Answers>): string | undefined => {
      try {
        resolve(answersWith({ preset: 'standard', ...changes }), catalogue);
      } catch (error) {
        if (error instanceof ResolutionError) return error.problems[0]?.suggestion;
      }
      return 'nothing was refused';
    };
    expect(suggestionOf({ without: ['keys'] })).toBe('--without keys,orders');
    expect(suggestionOf({ without: ['keys', 'orders'] })).toBe('nothing was refused');
    expect(suggestionOf({ without: ['keys'], with: ['orders'], preset: 'minimal' })).toBeUndefined();
  });

  it('reports features that wait for each other as a fault of the templates', () => {
    const catalogue = catalogueOf(
      featureOf({ id: 'a', axis: 'capability', requires: ['b'] }),
      featureOf({ id: 'b', axis: 'capability', requires: ['a'] }),
    );
    expect(() => resolve(answersWith({ with: ['a'] }), catalogue)).toThrow('a → b → a');
  });
});
