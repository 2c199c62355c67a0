import { z } from 'zod';

/** A text for people (SARIF 2.1.0, sections 3.11 and 3.12). */
const text = z.strictObject({ text: z.string().min(1) });

/** Relative to the root of the repository, as a URI: RFC 3986 leaves no blank and no bracket in it. */
const uri = z.string().regex(/^[\w\-.~!$&'()*+,;=:@/%]+$/);

const physicalLocation = z.strictObject({
  artifactLocation: z.strictObject({ uri, uriBaseId: z.literal('SRCROOT') }),
  // Lines count from 1 (section 3.30.5).
  region: z.strictObject({ startLine: z.int().min(1) }),
});

const location = z.strictObject({ physicalLocation });

/** What a finding may look like: one that failed has a level, any other has none (section 3.27.10). */
const result = z
  .strictObject({
    ruleId: z.string().min(1),
    ruleIndex: z.int().min(0),
    kind: z.enum(['notApplicable', 'pass', 'fail', 'review', 'open', 'informational']),
    level: z.enum(['none', 'note', 'warning', 'error']),
    message: text,
    locations: z.array(location).min(1),
    relatedLocations: z
      .array(z.strictObject({ id: z.int().min(0), physicalLocation }))
      .min(1)
      .optional(),
    partialFingerprints: z.record(z.string(), z.string()),
  })
  .refine(({ kind, level }) => (kind === 'fail') === (level !== 'none'), 'Level and kind do not belong together.');

const rule = z.strictObject({
  id: z.string().min(1),
  shortDescription: text,
  fullDescription: text,
  help: text,
  defaultConfiguration: z.strictObject({ level: z.enum(['none', 'note', 'warning', 'error']) }),
  properties: z.strictObject({ tags: z.array(z.string()) }),
});

const run = z
  .strictObject({
    tool: z.strictObject({
      driver: z.strictObject({
        name: z.string().min(1),
        version: z.string(),
        semanticVersion: z.string(),
        rules: z.array(rule),
      }),
    }),
    automationDetails: z.strictObject({ id: z.string() }),
    originalUriBaseIds: z.strictObject({ SRCROOT: z.strictObject({ description: text }) }),
    columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
    results: z.array(result),
  })
  .refine(
    ({ tool, results }) => results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId),
    'A result names another rule than it points to (section 3.27.6).',
  );

/** As much of SARIF 2.1.0 (OASIS) as a report of ours uses, and nothing else. */
export const sarifSchema = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(run).min(1),
});
