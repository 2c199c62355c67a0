import type { FastifyInstance } from 'fastify';
import { route } from '../../../app/http/route.ts';
import { collection } from '../../../platform/http/collection.ts';
import { entityTag, requireIfMatch } from '../../../platform/http/conditional.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import type { NoteService } from '../application/note-service.ts';
import { presentNote } from './note-presenter.ts';
import { listNotes, getNote, createNote, replaceNote, patchNote, deleteNote } from './notes-operations.ts';

interface Services {
  readonly notes: NoteService;
}

/** Mounts a route for each operation on notes. */
export const resourceRoutes =
  (services: Services) =>
  (app: FastifyInstance): void => {
    readRoutes(app, services);
    writeRoutes(app, services);
  };

const readRoutes = (app: FastifyInstance, { notes }: Services): void => {
  app.route(
    route(listNotes, async (request) => {
      const { limit, cursor, sort, include, ...filters } = request.query;
      const page = await notes.list(filters, pageRequest({ limit, cursor, sort, include }));
      return collection(page, presentNote, { url: request.url, limit, sort, filters });
    }),
  );

  app.route(
    route(getNote, async (request, reply) => {
      const note = await notes.get(request.params.id);
      reply.header('etag', entityTag(note.version));
      return presentNote(note);
    }),
  );
};

const writeRoutes = (app: FastifyInstance, { notes }: Services): void => {
  app.route(
    route(createNote, async (request, reply) => {
      const note = await notes.create(request.body);
      reply.header('location', `/api/v1/notes/${note.id}`);
      reply.header('etag', entityTag(note.version));
      return presentNote(note);
    }),
  );

  app.route(
    route(replaceNote, async (request, reply) => {
      const { id } = request.params;
      const note = await notes.replace(id, requireIfMatch(request.headers['if-match']), request.body);
      reply.header('etag', entityTag(note.version));
      return presentNote(note);
    }),
  );

  app.route(
    route(patchNote, async (request, reply) => {
      const { id } = request.params;
      const note = await notes.patch(id, requireIfMatch(request.headers['if-match']), request.body);
      reply.header('etag', entityTag(note.version));
      return presentNote(note);
    }),
  );

  app.route(
    route(deleteNote, async (request) => {
      await notes.delete(request.params.id, requireIfMatch(request.headers['if-match']));
      return undefined;
    }),
  );
};
