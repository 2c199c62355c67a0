import type { Repository } from '../../repository/repository.ts';

/** What package.json says, as far as it says it. */
export interface PackageFacts {
  readonly name?: string;
  readonly description?: string;
  readonly scripts: ReadonlyMap<string, string>;
  /** Packages and their versions; what the code needs at run time comes before tools. */
  readonly dependencies: ReadonlyMap<string, string>;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const texts = (value: unknown): readonly (readonly [string, string])[] =>
  isRecord(value)
    ? Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : []))
    : [];

/** Reads package.json. Anything in it may be missing or of another kind: it is whatever somebody wrote. */
export const packageFacts = (repository: Repository): PackageFacts => {
  const content = repository.json('package.json');
  const fields = isRecord(content) ? content : {};
  const { name, description } = fields;
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof description === 'string' ? { description } : {}),
    scripts: new Map(texts(fields.scripts)),
    dependencies: new Map([...texts(fields.devDependencies), ...texts(fields.dependencies)]),
  };
};

/** A technology that is known by its package. */
interface Technology {
  readonly package: string;
  readonly title: string;
}

const frameworks: readonly Technology[] = [
  { package: '@nestjs/core', title: 'NestJS' },
  { package: 'fastify', title: 'Fastify' },
  { package: 'express', title: 'Express' },
  { package: 'koa', title: 'Koa' },
  { package: '@hapi/hapi', title: 'hapi' },
  { package: 'hono', title: 'Hono' },
];

const engines: readonly Technology[] = [
  { package: 'pg', title: 'PostgreSQL' },
  { package: 'postgres', title: 'PostgreSQL' },
  { package: 'mysql2', title: 'MySQL' },
  { package: 'mysql', title: 'MySQL' },
  { package: 'better-sqlite3', title: 'SQLite' },
  { package: 'sqlite3', title: 'SQLite' },
  { package: 'mongodb', title: 'MongoDB' },
  { package: 'mongoose', title: 'MongoDB' },
];

const dataAccess: readonly Technology[] = [
  { package: 'kysely', title: 'Kysely' },
  { package: '@prisma/client', title: 'Prisma' },
  { package: 'typeorm', title: 'TypeORM' },
  { package: 'drizzle-orm', title: 'Drizzle' },
  { package: 'sequelize', title: 'Sequelize' },
  { package: 'knex', title: 'Knex' },
  { package: 'mongoose', title: 'Mongoose' },
];

const systems: readonly (Technology & { readonly role: string })[] = [
  { package: 'ioredis', title: 'Redis', role: 'shared counters and short-lived state' },
  { package: 'redis', title: 'Redis', role: 'shared counters and short-lived state' },
  { package: 'memcached', title: 'Memcached', role: 'cache' },
  { package: 'amqplib', title: 'RabbitMQ', role: 'queues' },
  { package: 'kafkajs', title: 'Kafka', role: 'event streams' },
  { package: 'nats', title: 'NATS', role: 'messages' },
  { package: 'nodemailer', title: 'Mail server', role: 'delivers mail' },
  { package: 'prom-client', title: 'Prometheus', role: 'reads the metrics' },
  { package: '@opentelemetry/api', title: 'Trace collector', role: 'takes the traces' },
  { package: '@sentry/node', title: 'Sentry', role: 'takes the errors' },
];

/** The technologies of a backend, as its dependencies tell. */
export interface Technologies {
  /** Such as `Fastify 5.12.8`. */
  readonly framework?: string;
  readonly engine?: string;
  readonly access?: string;
  /** Systems that it talks to besides its database. */
  readonly systems: readonly { readonly title: string; readonly role: string }[];
}

const titled = (
  list: readonly Technology[],
  { dependencies }: PackageFacts,
  withVersion: boolean,
): string | undefined => {
  const found = list.find((technology) => dependencies.has(technology.package));
  if (found === undefined) return undefined;
  const version = (dependencies.get(found.package) ?? '').replace(/^[\^~>=<v ]+/, '');
  return withVersion && /^\d/.test(version) ? `${found.title} ${version}` : found.title;
};

/** What a backend is built with. */
export const technologiesOf = (facts: PackageFacts): Technologies => {
  const framework = titled(frameworks, facts, true);
  const engine = titled(engines, facts, false);
  const access = titled(dataAccess, facts, true);
  const used = systems.filter((system) => facts.dependencies.has(system.package));
  return {
    ...(framework === undefined ? {} : { framework }),
    ...(engine === undefined ? {} : { engine }),
    ...(access === undefined ? {} : { access }),
    systems: used.filter(({ title }, index) => used.findIndex((other) => other.title === title) === index),
  };
};
