import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Note } from '../../../src/modules/notes/domain/note.ts';
import { KyselyNoteRepository } from '../../../src/modules/notes/persistence/note-kysely-repository.ts';
import { registerReference } from '../../../src/platform/database/references.ts';
import { ConflictError } from '../../../src/platform/errors.ts';
import { newId } from '../../../src/platform/id.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { sampleNote } from '../../support/fixtures/notes.ts';

const now = new Date('2030-01-01T00:00:00Z');

describe('notes in the database', () => {
  let database: TestDatabase;
  let repository: KyselyNoteRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    repository = new KyselyNoteRepository(database.db);
  });

  afterAll(() => database.close());

  let samples = 0;
  const newSample = (): Promise<Note> => {
    samples += 1;
    return Promise.resolve(sampleNote(samples));
  };

  it('gives back every member as it was stored', async () => {
    const note = await newSample();
    expect(await repository.insert(note)).toEqual(note);
    expect(await repository.findById(note.id)).toEqual(note);
  });

  it('stores every member that is changed', async () => {
    const before = await repository.insert(await newSample());
    const other = await newSample();
    const changes = {
      title: other.title,
      body: other.body,
      isPinned: !before.isPinned,
    };
    const expected = { ...before, ...changes, version: 2, updatedAt: now };
    expect(await repository.update(before.id, [1], changes, now)).toEqual(expected);
    expect(await repository.findById(before.id)).toEqual(expected);
  });

  it('counts up the version, and lets only one of two writers through', async () => {
    const first = await repository.insert(await newSample());
    const changes = { title: first.title };
    const results = await Promise.all([1, 2].map(() => repository.update(first.id, [1], changes, now)));
    expect(results.filter((result) => result !== undefined)).toMatchObject([{ id: first.id, version: 2 }]);
    expect(await repository.update(first.id, [1], changes, now)).toBeUndefined();
  });

  it('changes what has one of several versions, or any, and counts up the one it has', async () => {
    const { id } = await repository.insert(await newSample());
    expect(await repository.update(id, [], {}, now)).toBeUndefined();
    expect(await repository.update(id, [7, 1], {}, now)).toMatchObject({ version: 2 });
    expect(await repository.update(id, [1, 2], {}, now)).toMatchObject({ version: 3 });
    expect(await repository.update(id, 'any', {}, now)).toMatchObject({ version: 4 });
  });

  it('leaves alone what is not changed', async () => {
    const before = await repository.insert(await newSample());
    expect(await repository.update(before.id, [1], {}, now)).toEqual({ ...before, version: 2, updatedAt: now });
  });

  it('does not see what was deleted, and lets its values be used again', async () => {
    const note = await repository.insert(await newSample());
    expect(await repository.delete(note.id, [7], now)).toBe(false);
    expect(await repository.delete(note.id, [1], now)).toBe(true);
    expect(await repository.delete(note.id, [2], now)).toBe(false);
    expect(await repository.update(note.id, [2], {}, now)).toBeUndefined();
    expect(await repository.findById(note.id)).toBeUndefined();
    expect(await repository.insert({ ...note, id: newId() })).toMatchObject({ version: 1 });
  });

  it('is kept when it is in use, and whoever has seen an old version learns that first', async () => {
    // From here on, every row is in use: by itself.
    registerReference({ table: 'notes', column: 'id', to: 'notes', softDeleted: false });
    const note = await repository.insert(await newSample());
    expect(await repository.delete(note.id, [7], now)).toBe(false);
    await expect(repository.delete(note.id, [1], now)).rejects.toThrow(ConflictError);
    expect(await repository.findById(note.id)).toEqual(note);
  });
});
