import express, { Router, type Express } from 'express';
import { z } from 'zod';
import { mountModules } from '../../../../src/app/http/mount.ts';
import { route } from '../../../../src/app/http/route.ts';
import { applySettings } from '../../../../src/app/http/settings.ts';
import { errorHandler } from '../../../../src/app/middleware/error-handler.ts';
import { findOperation, requireOperation } from '../../../../src/app/middleware/find-operation.ts';
import { jsonBodies } from '../../../../src/app/middleware/json-bodies.ts';
import { requestContext } from '../../../../src/app/middleware/request-context.ts';
import { validation } from '../../../../src/app/middleware/validation.ts';
import { publicAccess } from '../../../../src/platform/access.ts';
import { defineOperation } from '../../../../src/platform/http/operation.ts';
import { booleanParameter } from '../../../../src/platform/http/parameters.ts';
import { testPlatform } from './platform.ts';

const things = {
  tag: 'things',
  access: publicAccess,
};

export const createThing = defineOperation({
  ...things,
  id: 'createThing',
  method: 'POST',
  path: '/api/v1/boxes/{box}/things',
  summary: 'Create a thing',
  params: z.strictObject({ box: z.string().regex(/^\d+$/).transform(Number) }),
  query: z.strictObject({ dry: booleanParameter().optional() }),
  body: z.strictObject({ name: z.string().min(1) }),
  success: { status: 201, data: z.object({ box: z.number(), name: z.string(), dry: z.boolean().optional() }) },
});

export const getThing = defineOperation({
  ...things,
  id: 'getThing',
  method: 'GET',
  path: '/api/v1/things/{name}',
  summary: 'Get a thing',
  params: z.strictObject({ name: z.string() }),
  success: { status: 200, data: z.object({ name: z.string() }) },
});

export const getOwnThing = defineOperation({
  ...things,
  id: 'getOwnThing',
  method: 'GET',
  path: '/api/v1/things/mine',
  summary: 'Get the own thing',
  success: { status: 200, data: z.object({ mine: z.boolean() }) },
});

/** A router with all routes of things. The one with a parameter comes first, and matches the path of the other. */
export const thingRoutes = (): Router => {
  const router = Router();
  route(router, getThing, (req) => Promise.resolve({ name: req.params.name }));
  route(router, getOwnThing, () => Promise.resolve({ mine: true }));
  route(router, createThing, (req) =>
    Promise.resolve({ box: req.params.box, name: req.body.name, dry: req.query.dry }),
  );
  return router;
};

/** An application with one module: from what finds the operation to the error handler. */
export const thingsApp = (routes: () => Router = thingRoutes): Express => {
  const app = express();
  const modules = [{ name: 'things', operations: [createThing, getThing, getOwnThing], routes }];
  applySettings(app, testPlatform.env);
  app.use(requestContext, findOperation(modules), requireOperation, jsonBodies(testPlatform), validation);
  mountModules(app, testPlatform, modules);
  return app.use(errorHandler);
};
