import { Module, type FactoryProvider, type Type } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import { EmailChangeService } from '../application/email-change-service.ts';
import { PasswordService } from '../application/password-service.ts';
import { RegistrationService } from '../application/registration-service.ts';
import { createAuth, CredentialService, SessionService, type Auth } from '../index.ts';
import * as accountOperations from './account-operations.ts';
import { AccountController } from './account.controller.ts';
import * as sessionOperations from './session-operations.ts';
import { SessionController } from './session.controller.ts';

/** All of them, which share their parts. Each is injected by its class. */
const AUTH = Symbol('Auth');

const useCase = <Service>(provide: Type<Service>, useFactory: (auth: Auth) => Service): FactoryProvider<Service> => ({
  provide,
  inject: [AUTH],
  useFactory,
});

/** Serves what has to do with accounts and sign-ins, whatever the way of signing in. */
@Module({
  controllers: [AccountController, SessionController],
  providers: [
    { provide: AUTH, inject: [PLATFORM], useFactory: createAuth },
    useCase(CredentialService, ({ credentials }) => credentials),
    useCase(EmailChangeService, ({ emailChange }) => emailChange),
    useCase(PasswordService, ({ passwords }) => passwords),
    useCase(RegistrationService, ({ registration }) => registration),
    useCase(SessionService, ({ sessions }) => sessions),
  ],
  exports: [CredentialService, SessionService],
})
export class AuthModule {
  static readonly operations: readonly Operation[] = [
    ...Object.values(accountOperations),
    ...Object.values(sessionOperations),
  ];
}
