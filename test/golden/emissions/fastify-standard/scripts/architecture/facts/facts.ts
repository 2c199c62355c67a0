import {
  readHealthChecks,
  readLoadTests,
  readMetrics,
  readRoles,
  readTiers,
  type LoadTests,
  type Metric,
  type Role,
  type Tier,
} from './configuration.ts';
import { readConstants, type Constants } from './constants.ts';
import { readEnvironment, type Variable } from './environment.ts';
import { inputsOf } from './inputs.ts';
import { readModules, readRowTypes, type Module, type RowType } from './modules.ts';
import { readRoutes, type Route } from './operations.ts';
import { Repository } from './repository.ts';
import { readSchema, type Schema } from './schema.ts';
import type { Table } from './schema-types.ts';

/** Everything the documents say, read off the sources. */
export interface Facts {
  readonly repository: Repository;
  readonly name: string;
  /** `npm run test:load -- smoke`, in the package manager of this repository. */
  readonly run: (script: string, argument?: string) => string;
  readonly scripts: ReadonlySet<string>;
  readonly stack: string;
  readonly schema: Schema;
  readonly rows: ReadonlyMap<string, RowType>;
  readonly modules: readonly Module[];
  readonly routes: readonly Route[];
  readonly variables: ReadonlyMap<string, Variable>;
  readonly roles: readonly Role[];
  readonly tiers: readonly Tier[];
  readonly metrics: readonly Metric[];
  readonly healthChecks: readonly string[];
  readonly loadTests: LoadTests | undefined;
  readonly constants: Constants;
  readonly parts: Parts;
}

/** Which parts this repository has. */
export interface Parts {
  readonly accounts: boolean;
  readonly accessTokens: boolean;
  readonly mail: boolean;
  readonly redis: boolean;
  readonly rateLimits: boolean;
  readonly idempotency: boolean;
  readonly auditLog: boolean;
  readonly overload: boolean;
  readonly metrics: boolean;
  readonly apiDocs: boolean;
  readonly ordering: boolean;
  readonly container: boolean;
  readonly decisions: boolean;
  readonly runbooks: boolean;
  readonly revocations: boolean;
}

interface Package {
  readonly name?: string;
  readonly packageManager?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The framework is what the composition imports first; the record of the decision for it says its name. */
const readFramework = (repository: Repository): { readonly dependency: string; readonly title: string } => {
  const dependency = /^import .* from '([^'.]+)';/m.exec(repository.text('src/app/app.ts'))?.[1] ?? '';
  const [title = dependency || 'Node.js'] = repository
    .paths(/^docs\/adr\//)
    .flatMap((path) => /^# (.+) serves HTTP$/m.exec(repository.text(path))?.[1] ?? []);
  return { dependency, title };
};

const readParts = (repository: Repository, variables: ReadonlyMap<string, Variable>): Parts => {
  const has = (path: string): boolean => repository.has(path);
  return {
    accounts: has('src/platform/access.ts'),
    accessTokens: has('src/platform/crypto/access-tokens.ts'),
    mail: variables.has('MAIL_URL'),
    redis: variables.has('REDIS_URL'),
    rateLimits: has('src/platform/rate-limit/tiers.ts'),
    idempotency: has('src/platform/idempotency/idempotency.ts'),
    auditLog: has('src/platform/audit/audit-log.ts'),
    overload: variables.has('OVERLOAD_MAX_IN_FLIGHT'),
    metrics: has('src/platform/metrics/metrics.ts'),
    apiDocs: has('src/platform/docs/docs-page.ts'),
    ordering: has('src/modules/ordering/index.ts'),
    container: has('Dockerfile'),
    decisions: repository.paths(/^docs\/adr\//).length > 0,
    runbooks: repository.paths(/^docs\/runbooks\//).length > 0,
    revocations: has('src/platform/database/revocation-channel.ts'),
  };
};

const readPackage = (repository: Repository) => {
  // The package manager reads the same file, and refuses one of another shape.
  const { name, packageManager, scripts, dependencies } = JSON.parse(
    repository.text('package.json') || '{}',
  ) as Package;
  const versions = new Map(Object.entries(dependencies ?? {}));
  const { dependency, title } = readFramework(repository);
  const manager = packageManager?.split('@')[0] ?? 'npm';
  return {
    name: name ?? 'backend',
    run: (script: string, argument?: string): string =>
      // Only npm takes arguments of the script for its own unless they stand behind two dashes.
      [
        manager,
        'run',
        script,
        ...(argument === undefined ? [] : manager === 'npm' ? ['--', argument] : [argument]),
      ].join(' '),
    scripts: new Set(Object.keys(scripts ?? {})),
    stack: `${title} ${versions.get(dependency) ?? ''}`.trim(),
  };
};

/** Reads the sources of a repository: path → text. Nothing is run. @throws SyntaxError when one cannot be parsed */
export const readFacts = (files: ReadonlyMap<string, string>): Facts => {
  const repository = new Repository(inputsOf(files));
  const rows = readRowTypes(repository);
  const variables = new Map(readEnvironment(repository).map((variable) => [variable.name, variable]));
  return {
    repository,
    ...readPackage(repository),
    schema: readSchema(repository),
    rows,
    modules: readModules(repository, rows),
    routes: readRoutes(repository),
    variables,
    roles: readRoles(repository),
    tiers: readTiers(repository),
    metrics: readMetrics(repository),
    healthChecks: readHealthChecks(repository),
    loadTests: readLoadTests(repository),
    constants: readConstants(repository),
    parts: readParts(repository, variables),
  };
};

/** The default of a variable as a number; 0 when it has none. */
export const setting = ({ variables }: Pick<Facts, 'variables'>, name: string): number =>
  Number(variables.get(name)?.default ?? 0);

/** The module that keeps a table: `platform` when no module does. */
export const keeperOf = ({ rows }: Pick<Facts, 'rows'>, table: string): string => rows.get(table)?.module ?? 'platform';

/** The tables, those of the domain first. */
export const tablesOf = (facts: Facts): { readonly domain: readonly Table[]; readonly platform: readonly Table[] } => {
  const isDomain = ({ migration }: Table): boolean => Number(migration.slice(0, 4)) >= 1000;
  const { tables } = facts.schema;
  return { domain: tables.filter(isDomain), platform: tables.filter((table) => !isDomain(table)) };
};
