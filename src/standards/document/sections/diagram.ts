import type { PlanFacts } from '../facts/plan-facts.ts';
import { inline, listed } from '../markdown.ts';

/** Text inside the quotes of a Mermaid label. */
const label = (text: string): string => `"${inline(text).replaceAll('"', "'")}"`;

const alias = (title: string): string => title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');

/** The systems around the backend: which of them run beside it, and which are somebody else's. */
const systemLines = ({
  technologies,
}: PlanFacts): { readonly inside: string[]; readonly outside: string[]; readonly relations: string[] } => {
  const inside: string[] = [];
  const outside: string[] = [];
  const relations: string[] = [];
  for (const { title, role } of technologies.systems) {
    const isStore = /^(Redis|Memcached)$/.test(title);
    const isBroker = /^(RabbitMQ|Kafka|NATS)$/.test(title);
    if (isStore) inside.push(`ContainerDb(${alias(title)}, ${label(title)}, ${label(title)}, ${label(role)})`);
    else if (isBroker) inside.push(`ContainerQueue(${alias(title)}, ${label(title)}, ${label(title)}, ${label(role)})`);
    else outside.push(`System_Ext(${alias(title)}, ${label(title)}, ${label(role)})`);
    if (title === 'Prometheus') relations.push(`Rel(prometheus, api, "scrapes", "HTTP")`);
    else relations.push(`Rel(api, ${alias(title)}, ${label(role)})`);
  }
  return { inside, outside, relations };
};

/** A C4 container diagram in Mermaid: clients, the process, its database, and the systems that it talks to. */
export const containerDiagram = (facts: PlanFacts): readonly string[] => {
  const { name, technologies, modules } = facts;
  const { inside, outside, relations } = systemLines(facts);
  const subjects =
    modules.length === 0
      ? 'the API'
      : listed(
          modules.map((module) => module.name),
          8,
        );
  const engine = technologies.engine;
  const tables = engine === undefined ? [] : [`ContainerDb(database, ${label(engine)}, ${label(engine)}, "all data")`];
  return [
    '```mermaid',
    'C4Container',
    `  title ${inline(name).replaceAll(/["`]/g, '')}`,
    '  Person(client, "Client", "browser, app or other service")',
    `  System_Boundary(backend, ${label(name)}) {`,
    `    Container(api, "API", ${label(technologies.framework ?? 'Node.js')}, ${label(subjects)})`,
    ...[...tables, ...inside].map((line) => `    ${line}`),
    '  }',
    ...outside.map((line) => `  ${line}`),
    '  Rel(client, api, "calls", "JSON over HTTPS")',
    ...(engine === undefined
      ? []
      : [`  Rel(api, database, "reads and writes", ${label(technologies.access ?? 'SQL')})`]),
    ...relations.map((line) => `  ${line}`),
    '```',
  ];
};
