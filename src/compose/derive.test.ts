import { describe, expect, it } from 'vitest';
import { derive } from './derive.ts';
import { DuplicateFileError, emit, type Derivation, type EmitResult } from './emit.ts';
import { answersWith, catalogueOf, featureOf, fileOf } from './fixture.ts';

const emitted = (...derivations: readonly Derivation['derive'][]): EmitResult => ({
  emission: new Map([['b.txt', { content: 'b' }]]),
  features: [],
  postInstall: [],
  nextSteps: [],
  secrets: [],
  derivations: derivations.map((run) => ({ isLast: false, derive: run })),
});

describe('derive', () => {
  it('adds what features derive from the files of all of them', async () => {
    const derivation = (files: ReadonlyMap<string, string>) =>
      Promise.resolve(new Map([['a.md', [...files.keys()].join()]]));
    const catalogue = catalogueOf(
      featureOf({ id: 'one', axis: 'capability', derive: derivation }, [fileOf('one.txt', '1')]),
      featureOf({ id: 'two', axis: 'capability' }, [fileOf('two.txt', '2')]),
    );
    const { emission } = await derive(emit(answersWith({ with: ['one', 'two'] }), catalogue));
    expect([...emission.keys()]).toEqual(['a.md', 'one.txt', 'two.txt']);
    expect(emission.get('a.md')?.content).toBe('one.txt,two.txt');
  });

  it('lets a later derivation see what an earlier one made', async () => {
    const first = () => Promise.resolve(new Map([['c.txt', 'c']]));
    const second = (files: ReadonlyMap<string, string>) =>
      Promise.resolve(new Map([['d.txt', files.get('c.txt') ?? '']]));
    const { emission } = await derive(emitted(first, second));
    expect(emission.get('d.txt')?.content).toBe('c');
  });

  it('refuses a file that is emitted already', async () => {
    await expect(derive(emitted(() => Promise.resolve(new Map([['b.txt', 'x']]))))).rejects.toThrow(DuplicateFileError);
  });

  it('leaves an emission without derivations as it is', async () => {
    const result = emitted();
    expect(await derive(result)).toBe(result);
  });
});
