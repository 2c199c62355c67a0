import fc from 'fast-check';

/** The parts of JSON Schema that the OpenAPI document uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

/** Finds what a `$ref` stands for. */
export type Resolve = (ref: string) => JsonSchema;

const formats: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  uuid: fc.uuid(),
  email: fc.emailAddress(),
  uri: fc.webUrl(),
  date: fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
    .map((d) => d.toISOString().slice(0, 10)),
  'date-time': fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
    .map((d) => d.toISOString()),
};

const textOf = ({ format, pattern, minLength = 0, maxLength }: JsonSchema): fc.Arbitrary<unknown> => {
  if (format !== undefined && formats[format]) return formats[format];
  const longest = maxLength ?? minLength + 30;
  if (pattern === undefined)
    return fc.string({ minLength, maxLength: Math.min(longest, minLength + 100), unit: 'grapheme' });
  return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length >= minLength && text.length <= longest);
};

const objectOf = ({ properties = {}, required = [] }: JsonSchema, resolve: Resolve): fc.Arbitrary<unknown> =>
  fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, arbitraryOf(schema, resolve)])),
    { requiredKeys: [...required] },
  );

const typed = (type: string | undefined, schema: JsonSchema, resolve: Resolve): fc.Arbitrary<unknown> => {
  const { minimum = -1_000_000, maximum = 1_000_000, minItems = 0, maxItems = 5, items = {} } = schema;
  switch (type) {
    case 'object':
      return objectOf(schema, resolve);
    case 'array':
      return fc.array(arbitraryOf(items, resolve), {
        minLength: minItems,
        maxLength: Math.min(maxItems, minItems + 5),
      });
    case 'integer':
      return fc.integer({ min: Math.max(minimum, -1_000_000), max: Math.min(maximum, 1_000_000) });
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
};

/** Makes values that a schema allows. */
export const arbitraryOf = (schema: JsonSchema, resolve: Resolve): fc.Arbitrary<unknown> => {
  if (schema.$ref !== undefined) return arbitraryOf(resolve(schema.$ref), resolve);
  if (schema.allOf) {
    const merged = schema.allOf.map((part) => (part.$ref === undefined ? part : resolve(part.$ref)));
    return arbitraryOf(
      merged.reduce((all, part) => ({ ...all, ...part }), {}),
      resolve,
    );
  }
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, resolve)));
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return fc.oneof(...types.map((type: string | undefined) => typed(type, schema, resolve)));
};
