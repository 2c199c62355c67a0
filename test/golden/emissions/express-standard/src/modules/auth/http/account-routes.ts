import { Router } from 'express';
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

/** What somebody does who is not signed in: register, and use what was mailed to them. */
export const accountRoutes = ({ registration, passwords, emailChange }: Auth): Router => {
  const router = Router();

  route(router, register, async (req) => {
    await registration.register(req.body, clientOf(req));
    return checkYourMail;
  });

  route(router, verifyEmail, async (req) => {
    await registration.verifyEmail(req.body.token, clientOf(req));
    return undefined;
  });

  route(router, resendVerification, async (req) => {
    await registration.resendVerification(req.body.email);
    return checkYourMail;
  });

  route(router, forgotPassword, async (req) => {
    await passwords.forgot(req.body.email, clientOf(req));
    return checkYourMail;
  });

  route(router, resetPassword, async (req) => {
    await passwords.reset(req.body.token, req.body.password, clientOf(req));
    return undefined;
  });

  route(router, confirmEmailChange, async (req) => {
    await emailChange.confirm(req.body.token, clientOf(req));
    return undefined;
  });

  route(router, undoEmailChange, async (req) => {
    await emailChange.undo(req.body.token, clientOf(req));
    return undefined;
  });

  return router;
};
