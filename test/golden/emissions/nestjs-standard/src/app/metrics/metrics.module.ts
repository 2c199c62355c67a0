import { Module } from '@nestjs/common';
import { MetricsPort } from './metrics-port.ts';
import { MetricsController } from './metrics.controller.ts';

/** Serves the metrics. */
@Module({ controllers: [MetricsController], providers: [MetricsPort] })
export class MetricsModule {}
