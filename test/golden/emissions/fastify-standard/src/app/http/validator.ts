import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { NotFoundError } from '../../platform/errors.ts';
import { validate } from '../../platform/http/validation.ts';

/**
 * Lets zod schemas validate requests. A path parameter that breaks its schema is the id of nothing, so it is answered
 * like any other unknown id.
 */
export const zodValidator: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (data: unknown) => {
    try {
      return { value: validate(schema, data) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { error: httpPart === 'params' ? new NotFoundError(undefined, { cause: error }) : error };
    }
  };
};

const refuseSchema = (): never => {
  throw new Error('Fastify compiles no schema here: describe the route by an operation, and mount it by route().');
};

/**
 * Stands where Fastify would load its own compilers, a tenth of the start and of the memory, for which the validator
 * above leaves no work. A response schema of a route fails the start, since they would not know what to do with zod's.
 */
export const schemaController = {
  compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema },
};
