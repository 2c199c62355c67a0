import { applyDecorators, Delete, Get, HttpCode, Patch, Post, Put, UseInterceptors } from '@nestjs/common';
import type { z } from 'zod';
import type { Answer, Operation as OperationOf } from '../../platform/http/operation.ts';
import { EnvelopeInterceptor } from '../interceptors/envelope.interceptor.ts';
import { IdempotencyInterceptor } from '../interceptors/idempotency.interceptor.ts';
import { Contract } from './contract.ts';
import { Input, takesInput } from './input.decorator.ts';

const verbs = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

type Awaitable<Value> = Value | Promise<Value>;

/** A method that answers an operation: it returns the data, or nothing when there is none. */
type Handler<Data extends z.ZodType | undefined, Many extends boolean> = (
  ...input: never[]
) => Data extends z.ZodType ? Awaitable<Answer<Data, Many>> : Awaitable<void>;

/**
 * Makes a method of a controller the handler of an operation: method and path, status, access, validation, envelope and
 * conditional requests all follow from it, and what the method returns is checked by the compiler.
 */
export const Operation =
  <
    Params extends z.ZodObject | undefined,
    Query extends z.ZodObject | undefined,
    Body extends z.ZodType | undefined,
    Data extends z.ZodType | undefined,
    Many extends boolean,
  >(
    operation: OperationOf<Params, Query, Body, Data, Many>,
  ) =>
  <Method extends Handler<Data, Many>>(
    handlers: object,
    name: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const route = operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const interceptors = operation.idempotency ? [IdempotencyInterceptor, EnvelopeInterceptor] : [EnvelopeInterceptor];
    // What nobody asks for is refused as well: parameters and bodies that the operation does not have.
    if (!takesInput(handlers, name)) Input()(handlers, name, descriptor.value?.length ?? 0);
    applyDecorators(
      verbs[operation.method](route),
      HttpCode(operation.success.status),
      Contract({ route, operation, operational: false }),
      UseInterceptors(...interceptors),
    )(handlers, name, descriptor);
  };
