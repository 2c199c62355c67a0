import express from 'express';
import { describe, expect, it } from 'vitest';
import { applySettings } from '../../../../src/app/http/settings.ts';
import { challenge } from '../../../../src/app/middleware/authentication.ts';
import { errorHandler } from '../../../../src/app/middleware/error-handler.ts';
import { requestContext } from '../../../../src/app/middleware/request-context.ts';
import { AccessControl } from '../../../../src/platform/access-control.ts';
import { ForbiddenError, UnauthenticatedError } from '../../../../src/platform/errors.ts';
import type { Authenticator } from '../../../../src/platform/principal.ts';
import { testPlatform } from '../support/platform.ts';
import { serve } from '../support/serve.ts';

const keys: Authenticator = {
  challenge: () => 'Key',
  applies: () => false,
  recall: () => undefined,
  authenticate: () => Promise.reject(new UnauthenticatedError()),
};
const accessControl = new AccessControl({
  authenticators: [keys],
  auditLog: { record: () => Promise.resolve() },
  clock: { now: () => new Date() },
});

const answerTo = async (error: Error) => {
  const app = express();
  applySettings(app, testPlatform.env);
  app.use(requestContext, () => Promise.reject(error), challenge(accessControl), errorHandler);
  const { status, headers } = await fetch(await serve(app));
  return [status, headers.get('www-authenticate')];
};

describe('the challenge', () => {
  it('goes with every 401, whoever made it', async () => {
    const ofALibrary = Object.assign(new Error('Unauthorized'), { status: 401 });
    for (const error of [new UnauthenticatedError(), ofALibrary]) expect(await answerTo(error)).toEqual([401, 'Key']);
  });

  it('goes with nothing else', async () => {
    expect(await answerTo(new ForbiddenError())).toEqual([403, null]);
    expect(await answerTo(new Error('fault'))).toEqual([500, null]);
  });
});
