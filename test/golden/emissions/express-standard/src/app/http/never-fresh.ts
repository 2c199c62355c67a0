import type { Express } from 'express';

/** Leaves it to the routes what a client has already: to Express, `If-None-Match: *` is met by whatever is sent. */
export const neverFresh = (app: Express): Express => {
  Object.defineProperty(app.request, 'fresh', { value: false });
  return app;
};
