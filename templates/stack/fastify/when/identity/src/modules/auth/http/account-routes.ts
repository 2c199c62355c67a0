import type { FastifyInstance } from 'fastify';

import { clientOf } from '../../../app/http/client.ts';
import { route } from '../../../app/http/route.ts';
import type { Auth } from '../index.ts';
import {
  confirmEmailChange,
  forgotPassword,
  register,
  resendVerification,
  resetPassword,
  undoEmailChange,
  verifyEmail,
} from './account-operations.ts';
import { checkYourMail } from './auth-schemas.ts';

const registrationRoutes = (app: FastifyInstance, { registration }: Auth): void => {
  app.route(
    route(register, async (request) => {
      await registration.register(request.body, clientOf(request));
      return checkYourMail;
    }),
  );

  app.route(
    route(verifyEmail, async (request) => {
      await registration.verifyEmail(request.body.token, clientOf(request));
      return undefined;
    }),
  );

  app.route(
    route(resendVerification, async (request) => {
      await registration.resendVerification(request.body.email);
      return checkYourMail;
    }),
  );
};

const mailedTokenRoutes = (app: FastifyInstance, { passwords, emailChange }: Auth): void => {
  app.route(
    route(forgotPassword, async (request) => {
      await passwords.forgot(request.body.email, clientOf(request));
      return checkYourMail;
    }),
  );

  app.route(
    route(resetPassword, async (request) => {
      await passwords.reset(request.body.token, request.body.password, clientOf(request));
      return undefined;
    }),
  );

  app.route(
    route(confirmEmailChange, async (request) => {
      await emailChange.confirm(request.body.token, clientOf(request));
      return undefined;
    }),
  );

  app.route(
    route(undoEmailChange, async (request) => {
      await emailChange.undo(request.body.token, clientOf(request));
      return undefined;
    }),
  );
};

/** What somebody does who is not signed in: register, and use what was mailed to them. */
export const accountRoutes =
  (auth: Auth) =>
  (app: FastifyInstance): void => {
    registrationRoutes(app, auth);
    mailedTokenRoutes(app, auth);
  };
