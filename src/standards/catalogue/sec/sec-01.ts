import { foremost, part, prove } from '../../evidence.ts';
import { moduleOf } from '../../facts/module-graph.ts';
import { findUsed } from '../../facts/occurrences.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { bare, dotted, type Node } from '../../facts/syntax.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { serverCode } from '../../facts/used.ts';
import { placeOf } from '../../repository/source.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const refusesUnknown = /^(?:\w+\.)?strictObject$|\.strict$/;
const letsThrough = /^z\.(?:object|looseObject|record|any|unknown)\b|\.(?:passthrough|loose|catchall)$/;

/** Names that a route gives as the schema of a part of a request. */
const requestSchemas = (repository: Repository): ReadonlySet<string> =>
  new Set(
    findUsed(repository, serverCode(repository), { kind: 'key', text: /^(?:body|query|querystring|params)$/ }).flatMap(
      ({ node }) => (node.type === 'ObjectProperty' && node.value.type === 'Identifier' ? [node.value.name] : []),
    ),
  );

const opensUp = (init: Node | null | undefined): boolean =>
  init !== null && init !== undefined && bare(init).type === 'CallExpression' && letsThrough.test(dotted(init));

/** Schemas of requests that let members pass which nobody declared. */
const looseSchemas = (repository: Repository): Place[] => {
  const names = requestSchemas(repository);
  return serverCode(repository).files.flatMap((path) => {
    const source = repository.source(path);
    if (source === undefined || !/\bz\./.test(source.text)) return [];
    return moduleOf(source)
      .declarations.filter(
        ({ node, names: declared }) => declared.some((name) => names.has(name)) && 'init' in node && opensUp(node.init),
      )
      .map(({ node }) => placeOf(source, node));
  });
};

/** Where a request is held against its schema, and refused. */
const validates = (repository: Repository): Place[] => {
  const refusals = new Set(
    inServer(repository, {
      kind: ['name', 'string', 'number'],
      text: /^(?:ValidationError|ValidationException|BadRequest\w*|UnprocessableEntity\w*|VALIDATION_FAILED|422)$/,
    }).map(({ path }) => path),
  );
  const calls = inServer(repository, {
    kind: 'call',
    text: /\.(?:safeParse|safeParseAsync|parse|parseAsync|validate|validateAsync|validateSync)$/,
  });
  return [
    ...calls.filter(({ path }) => refusals.has(path) && !/config|env/.test(path)),
    ...inServer(repository, { kind: 'new', text: /ValidationPipe$/ }),
    ...packageInServer(repository, {
      from: /^(?:express-validator|celebrate|express-joi-validation|fastify-type-provider-zod|nestjs-zod)$/,
    }),
  ];
};

export default defineStandard({
  id: 'SEC-01',
  title: 'Every input is validated against a schema, and unknown fields are refused',
  why: 'What nobody declared is what attackers send: extra members, wrong types, endless lists.',
  references: ['OWASP ASVS 5.0 V2.2.1', 'OWASP API3:2023'],
  features: [],
  check: (repository) => {
    const loose = looseSchemas(repository);
    if (loose.length > 0) return unmet('There are schemas of requests that let unknown members through.', loose);
    return prove(repository, {
      parts: [
        part('nothing that holds each request against its schema and refuses it', validates(repository)),
        ...(repository.choices === undefined
          ? []
          : [
              part(
                'nothing that refuses bodies in another encoding',
                inServer(repository, { kind: 'call', text: 'requirePlainUtf8' }),
              ),
            ]),
        part('no schema that refuses unknown fields', [
          ...inServer(repository, { kind: 'call', text: refusesUnknown }),
          ...inServer(repository, { kind: 'key', text: /^(?:forbidNonWhitelisted|additionalProperties)$/ }),
        ]),
      ],
      tests: [
        part(
          'no property-based test of the inputs',
          foremost(
            testsThat(repository, { says: [/^fc(?:\.|$)/], file: [/\b4(?:22|00)\b|refuses|invalid/i] }),
            /propert|fuzz|openapi|valid|schema|input/i,
          ),
        ),
        part('no test that an unknown field is refused', [
          ...testsThat(repository, {
            says: [/^4(?:22|00)$/],
            title: /unknown|not known|unexpected|nobody asked|does not (?:have|know)|of the known/i,
          }),
          ...testsThat(repository, {
            says: [/unknown|unexpected|additional/i, /ValidationError|VALIDATION_FAILED|refused/],
          }),
        ]),
      ],
      unseen: {
        because: 'no validation of a kind that is known here is used',
        command: 'curl -i -X POST -H "content-type: application/json" -d \'{"unknown":1}\' "$BASE_URL/<route>"',
      },
    });
  },
  remedy: () =>
    steps(
      'Declare a schema for the body, the query and the path parameters of each route, objects strict (z.strictObject, or additionalProperties: false).',
      'Validate in one place before the handler runs; answer 422 with one entry for each field.',
      'Make requests from the OpenAPI document with fast-check, valid and invalid ones, and expect what it documents.',
    ),
});
