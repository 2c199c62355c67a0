import { keeperOf, type Facts } from '../facts/facts.ts';
import type { Module } from '../facts/modules.ts';
import {
  code,
  codes,
  count,
  document,
  fenced,
  list,
  nodeName,
  numbered,
  section,
  subsection,
  table,
  type Block,
} from './markdown.ts';

/** How a module hangs together with the others. The larger the sum, the more calls a network would have to carry. */
interface Coupling {
  readonly module: Module;
  readonly usedBy: readonly string[];
  /** Foreign keys between its tables and those of others, both ways. */
  readonly keys: number;
  readonly sum: number;
}

const keysAcross = (facts: Facts, name: string): number =>
  facts.schema.tables
    .flatMap((of) => of.foreignKeys.map((key) => [keeperOf(facts, of.name), keeperOf(facts, key.table)] as const))
    .filter(([from, to]) => from !== to && (from === name || to === name)).length;

/** The modules, those that would be easiest to run as a service of their own first. */
export const couplings = (facts: Facts): readonly Coupling[] =>
  facts.modules
    .map((module) => {
      const usedBy = facts.modules
        .filter(({ dependencies }) => dependencies.includes(module.name))
        .map(({ name }) => name);
      const keys = keysAcross(facts, module.name);
      const sum = module.dependencies.length + usedBy.length + keys + module.foreignTables.length;
      return { module, usedBy, keys, sum };
    })
    .sort((a, b) => a.sum - b.sum);

/** Modules that call each other, directly or by way of others: they move together or through an interface. */
const groups = (facts: Facts): string => {
  const found: Set<string>[] = [];
  for (const { name, dependencies } of facts.modules) {
    const members = [name, ...dependencies];
    const touched = found.filter((group) => members.some((member) => group.has(member)));
    for (const group of touched) found.splice(found.indexOf(group), 1);
    found.push(new Set([...members, ...touched.flatMap((group) => [...group])]));
  }
  return found.map((group) => codes([...group].sort())).join(' · ');
};

const isRead = ({ method }: { readonly method: string }): boolean => method === 'GET';

const serviceOf = (facts: Facts, { module, usedBy }: Coupling): Block => {
  const routes = facts.routes.filter((route) => route.module === module.name);
  const reads = routes.filter(isRead).length;
  const tables = module.tables.length === 0 ? 'no table of its own' : codes(module.tables);
  const beyond =
    module.foreignTables.length === 0
      ? ''
      : `; works on ${codes(module.foreignTables)}, kept by ${codes([...new Set(module.foreignTables.map((name) => keeperOf(facts, name)))])}`;
  return subsection(
    `Service: ${module.name}`,
    list([
      module.responsibilities.length === 0 ? undefined : `RESPONSIBILITY: ${module.responsibilities.join(' ')}`,
      `DATA_OWNERSHIP: ${tables}${beyond}`,
      `APIS_EXPOSED: ${routes.length === 0 ? 'none over HTTP' : `${count(routes.length, 'route')} (${reads} read, ${routes.length - reads} write)`}; ${code(`src/modules/${module.name}/index.ts`)} to other modules`,
      `DEPENDENCIES: ${module.dependencies.length === 0 ? 'none' : codes(module.dependencies)}; used by ${usedBy.length === 0 ? 'none' : codes(usedBy)}`,
      `SCALING_NEEDS: ${scalingOf(facts, module, reads, routes.length - reads)}`,
    ]),
  );
};

const scalingOf = (facts: Facts, module: Module, reads: number, writes: number): string => {
  if (module.tables.includes('password_credentials')) return 'CPU and memory: each log-in hashes a password';
  if (module.tables.includes('refresh_tokens'))
    return 'one write for every refresh, one check of a signature for every request';
  if (facts.parts.ordering && module.name === 'ordering')
    return 'writes that lock the rows of the ordered products: contention on few products, not volume';
  if (reads === 0 && writes === 0) return 'those of its callers';
  if (writes === 0) return 'reads';
  return reads >= writes ? 'reads above all' : 'reads, and short writes of single rows';
};

const diagram = (facts: Facts): string => {
  const nodes = facts.modules.map(({ name }) => `  ${nodeName(name)}["${name}"]`);
  const edges = facts.modules.flatMap(({ name, dependencies }) =>
    dependencies.map((target) => `  ${nodeName(name)} --> ${nodeName(target)}`),
  );
  const shared = facts.modules.flatMap(({ name, foreignTables }) =>
    [...new Set(foreignTables.map((table) => keeperOf(facts, table)))].map(
      (keeper) => `  ${nodeName(name)} -. tables .-> ${nodeName(keeper)}`,
    ),
  );
  const platform = shared.some((edge) => edge.endsWith('> platform')) ? ['  platform["platform"]'] : [];
  return fenced('mermaid', ['flowchart LR', ...nodes, ...platform, ...edges, ...shared]);
};

const crossing = (facts: Facts): string[][] =>
  facts.modules.flatMap((module) =>
    module.foreignTables.map((name) => [code(module.name), code(name), code(keeperOf(facts, name))]),
  );

const communication = (facts: Facts): Block =>
  list([
    `SYNCHRONOUS: calls within the process through ${code('index.ts')}; clients by HTTP.`,
    facts.parts.revocations
      ? 'ASYNCHRONOUS: revocations of sign-ins go to all processes by PostgreSQL `LISTEN` / `NOTIFY`, in the transaction that makes them. Work after an answer (mail) stays in the process: what is not sent when it ends is lost, and asked for again by its owner.'
      : 'ASYNCHRONOUS: nothing. The first thing that has to happen after an answer, and must not get lost, brings an outbox table and a queue.',
    'SHARED_DATA: the tables below are read or written by a module that does not keep them, in one transaction. They are what has to become a call or an event first.',
  ]);

/** Why this is one service, where its seams are, and in which order they would be cut. */
export const microservicesDesign = (facts: Facts): string => {
  const ordered = couplings(facts);
  const candidates = ordered.slice(0, 4).map(({ module, sum }) => {
    const ties = [
      ...module.foreignTables.map((name) => `${code(name)} becomes an interface of ${code(keeperOf(facts, name))}`),
    ];
    return `${code(module.name)} (${sum}): ${ties.length === 0 ? 'moves with its tables; foreign keys to others become checked ids.' : `${ties.join('; ')}.`}`;
  });
  return document(
    'Microservices design',
    `A modular monolith: ${count(facts.modules.length, 'module')} in one process and one database. ${count(ordered.reduce((sum, { keys }) => sum + keys, 0) / 2, 'foreign key')} and ${count(crossing(facts).length, 'table')} cross the seams; as services, each of them would be a network call or an event that can fail. That is worth it when teams block each other, or one part needs a scale, a runtime or an uptime of its own; none of that is known of a new system. ${facts.parts.decisions ? 'The decision: [docs/adr](../adr/README.md).' : ''}`.trim(),
    section('Modules', diagram(facts), 'Solid: calls its public face. Dotted: works on its tables.'),
    section('Service breakdown', ...ordered.map((coupling) => serviceOf(facts, coupling))),
    section('Communication patterns', communication(facts), table(['Module', 'Works on', 'Kept by'], crossing(facts))),
    section(
      'Order of extraction',
      'By coupling: modules it calls + modules that call it + foreign keys across its seam + tables of others. The lowest first.',
      table(
        ['Module', 'Calls', 'Called by', 'Foreign keys across', 'Tables of others', 'Sum'],
        ordered.map(({ module, usedBy, keys, sum }) => [
          code(module.name),
          String(module.dependencies.length),
          String(usedBy.length),
          String(keys),
          String(module.foreignTables.length),
          String(sum),
        ]),
      ),
      numbered(candidates),
      `Groups that call each other: ${groups(facts)}. Within a group a call becomes a request; between groups only foreign keys have to go.`,
    ),
    section(
      'Deployment',
      `${facts.parts.container ? `One image (${code('Dockerfile')}), started as often as needed` : 'One process, started as often as needed'}; the same code runs the migrations (${code(facts.run('db:migrate'))}). The seams are held by ${code('test/unit/architecture.test.ts')}: a module that reaches into another fails the build, so a cut stays possible.`,
    ),
  );
};
