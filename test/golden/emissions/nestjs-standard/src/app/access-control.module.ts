import { Module } from '@nestjs/common';
import { AccessControl } from '../platform/access-control.ts';
import type { Platform } from '../platform/platform.ts';
import { createAuthenticators } from './authenticators.ts';
import { PLATFORM } from './tokens.ts';

const createAccessControl = (platform: Platform): AccessControl => {
  const { auditLog, clock } = platform;
  return new AccessControl({ authenticators: createAuthenticators(platform), auditLog, clock });
};

/** Knows who calls and what they may do, for the guards. */
@Module({
  providers: [{ provide: AccessControl, inject: [PLATFORM], useFactory: createAccessControl }],
  exports: [AccessControl],
})
export class AccessControlModule {}
