import type { Place } from '../standard.ts';
import { once } from './once.ts';
import { listOf, recordOf, textOf, textsOf } from './values.ts';
import { yamlDocument, type YamlDocument } from './yaml-document.ts';

/** A step of a pipeline that runs by itself: on a push, a proposed change, or by the clock. */
export interface CiStep {
  readonly place: Place;
  readonly job: string;
  readonly name?: string;
  /** The action it uses: `actions/checkout@…`. */
  readonly uses?: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The commands it runs, as they stand there. */
  readonly run?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly matrix: Readonly<Record<string, readonly string[]>>;
  /** Images of the servers that run beside the job. */
  readonly services: readonly string[];
  /** Where these are declared. */
  readonly servicesAt: Place;
}

const automatic = new Set(['push', 'pull_request', 'pull_request_target', 'merge_group', 'schedule']);

const isOff = (condition: unknown): boolean =>
  condition === false || (typeof condition === 'string' && /^(?:\$\{\{\s*)?false(?:\s*\}\})?$/.test(condition.trim()));

/** Steps of GitHub Actions and jobs of GitLab CI that run without being asked. Disabled ones are left out. */
export const ciSteps = once((repository): readonly CiStep[] => [
  ...repository
    .matching(/^\.github\/workflows\/[^/]+\.ya?ml$/)
    .flatMap((path) => githubSteps(yamlDocument(repository, path))),
  ...repository.matching(/^\.gitlab-ci\.ya?ml$/).flatMap((path) => gitlabSteps(yamlDocument(repository, path))),
]);

const eventsOf = (on: unknown): readonly string[] => [...textsOf(on), ...Object.keys(recordOf(on))];

const githubSteps = (document: YamlDocument | undefined): CiStep[] => {
  const workflow = recordOf(document?.value);
  if (document === undefined || !eventsOf(workflow.on).some((event) => automatic.has(event))) return [];
  return Object.entries(recordOf(workflow.jobs)).flatMap(([job, value]) => {
    const definition = recordOf(value);
    if (isOff(definition.if)) return [];
    const shared = {
      job,
      matrix: matrixOf(recordOf(definition.strategy).matrix),
      services: Object.values(recordOf(definition.services)).flatMap((one) => textOf(recordOf(one).image) ?? []),
      servicesAt: document.at('jobs', job, 'services'),
    };
    const outer = { ...textRecord(workflow.env), ...textRecord(definition.env) };
    return listOf(definition.steps).flatMap((step, index) => {
      const given = recordOf(step);
      if (isOff(given.if) || given['continue-on-error'] === true) return [];
      const environment = { ...outer, ...textRecord(given.env) };
      return [{ ...shared, ...stepOf(given), environment, place: document.at('jobs', job, 'steps', index) }];
    });
  });
};

const stepOf = (step: Readonly<Record<string, unknown>>): Pick<CiStep, 'name' | 'uses' | 'run' | 'options'> => {
  const [name, uses, run] = [textOf(step.name), textOf(step.uses), textOf(step.run)];
  return {
    options: recordOf(step.with),
    ...(name !== undefined && { name }),
    ...(uses !== undefined && { uses }),
    ...(run !== undefined && { run }),
  };
};

const matrixOf = (matrix: unknown): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(recordOf(matrix))
      .filter(([name]) => name !== 'include' && name !== 'exclude')
      .map(([name, values]) => [name, listOf(values).map(String)]),
  );

const textRecord = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(recordOf(value)).map(([name, given]) => [name, String(given)]));

/** Keys of a GitLab pipeline that are no jobs. */
const reserved = new Set(['default', 'include', 'stages', 'variables', 'workflow', 'image', 'services', 'cache']);

const imagesOf = (services: unknown): string[] =>
  listOf(services).flatMap((service) => textOf(service) ?? textOf(recordOf(service).name) ?? []);

const gitlabSteps = (document: YamlDocument | undefined): CiStep[] => {
  if (document === undefined) return [];
  const pipeline = recordOf(document.value);
  const shared = [...imagesOf(pipeline.services), ...imagesOf(recordOf(pipeline.default).services)];
  return Object.entries(pipeline).flatMap(([job, value]): CiStep[] => {
    const definition = recordOf(value);
    const script = textsOf(definition.script);
    if (job.startsWith('.') || reserved.has(job) || script.length === 0 || isManual(definition)) return [];
    return [
      {
        job,
        name: job,
        options: {},
        run: [...textsOf(definition.before_script), ...script].join('\n'),
        environment: { ...textRecord(pipeline.variables), ...textRecord(definition.variables) },
        matrix: {},
        services: [...shared, ...imagesOf(definition.services)],
        servicesAt: document.at(job, 'services'),
        place: document.at(job, 'script'),
      },
    ];
  });
};

const isManual = (definition: Readonly<Record<string, unknown>>): boolean =>
  definition.when === 'manual' || definition.when === 'never' || definition.allow_failure === true;
