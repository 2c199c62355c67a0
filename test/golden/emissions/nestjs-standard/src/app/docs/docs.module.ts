import { Module } from '@nestjs/common';
import { DocsController } from './docs.controller.ts';

/** Serves the documentation of the API. */
@Module({ controllers: [DocsController] })
export class DocsModule {}
