import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../src/compose/answers.ts';
import { readCatalogue } from '../../../src/compose/catalogue-disk.ts';
import { emit } from '../../../src/compose/emit.ts';

const answers: Answers = {
  name: 'backend',
  preset: 'minimal',
  stack: 'fastify',
  database: 'postgres',
  auth: [],
  with: [],
  without: [],
  packageManager: 'npm',
  options: {},
};

const emitWith = async (features: readonly string[]) => emit({ ...answers, with: features }, await readCatalogue());

describe('mail', () => {
  it('brings the protection of outgoing calls', async () => {
    const { features, emission } = await emitWith(['mail']);

    expect(features).toContain('resilience');
    expect(emission.get('src/platform/platform.ts')?.content).toContain('resources.own(createMailer(');
    expect(emission.get('src/config/schema.ts')?.content).toMatch(/requiredInProduction.*'MAIL_URL'/);
  });

  it('leaves no trace when nothing asks for it', async () => {
    const { emission } = await emitWith([]);
    const traces = [...emission].filter(
      ([path, { content }]) => path.startsWith('src/') && /MAIL_|mailer|outgoing-calls|cockatiel/.test(path + content),
    );

    expect(traces.map(([path]) => path)).toEqual([]);
    expect(emission.get('package.json')?.content).not.toMatch(/nodemailer|cockatiel/);
  });
});
