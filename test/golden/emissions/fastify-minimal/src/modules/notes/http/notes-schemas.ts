import { z } from 'zod';
import { searchWords, text } from '../../../platform/http/fields.ts';
import { link } from '../../../platform/http/links.ts';
import { booleanParameter, idParameter, pageParameters, sortParameter } from '../../../platform/http/parameters.ts';

/** Note in answers. */
export const noteSchema = z
  .object({
    id: z.uuid(),
    title: z.string(),
    body: z.string().nullable(),
    isPinned: z.boolean(),
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    _links: z.object({ self: link }),
  })
  .meta({ id: 'Note' });

const properties = {
  title: text({ min: 1, max: 200 }),
  body: text({ max: 10_000 }).nullable(),
  isPinned: z.boolean(),
};

/** What makes a note. */
export const createNoteSchema = z
  .strictObject({
    ...properties,
    body: properties.body.default(null),
    isPinned: properties.isPinned.default(false),
  })
  .meta({ id: 'NoteInput' });

/** A whole new content. */
export const replaceNoteSchema = createNoteSchema;

/** Some members of it. */
const changes = z.strictObject({ ...properties });
export const patchNoteSchema = changes.partial();

/** Names one of them in the path. */
export const noteParameters = z.strictObject({ id: idParameter() });

/** How notes are narrowed, sorted and paged. */
export const listNotesQuery = z.strictObject({
  ...pageParameters,
  sort: sortParameter(['title', 'createdAt'], '-createdAt'),
  isPinned: booleanParameter().optional(),
  q: searchWords().optional(),
});
