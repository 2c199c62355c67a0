import { describe, expect, it } from 'vitest';
import { completeAnswers } from './answers.ts';
import type { FeatureChoice } from './feature-choices.ts';
import { programHelp } from './help.ts';
import { answersSchema } from './json-schema.ts';

const feature = (axis: FeatureChoice['axis'], id: string, rest: Partial<FeatureChoice> = {}): FeatureChoice => ({
  id,
  axis,
  title: id,
  description: id,
  ...rest,
});

/** The default of each axis comes about in another way: named by the preset, the only one there is, several at once. */
const features = [
  feature('stack', 'grid'),
  feature('stack', 'web', { presets: ['standard'] }),
  feature('database', 'store'),
  feature('auth', 'accounts', { internal: true, presets: ['standard'] }),
  feature('auth', 'badge', { presets: ['standard'] }),
  feature('auth', 'stamp', { presets: ['standard'] }),
];

describe('the defaults of features', () => {
  const answers = completeAnswers(new Map(), { features, packageName: 'shop', runner: 'npm' });

  it('are those of the answers', () => {
    expect(answers).toMatchObject({ preset: 'standard', stack: 'web', database: 'store', auth: ['badge', 'stamp'] });
  });

  it('are told by the help', () => {
    const help = programHelp('1.0.0', [], features);
    const told = (flag: string): string | undefined =>
      new RegExp(`--${flag} <[^>]+>\\s+[^(]+\\([^;]+;\\s+default:\\s+([^)]+)\\)`).exec(help)?.[1];
    expect([told('stack'), told('database'), told('auth')]).toEqual(['web', 'store', 'badge,stamp']);
  });

  it('are told by the schema of the answers file', () => {
    const { preset, stack, database, auth } = answers;
    expect(answersSchema(features)).toMatchObject({
      properties: {
        preset: { default: preset },
        stack: { default: stack },
        database: { default: database },
        auth: { default: auth },
      },
    });
  });
});
