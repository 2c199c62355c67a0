import { importLines, type ImportLine } from '../../facts/import-lines.ts';
import { resolveImport } from '../../facts/resolve-import.ts';
import { isTest } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';

/** Folders of rules and use cases. */
const core = /(?:^|\/)(?:domain|application|use-?cases|core)\//;
/** Folders of what connects them to the world. */
const outside =
  /(?:^|\/)(?:http|persistence|infrastructure|adapters?|database|db|controllers?|routes|presentation|interfaces?\/http|web)\//;

const ownTools = /^(?:generators|scripts|templates|migrations|docs|bench)\//;

/** The files of rules and use cases. */
export const coreFiles = (repository: Repository): readonly string[] =>
  repository.matching(/\.[cm]?[jt]s$/).filter((path) => core.test(path) && !isTest(path) && !ownTools.test(path));

/** What rules may not know: every package that is a framework, a database client or a transport. */
const machinery =
  /^(?:fastify|@fastify\/.*|express|@nestjs\/(?!common$).*|koa|hono|@hapi\/.*|kysely|knex|pg|postgres|mysql2?|better-sqlite3|sqlite3|mongodb|mongoose|typeorm|@prisma\/.*|\.prisma\/.*|drizzle-orm.*|sequelize|ioredis|redis|amqplib|kafkajs|axios|node-fetch|undici|nodemailer|(?:node:)?https?)$/;

const isMachinery = (repository: Repository, path: string, { specifier }: ImportLine): boolean => {
  if (machinery.test(specifier)) return true;
  const target = specifier.startsWith('.') ? resolveImport(repository, path, specifier) : undefined;
  return target !== undefined && outside.test(target) && !core.test(target);
};

/** Imports by which rules and use cases come to depend on frameworks, databases or HTTP. */
export const leaks = (repository: Repository): readonly ImportLine[] =>
  coreFiles(repository).flatMap((path) => {
    const source = repository.source(path);
    return source === undefined ? [] : importLines(source).filter((line) => isMachinery(repository, path, line));
  });
