import type { Express } from 'express';
import type { Environment } from '../../config/environment.ts';
import { neverFresh } from './never-fresh.ts';
import { parseQuery } from './parse-query.ts';

/** Settings of the application. They have to stand before its first route. */
export const applySettings = (app: Express, env: Pick<Environment, 'TRUST_PROXY'>): void => {
  app.disable('x-powered-by');
  // Answers have an entity tag of their own, made of the version or of the page before it is rendered.
  app.set('etag', false);
  neverFresh(app);
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', parseQuery);
  app.set('trust proxy', env.TRUST_PROXY);
  // The last resort of Express shows stack traces to clients in any other environment.
  app.set('env', 'production');
};
