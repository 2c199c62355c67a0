import type { Assessment } from '../assess.ts';
import type { Repository } from '../repository/repository.ts';
import type { Place, Standard } from '../standard.ts';

/** What SARIF needs to know besides the assessments. */
export interface SarifContext {
  readonly repository: Repository;
  readonly version: string;
}

/** The files that stand for the repository as a whole, the first that is there. */
const wholes = ['package.json', 'README.md'];

const locationOf = ({ path, line = 1 }: Place): object => ({
  physicalLocation: {
    artifactLocation: { uri: encodeURI(path), uriBaseId: 'SRCROOT' },
    region: { startLine: line },
  },
});

/** Code scanning shows no finding without a place: one about the whole repository gets that of its description. */
const placesOf = (assessment: Assessment, { repository }: SarifContext): readonly Place[] => {
  const { verdict } = assessment;
  const places = verdict.status === 'unmet' ? (verdict.places ?? []) : [];
  if (places.length > 0) return places;
  return [{ path: wholes.find((path) => repository.has(path)) ?? repository.files[0] ?? 'package.json' }];
};

const ruleOf = ({ id, title, why, references }: Standard): object => ({
  id,
  shortDescription: { text: title },
  fullDescription: { text: why },
  help: { text: [why, ...references].join('\n') },
  defaultConfiguration: { level: 'warning' },
  properties: { tags: ['architecture', id.split('-')[0] ?? ''] },
});

const resultOf = (assessment: Assessment, ruleIndex: number, context: SarifContext): readonly object[] => {
  const { standard, verdict } = assessment;
  if (verdict.status !== 'unmet' && verdict.status !== 'unknown') return [];
  const places = placesOf(assessment, context);
  const isOpen = verdict.status === 'unmet';
  return [
    {
      ruleId: standard.id,
      ruleIndex,
      // Level and kind belong together: only what fails has a level (SARIF 2.1.0, section 3.27.10).
      kind: isOpen ? 'fail' : 'review',
      level: isOpen ? 'warning' : 'none',
      message: { text: `${standard.title}: ${isOpen ? verdict.missing : verdict.because}` },
      locations: places.slice(0, 1).map(locationOf),
      ...(places.length > 1
        ? { relatedLocations: places.slice(1).map((place, index) => ({ id: index + 1, ...locationOf(place) })) }
        : {}),
      partialFingerprints: { 'standard/v1': standard.id },
    },
  ];
};

/** The findings as SARIF 2.1.0: a rule for each standard, a result for each that is open or cannot be seen. */
export const sarifOf = (assessments: readonly Assessment[], context: SarifContext): object => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'create-backend-architect',
          version: context.version,
          semanticVersion: context.version,
          rules: assessments.map(({ standard }) => ruleOf(standard)),
        },
      },
      automationDetails: { id: 'create-backend-architect/check' },
      originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository.' } } },
      columnKind: 'utf16CodeUnits',
      results: assessments.flatMap((assessment, index) => resultOf(assessment, index, context)),
    },
  ],
});
