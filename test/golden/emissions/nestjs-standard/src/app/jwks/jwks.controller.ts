import { Controller, Header, Inject } from '@nestjs/common';
import type { Platform } from '../../platform/platform.ts';
import { Operational } from '../http/operational.decorator.ts';
import { PLATFORM } from '../tokens.ts';

/** Serves the public keys, for services that verify our access tokens themselves. */
@Controller()
export class JwksController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Operational('/.well-known/jwks.json')
  @Header('cache-control', 'public, max-age=300')
  jwks() {
    return this.platform.signingKeys.jwks();
  }
}
