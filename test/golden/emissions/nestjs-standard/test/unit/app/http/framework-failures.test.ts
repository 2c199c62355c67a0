import {
  BadGatewayException,
  BadRequestException,
  ConflictException,
  ForbiddenException,
  HttpException,
  InternalServerErrorException,
  MethodNotAllowedException,
  NotFoundException,
  PreconditionFailedException,
  ServiceUnavailableException,
  UnauthorizedException,
  UnprocessableEntityException,
} from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { translateFrameworkError } from '../../../../src/app/http/framework-failures.ts';
import { ConflictError } from '../../../../src/platform/errors.ts';
import { toFailure } from '../../../../src/platform/http/failure.ts';

const methods = () => ['GET', 'HEAD'];

describe('translateFrameworkError', () => {
  it.each<readonly [Error, string]>([
    [new BadRequestException('Unexpected token'), 'MALFORMED_REQUEST'],
    [new UnauthorizedException(), 'UNAUTHENTICATED'],
    [new ForbiddenException(), 'FORBIDDEN'],
    [new NotFoundException(), 'NOT_FOUND'],
    [new MethodNotAllowedException(), 'METHOD_NOT_ALLOWED'],
    [new ConflictException('Taken'), 'CONFLICT'],
    [new PreconditionFailedException(), 'PRECONDITION_FAILED'],
    [new UnprocessableEntityException('Too late'), 'VALIDATION_FAILED'],
    [new ServiceUnavailableException(), 'SERVICE_UNAVAILABLE'],
    [new BadGatewayException(), 'BAD_GATEWAY'],
    [Object.assign(new URIError('Failed to decode param'), { statusCode: 400 }), 'MALFORMED_REQUEST'],
    [Object.assign(new Error('Body is too large'), { statusCode: 413 }), 'PAYLOAD_TOO_LARGE'],
    [Object.assign(new Error('Unsupported'), { statusCode: 415 }), 'UNSUPPORTED_MEDIA_TYPE'],
  ])('says %s in our words', (error, code) => {
    expect(translateFrameworkError(error, methods)).toMatchObject({ code, cause: error });
  });

  it('keeps the status and the message of any exception', () => {
    const answer = toFailure(translateFrameworkError(new HttpException('Pay first.', 402), methods));
    expect(answer).toMatchObject({ status: 402, entries: [{ code: 'PAYMENT_REQUIRED', message: 'Pay first.' }] });
  });

  it('says when to come back after too many requests', () => {
    const error = translateFrameworkError(new HttpException('Too many', 429), methods);
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 60 });
  });

  it('leaves our own errors, and faults, as they are', () => {
    const faults = [new TypeError('x is undefined'), new InternalServerErrorException(), 'text', undefined];
    for (const error of [new ConflictError('Taken.'), ...faults]) {
      expect(translateFrameworkError(error, methods)).toBe(error);
    }
  });
});
