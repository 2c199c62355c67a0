import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.ts';

/** Serves the probes. */
@Module({ controllers: [HealthController] })
export class HealthModule {}
