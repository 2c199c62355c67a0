import { readFacts, type Facts } from '../facts/facts.ts';
import { apiArchitecture } from './api-architecture.ts';
import { apiSecurity } from './api-security.ts';
import { authSystem } from './auth-system.ts';
import { cachingStrategy } from './caching-strategy.ts';
import { costNotes } from './cost-notes.ts';
import { dataModelling } from './data-modelling.ts';
import { databaseSchema } from './database-schema.ts';
import { code, document, table } from './markdown.ts';
import { microservicesDesign } from './microservices-design.ts';
import { migrationStrategy } from './migration-strategy.ts';
import { pageLists } from './page-lists.ts';
import { performanceOptimization } from './performance-optimization.ts';
import { requirements } from './requirements.ts';
import { scalingStrategy } from './scaling-strategy.ts';
import { systemSpecification } from './system-specification.ts';

/** Where the documents stand. */
export const FOLDER = 'docs/architecture';

interface Entry {
  readonly name: string;
  readonly title: string;
  readonly answers: string;
  readonly render: (facts: Facts) => string;
}

const entries: readonly Entry[] = [
  {
    name: 'system-specification',
    title: 'System architecture specification',
    answers: 'What is it, in pictures?',
    render: systemSpecification,
  },
  {
    name: 'requirements',
    title: 'Requirements',
    answers: 'Who uses it, and what may they expect?',
    render: requirements,
  },
  {
    name: 'database-schema',
    title: 'Database schema',
    answers: 'Which tables, fields, constraints and indexes are there?',
    render: databaseSchema,
  },
  {
    name: 'data-modelling',
    title: 'Data modelling',
    answers: 'Which rules do the entities follow?',
    render: dataModelling,
  },
  {
    name: 'api-architecture',
    title: 'API architecture',
    answers: 'Which routes are there, and what have they in common?',
    render: apiArchitecture,
  },
  {
    name: 'auth-system',
    title: 'Auth system',
    answers: 'How does somebody sign in, and who may do what?',
    render: authSystem,
  },
  {
    name: 'api-security',
    title: 'API security',
    answers: 'What stands between the internet and a row?',
    render: apiSecurity,
  },
  {
    name: 'microservices-design',
    title: 'Microservices design',
    answers: 'Why is it one service, and where would it be cut?',
    render: microservicesDesign,
  },
  {
    name: 'caching-strategy',
    title: 'Caching strategy',
    answers: 'What is remembered, how long, and how does it end?',
    render: cachingStrategy,
  },
  {
    name: 'performance-optimization',
    title: 'Performance optimization',
    answers: 'How fast must it be, and what is done when it is not?',
    render: performanceOptimization,
  },
  {
    name: 'scaling-strategy',
    title: 'Scaling strategy',
    answers: 'How far does it go, and what comes next?',
    render: scalingStrategy,
  },
  { name: 'cost-notes', title: 'Cost notes', answers: 'What does each step cost?', render: costNotes },
  {
    name: 'migration-strategy',
    title: 'Migration strategy',
    answers: 'How does the schema change while people use it?',
    render: migrationStrategy,
  },
];

const note = (facts: Facts): string =>
  `<!-- Written by "${facts.run('docs:architecture')}" from the sources: change those, not this file. -->\n\n`;

const index = (facts: Facts): string =>
  document(
    'Architecture',
    `Written from the migrations, operations and configuration of this repository by ${code(facts.run('docs:architecture'))}; the pipeline fails when a page is stale. What people decided, and why, stands ${facts.parts.decisions ? 'in [docs/adr](../adr/README.md)' : 'in their commits'}.`,
    table(
      ['Page', 'Answers'],
      entries.map(({ name, title, answers }) => [`[${title}](${name}.md)`, answers]),
    ),
  );

/**
 * All documents for a repository: path → text of its files goes in, path → text of the documents comes out. Pure: the
 * same files always give the same documents.
 *
 * @throws SyntaxError when a source cannot be parsed
 */
export const architectureDocuments = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const facts = readFacts(files);
  const pages = entries.map(({ name, render }): [string, string] => [
    `${FOLDER}/${name}.md`,
    note(facts) + render(facts),
  ]);
  const lists = pageLists(facts.repository).map(([path, text]): [string, string] => [path, note(facts) + text]);
  return new Map([[`${FOLDER}/README.md`, note(facts) + index(facts)], ...pages, ...lists]);
};
