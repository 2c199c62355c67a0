import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseModel } from '../../src/model/parse.ts';
import { emitWith, writeRepository, type EmittedRepository } from '../support/emitted.ts';

const readModel = (name: string): unknown => {
  const file = fileURLToPath(new URL(`./${name}.yaml`, import.meta.url));
  const parsed = parseModel(readFileSync(file, 'utf8'), file);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems, null, 2));
  return parsed.model;
};

/** `freight`: every type and relation, long and awkward names. `tiny`: the shortest. No template was made for either. */
const cases = [
  { name: 'freight', auth: ['jwt'] },
  { name: 'freight', auth: [] },
  { name: 'tiny', auth: ['jwt'] },
  { name: 'tiny', auth: [] },
];

describe.each(cases)('the model $name with $auth', ({ name, auth }) => {
  let repository: EmittedRepository;

  beforeAll(async () => {
    repository = await writeRepository(emitWith({ name, auth, model: readModel(name) }));
  });

  afterAll(() => repository.remove());

  it.each(['format:check', 'typecheck', 'lint', 'test'])('passes %s', async (script) => {
    await expect(repository.run(script)).resolves.toBeTypeOf('string');
  });
});
