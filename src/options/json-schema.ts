import { defaultOf, optionsOf, valuesOf, type FeatureChoice } from './feature-choices.ts';
import type { OptionDefinition } from './option-definition.ts';

/** What a schema can be printed of. */
export const schemaNames = ['answers', 'model'] as const;

/** A JSON Schema (draft 2020-12) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const valueSchema = (definition: OptionDefinition, features: readonly FeatureChoice[]): JsonSchema => {
  const values = valuesOf(definition, features).map((choice) => choice.value);
  const text: JsonSchema = values.length === 0 ? { type: 'string', minLength: 1 } : { type: 'string', enum: values };
  switch (definition.kind) {
    case 'list':
      return { type: 'array', items: text };
    case 'toggle':
    case 'switch':
      return { type: 'boolean' };
    case 'text':
    case 'file':
    case 'choice':
      return text;
  }
};

const propertyOf = (definition: OptionDefinition, features: readonly FeatureChoice[]): JsonSchema => {
  const { description, defaultNote } = definition;
  const byDefault = defaultOf(definition, features);
  return {
    description: defaultNote === undefined ? description : `${description}; by default ${defaultNote}`,
    ...valueSchema(definition, features),
    ...(byDefault === undefined ? {} : { default: byDefault }),
  };
};

/** The JSON Schema of the answers file, with the values that this version knows. */
export const answersSchema = (features: readonly FeatureChoice[]): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Answers of create-backend-architect',
  type: 'object',
  properties: Object.fromEntries(
    optionsOf('create', features)
      .filter((definition) => definition.inAnswers)
      .map((definition) => [definition.key, propertyOf(definition, features)]),
  ),
  additionalProperties: false,
});
