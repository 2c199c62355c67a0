import { z } from 'zod';

import { links } from '../../../platform/http/links.ts';
import { booleanParameter, idParameter, pageParameters, sortParameter } from '../../../platform/http/parameters.ts';
import { roles } from '../domain/roles.ts';
import { personName } from './fields.ts';

export const role = z.enum(roles).meta({ id: 'Role', description: 'What an account may do.' });

/** Open in answers: a role that is added must not break clients that know the others. */
const answeredRole = z.string().meta({ description: `At present one of ${roles.join(', ')}; more may come.` });

export const user = z
  .object({
    id: z.uuid(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    roles: z.array(answeredRole),
    isActive: z.boolean(),
    emailVerified: z.boolean(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    _links: links(),
  })
  .meta({ id: 'User', description: 'A person with an account.' });

export const userParams = z.strictObject({ id: idParameter() });

export const userQuery = z.strictObject({
  ...pageParameters,
  sort: sortParameter(['createdAt', 'email'] as const, '-createdAt'),
  role: role.optional(),
  isActive: booleanParameter().optional(),
});

export const ownChange = z
  .strictObject({ firstName: personName.optional(), lastName: personName.optional() })
  .meta({ id: 'OwnUserChange' });

export const standingChange = z
  .strictObject({
    roles: z
      .array(role)
      .min(1)
      .max(roles.length)
      .refine((given) => new Set(given).size === given.length, 'Names a role twice.')
      .optional(),
    isActive: z.boolean().optional(),
  })
  .meta({ id: 'UserStandingChange' });
