import { afterEach, describe, expect, it } from 'vitest';
import type { Answers } from '../../src/compose/answers.ts';
import { emitWith, writeRepository, type EmittedRepository } from '../support/emitted.ts';

/** What is chosen, the name of the resource, and its other words for the generator. */
const cases: readonly (readonly [Partial<Answers>, string, readonly string[]])[] = [
  [
    { stack: 'fastify' },
    'Shipment',
    // Of the codes there are too few for the 100,000 rows that queries are explained at.
    ['owned', 'code:string:max=2:unique', 'note:string:searchable', 'orders:many-to-many:Order'],
  ],
  [
    { stack: 'express', preset: 'minimal', auth: [] },
    'Label',
    ['public', 'name:string:unique', 'notes:many-to-many:Note', 'related:many-to-many:Label'],
  ],
  [{ stack: 'nestjs' }, 'Tag', ['name:string:unique', 'products:many-to-many:Product']],
];

describe('a resource that is linked to one that is there', () => {
  let repository: EmittedRepository | undefined;

  afterEach(() => repository?.remove());

  it.each(cases)('is whole: %j, %s %j', async (answers, name, members) => {
    repository = await writeRepository(emitWith(answers));
    const one = name.toLowerCase();
    await repository.run('generate', 'resource', name, ...members);
    await repository.run('typecheck');
    await repository.run('test:unit', `test/unit/modules/${one}-`);
    const migrations = 'test/integration/database/migrations.test.ts';
    await repository.run('test:integration', migrations, `test/integration/modules/${one}-`);
    const passed = await repository.run('test:e2e', `test/e2e/modules/${one}s-`);
    expect(passed).toContain(`${one}s-links.test.ts`);
  });
});
