import { z } from 'zod';
import { accessRules, fieldTypes, operations } from '../../templates/base/resources/files/generators/resource/model.ts';

const name = z.string().min(1).max(60);
const flag = z.boolean().optional();
const limit = z.union([z.number(), z.string().max(40)]).optional();
// A line break, also one of Unicode, would end the comment that a description becomes in the code, and `*/` any comment.
const sentence = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}`\\]*$/u, 'Must be one line of plain text, without ` and \\.')
  .refine((text) => !text.includes('*/'), 'Must not contain */.');

const field = z
  .strictObject({
    name,
    type: z.enum(fieldTypes),
    description: sentence.optional(),
    optional: flag,
    unique: flag,
    default: z.union([z.string().max(200), z.number(), z.boolean()]).optional(),
    min: limit,
    max: limit,
    pattern: z.string().max(200).optional(),
    values: z.array(z.string()).max(100).optional(),
    from: name.optional(),
    searchable: flag,
    sortable: flag,
    filterable: flag,
    immutable: flag,
    private: flag,
    readOnly: flag,
  })
  .meta({ description: 'A value of the entity.' });

const shortMember = z
  .string()
  .max(400)
  .meta({ description: 'The short form: name:type[:modifier…], such as total:money:min=0.' });

const relation = z
  .strictObject({
    name,
    type: z.enum(['many-to-one', 'one-to-one', 'many-to-many']),
    target: name,
    description: sentence.optional(),
    optional: flag,
    immutable: flag,
    onDelete: z.enum(['restrict', 'keep']).optional(),
  })
  .meta({ description: 'A reference to another entity.' });

const index = z
  .strictObject({ fields: z.array(name).min(1).max(8), unique: flag, purpose: sentence })
  .meta({ description: 'An index beyond those that the lists and filters get by themselves.' });

const access = z.strictObject({
  read: z.enum(accessRules).optional(),
  write: z.enum(accessRules).optional(),
  withoutAuth: z.enum(['read', 'write']).optional(),
});

const entity = z.strictObject({
  name,
  plural: name.optional(),
  description: sentence.optional(),
  fields: z.array(z.union([shortMember, field])).max(60),
  relations: z
    .array(z.union([shortMember, relation]))
    .max(20)
    .optional(),
  indexes: z.array(index).max(10).optional(),
  owner: z.literal('user').optional(),
  partOf: z.strictObject({ entity: name, as: name }).optional(),
  operations: z.array(z.enum(operations)).optional(),
  access: access.optional(),
});

const role = z.strictObject({
  name,
  description: sentence.optional(),
  default: flag,
  permissions: z.array(z.string().max(100)).max(200),
});

/** The form of a model file. What it says beyond its form is looked at by `modelProblems`. */
export const modelFileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name: sentence.max(60),
    description: sentence.optional(),
    roles: z.array(role).min(1).max(30).optional(),
    entities: z.array(entity).min(1).max(200),
  })
  .meta({ title: 'Domain model', description: 'Entities, their fields and relations, and the roles of a backend.' });

/** A model file as its author wrote it. */
export type ModelFile = z.output<typeof modelFileSchema>;

/** The JSON Schema of model files, for editors. */
export const modelJsonSchema = (): object => z.toJSONSchema(modelFileSchema, { io: 'input' });
