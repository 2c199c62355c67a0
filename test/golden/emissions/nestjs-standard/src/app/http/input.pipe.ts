import { Inject, Injectable, type PipeTransform } from '@nestjs/common';
import type { Platform } from '../../platform/platform.ts';
import { PLATFORM } from '../tokens.ts';
import { inputOf, type RequestInput } from './request-input.ts';
import type { HttpRequest } from './request.ts';

/** Validates a request by the schemas of its operation, the same ones that the OpenAPI document shows. */
@Injectable()
export class InputPipe implements PipeTransform<HttpRequest, RequestInput | Promise<RequestInput>> {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  transform(request: HttpRequest): RequestInput | Promise<RequestInput> {
    return inputOf(request, this.platform.env.BODY_LIMIT);
  }
}
