import { constantOf, keyOf, textOfValue, type Value } from './evaluate.ts';
import type { Repository } from './repository.ts';
import { nodesOf, textOf } from './source.ts';

/** A role of the accounts, and what it grants; `*` is everything. */
export interface Role {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  readonly isDefault: boolean;
}

const ROLES = 'src/modules/users/domain/roles.ts';

const names = (value: Value): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : typeof value === 'string' ? [value] : [];

/** The roles, or nothing when there are no accounts. */
export const readRoles = (repository: Repository): readonly Role[] => {
  const source = repository.source(ROLES);
  const grants = source?.declarations.get('grants')?.node;
  if (grants?.type !== 'ObjectExpression') return [];
  const granted = constantOf(repository, ROLES, 'grants');
  const byDefault = constantOf(repository, ROLES, 'defaultRole');
  return grants.properties.flatMap((property) => {
    const name = property.type === 'ObjectProperty' ? keyOf(property.key) : undefined;
    if (name === undefined) return [];
    const permissions = names((granted as Record<string, Value>)[name]); // what an object comes to is an object
    return [{ name, description: textOf(property.leadingComments), permissions, isDefault: name === byDefault }];
  });
};

/** A budget of requests a minute, and the variable that sets it. */
export interface Tier {
  readonly name: string;
  readonly variable: string;
  readonly description: string;
}

/** The tiers of the rate limits, or nothing when there are none. */
export const readTiers = (repository: Repository): readonly Tier[] => {
  const limits = repository.source('src/platform/rate-limit/tiers.ts')?.declarations.get('tierLimits')?.node;
  const [object] = limits === undefined ? [] : nodesOf(limits, 'ObjectExpression');
  return (object?.properties ?? []).flatMap((property) => {
    if (property.type !== 'ObjectProperty' || property.value.type !== 'MemberExpression') return [];
    const name = keyOf(property.key);
    const variable = keyOf(property.value.property);
    if (name === undefined || variable === undefined) return [];
    return [{ name, variable, description: textOf(property.leadingComments) }];
  });
};

/** A time series this process offers. */
export interface Metric {
  readonly name: string;
  readonly help: string;
}

/** All metrics that are declared under src/, by a name and a help text. Those of Node.js come on top. */
export const readMetrics = (repository: Repository): readonly Metric[] => {
  const sources = repository.sources(/^src\/.*\.ts$/, (text) => /\bhelp: '/.test(text));
  const metrics = sources.flatMap((source) =>
    nodesOf(source.program, 'ObjectExpression').flatMap(({ properties }) => {
      const literals = new Map<string, string>();
      for (const property of properties) {
        const key = property.type === 'ObjectProperty' ? keyOf(property.key) : undefined;
        const value = property.type === 'ObjectProperty' ? property.value : undefined;
        if (key !== undefined && value?.type === 'StringLiteral') literals.set(key, value.value);
      }
      const [name, help] = [literals.get('name'), literals.get('help')];
      return name === undefined || help === undefined ? [] : [{ name, help }];
    }),
  );
  return metrics.sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** The names of what readiness depends on. */
export const readHealthChecks = (repository: Repository): readonly string[] =>
  repository
    .paths(/^src\/platform\/.*\.ts$/)
    .flatMap((path) => [...repository.text(path).matchAll(/\bhealth\.register\('([\w-]+)'/g)])
    .map(([, name = '']) => name);

/** A step of load: connections that send one request after the other, for some seconds. */
export interface LoadStage {
  readonly connections: number;
  readonly seconds: number;
  readonly measured: boolean;
}

export interface LoadTests {
  readonly p95: number;
  readonly failureRate: number;
  readonly profiles: readonly {
    readonly name: string;
    readonly purpose: string;
    readonly stages: readonly LoadStage[];
  }[];
}

const isRecord = (value: Value): value is Readonly<Record<string, Value>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const stageOf = (value: Value): LoadStage => {
  const { connections, seconds, measured } = isRecord(value) ? value : {};
  return { connections: Number(connections), seconds: Number(seconds), measured: measured === true };
};

/** The profiles and limits of the load tests, or nothing when there are none. */
export const readLoadTests = (repository: Repository): LoadTests | undefined => {
  const profiles = constantOf(repository, 'test/load/profiles.ts', 'profiles');
  const limits = constantOf(repository, 'test/load/thresholds.ts', 'limits');
  if (!isRecord(profiles) || !isRecord(limits)) return undefined;
  return {
    p95: Number(limits['p95']),
    failureRate: Number(limits['failureRate']),
    profiles: Object.entries(profiles).map(([name, profile]) => {
      const { purpose, stages } = isRecord(profile) ? profile : {};
      return { name, purpose: textOfValue(purpose) ?? '', stages: Array.isArray(stages) ? stages.map(stageOf) : [] };
    }),
  };
};
