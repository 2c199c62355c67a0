import type { Node } from '@babel/types';
import type { Repository } from './repository.ts';
import { classComments, nodesOf, sentenceOf, textOf, type Declaration, type Source } from './source.ts';

/** What the code says of a table: who keeps it, and what it and its columns are. */
export interface RowType {
  /** The module that declares its rows; nothing when the platform does. */
  readonly module?: string;
  readonly description: string;
  readonly columns: ReadonlyMap<string, string>;
}

/** One folder of src/modules. */
export interface Module {
  readonly name: string;
  /** What its use cases say they are for. */
  readonly responsibilities: readonly string[];
  readonly tables: readonly string[];
  /** The modules whose public face it imports. */
  readonly dependencies: readonly string[];
  /** Tables of others that its persistence reads or writes. */
  readonly foreignTables: readonly string[];
}

/** `OrderItem` → `order_item`. */
const snakeOf = (name: string): string => name.replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase();
const camelOf = (name: string): string => name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** Whether a table holds the things of a type: `categories` and `Category`. */
const holds = (table: string, type: string): boolean => {
  const thing = snakeOf(type);
  const stem = thing.replace(/(?:y|f|fe|is)$/, '');
  return table.startsWith(stem) && table.length - stem.length <= 3;
};

const commentsOf = (node: Node | undefined): Map<string, string> => {
  const members = node?.type === 'TSInterfaceDeclaration' ? node.body.body : [];
  const comments = members.flatMap((member): [string, string][] => {
    if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier') return [];
    const comment = textOf(member.leadingComments);
    return comment === '' ? [] : [[member.key.name, comment]];
  });
  return new Map(comments);
};

/** Says no more than the name of the column does. */
const isEcho = (column: string, comment: string): boolean =>
  comment.toLowerCase() === `${column.replaceAll('_', ' ')}.`;

/** What the domain says of the things in a table, if they are declared there. */
const describeThings = (repository: Repository, module: string, table: string): Declaration | undefined =>
  repository
    .sources(new RegExp(`^src/modules/${module}/domain/`), (text) =>
      [...text.matchAll(/\binterface (\w+)/g)].some(([, name = '']) => holds(table, name)),
    )
    .flatMap((source) => [...source.declarations])
    .find(([name, { node }]) => node.type === 'TSInterfaceDeclaration' && holds(table, name))?.[1];

type Entry = readonly [table: string, row: RowType];

const describeRows = (repository: Repository, source: Source, table: string, type: string): RowType => {
  const rows = source.declarations.get(type);
  const [, , module] = source.path.startsWith('src/modules/') ? source.path.split('/') : [];
  const thing = module === undefined ? undefined : describeThings(repository, module, table);
  const things = commentsOf(thing?.node);
  const comments = new Map(commentsOf(rows?.node));
  const columns = rows?.node.type === 'TSInterfaceDeclaration' ? rows.node.body.body : [];
  for (const member of columns) {
    if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier') continue;
    const { name } = member.key;
    const said = things.get(camelOf(name));
    if (said !== undefined && !comments.has(name) && !isEcho(name, said)) comments.set(name, said);
  }
  const own = sentenceOf(rows?.comment ?? '');
  const isPlain = own.toLowerCase() === `the rows of ${table.replaceAll('_', ' ')}.`;
  const description = isPlain || own === '' ? sentenceOf(thing?.comment ?? '') : own;
  return { ...(module === undefined ? {} : { module }), description, columns: comments };
};

/** The tables that the code declares rows of, by merging into the interface `Database`. */
export const readRowTypes = (repository: Repository): ReadonlyMap<string, RowType> => {
  const isMerged = (text: string): boolean => text.includes('interface Database');
  const entries = repository.sources(/^src\/.*-tables?\.ts$/, isMerged).flatMap((source): Entry[] =>
    nodesOf(source.program, 'TSInterfaceDeclaration')
      .filter(({ id }) => id.name === 'Database')
      .flatMap(({ body }) => body.body)
      .flatMap((member): Entry[] => {
        if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier') return [];
        const type = member.typeAnnotation?.typeAnnotation;
        if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return [];
        return [[member.key.name, describeRows(repository, source, member.key.name, type.typeName.name)]];
      }),
  );
  return new Map(entries);
};

/** Says no more than the name of the module does. */
const isGeneric = (text: string): boolean => /^The use cases of [\w -]+\.$/.test(text);
const hasId = (source: Source, name: string): boolean => {
  const node = source.declarations.get(name)?.node;
  const members = node?.type === 'TSInterfaceDeclaration' ? node.body.body : [];
  return members.some(
    (member) => member.type === 'TSPropertySignature' && member.key.type === 'Identifier' && member.key.name === 'id',
  );
};

/** What the use cases of a module say they are for; without any, what its things say they are. */
const responsibilitiesOf = (repository: Repository, module: string): string[] => {
  const folder = `^src/modules/${module}`;
  const services = repository
    .paths(new RegExp(`${folder}/application/.*-(?:service|trail)\\.ts$`))
    .flatMap((path) => [...classComments(repository.text(path))])
    .filter(([name, comment]) => !name.endsWith('Error') && !isGeneric(comment));
  if (services.length > 0) return services.map(([, comment]) => sentenceOf(comment));
  const domain = repository.sources(new RegExp(`${folder}/domain/`), (text) => text.includes('interface '));
  return domain.flatMap((source) =>
    [...source.declarations]
      .filter(([name, { comment }]) => comment !== '' && hasId(source, name))
      .map(([, { comment }]) => sentenceOf(comment)),
  );
};

const importedModules = (repository: Repository, module: string): string[] => {
  const found = new Set<string>();
  for (const path of repository.paths(new RegExp(`^src/modules/${module}/.*\\.ts$`))) {
    for (const [, name = ''] of repository.text(path).matchAll(/from '(?:\.\.\/)+([\w-]+)\/index\.ts'/g)) {
      found.add(name);
    }
  }
  return [...found].filter((name) => name !== module).sort();
};

const usedTables = (repository: Repository, module: string, tables: readonly string[]): string[] => {
  const text = repository
    .paths(new RegExp(`^src/modules/${module}/persistence/.*\\.ts$`))
    .filter((path) => !path.endsWith('/seed.ts'))
    .map((path) => repository.text(path))
    .join('\n');
  return tables.filter((table) =>
    new RegExp(`(?:selectFrom|insertInto|updateTable|deleteFrom|[jJ]oin)\\('${table}\\b|\\bupdate ${table}\\b`).test(
      text,
    ),
  );
};

/** The modules of this repository, in the order in which they depend on each other. */
export const readModules = (repository: Repository, rows: ReadonlyMap<string, RowType>): readonly Module[] => {
  const names = new Set(repository.paths(/^src\/modules\/[^/]+\//).map((path) => path.split('/')[2] ?? ''));
  const tables = [...rows.keys()];
  const modules = [...names].map((name): Module => {
    const own = tables.filter((table) => rows.get(table)?.module === name);
    return {
      name,
      responsibilities: responsibilitiesOf(repository, name),
      tables: own,
      dependencies: importedModules(repository, name),
      foreignTables: usedTables(repository, name, tables).filter((table) => !own.includes(table)),
    };
  });
  return modules;
};
