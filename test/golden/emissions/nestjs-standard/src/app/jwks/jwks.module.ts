import { Module } from '@nestjs/common';
import { JwksController } from './jwks.controller.ts';

/** Serves the public keys. */
@Module({ controllers: [JwksController] })
export class JwksModule {}
