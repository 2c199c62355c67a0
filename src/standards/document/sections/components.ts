import type { Component } from '../facts/components.ts';
import { exportPlace } from '../facts/code-files.ts';
import { dependenciesOf, standardsIn } from '../facts/relations.ts';
import type { BackendModule } from '../facts/modules.ts';
import type { PlanFacts } from '../facts/plan-facts.ts';
import { purposeOf } from '../facts/purpose.ts';
import { tablesOfModule } from '../facts/tables.ts';
import { testsOfComponent, testsOfModule } from '../facts/tests.ts';
import { code, counted, detail, listed, subject } from '../markdown.ts';
import { proofOf } from '../proof.ts';
import type { NewGroup, NewItem } from '../section.ts';
import type { Place } from '../../standard.ts';
import { firstGivenNumber } from '../stable-ids.ts';
import { deliveryItems } from './delivery.ts';

interface Described {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly store?: string | undefined;
  readonly scaling: string;
  readonly files: readonly string[];
  readonly evidence: readonly Place[];
  readonly tests: readonly Place[];
}

const itemOf = (
  { id, title, purpose, store, scaling, files, evidence, tests }: Described,
  facts: PlanFacts,
): NewItem => {
  const own = [
    ...detail('Purpose', purpose),
    ...detail('Dependencies', dependenciesOf(files, facts)),
    ...detail('Data Store', store ?? 'none'),
    ...detail('Scaling Strategy', scaling),
    ...detail('Standards', listed(standardsIn(files, facts), 12)),
  ];
  const head = { id, subject: subject(title) };
  if (tests.length > 0) return { ...head, proof: proofOf(evidence, tests), own };
  const where = evidence.map(({ path }) => code(path)).join(', ');
  return { ...head, own: [...own, ...detail('Missing', `a test that names it or reaches into it; it is in ${where}`)] };
};

/** The modules that every repository of ours may have keep their numbers whatever else there is. */
const fixedModules: readonly string[] = ['users', 'auth', 'tokens', 'ordering', 'audit-events', 'sessions', 'api-keys'];

const moduleItem = (module: BackendModule, number: number, facts: PlanFacts): NewItem => {
  const { repository, tables } = facts;
  const own = tablesOfModule(repository, module, tables);
  const files = repository.files.filter((path) => path.startsWith(`${module.folder}/`));
  const index =
    files.find((path) => /\/index\.[jt]s$/.test(path)) ?? files.find((path) => /\.module\.[jt]s$/.test(path));
  const main = index ?? files[0] ?? module.folder;
  const indexes = own.flatMap((table) => table.indexes);
  const names = own.map(({ table }) => `${code(table.name)} (${counted(table.columns.length, 'column')})`);
  return itemOf(
    {
      id: `ARCH-ITEM-1.${String(number)}`,
      title: module.name,
      purpose: purposeOf(repository, module) ?? `what concerns ${module.name.replaceAll('-', ' ')}`,
      store: names.length === 0 ? undefined : `${facts.technologies.engine ?? 'tables'}: ${listed(names, 6)}`,
      scaling:
        own.length === 0
          ? 'horizontal with the process: it keeps no data'
          : `horizontal with the process; its rows grow in ${listed(
              names.map((name) => name.replace(/ \(.*/, '')),
              6,
            )}, read through ${counted(indexes.length, 'index', 'indexes')}`,
      files,
      evidence: [exportPlace(repository, main)],
      tests: testsOfModule(repository, module.folder, module.name),
    },
    facts,
  );
};

const moduleItems = (facts: PlanFacts): readonly NewItem[] => {
  const others = facts.modules.filter(({ name }) => !fixedModules.includes(name));
  const numberOf = ({ name }: BackendModule): number =>
    fixedModules.includes(name)
      ? fixedModules.indexOf(name) + 1
      : firstGivenNumber + others.findIndex((other) => other.name === name);
  return facts.modules
    .map((module) => ({ module, number: numberOf(module) }))
    .toSorted((a, b) => a.number - b.number)
    .map(({ module, number }) => moduleItem(module, number, facts));
};

const platformItem = (component: Component, facts: PlanFacts): NewItem => {
  const { repository, settings, technologies } = facts;
  const context = {
    settings,
    systems: technologies.systems.map(({ title }) => title),
    ...(technologies.engine === undefined ? {} : { engine: technologies.engine }),
  };
  const { id, title, purpose, files, words, kind } = component;
  return itemOf(
    {
      id,
      title,
      purpose,
      store: kind?.store?.(context),
      scaling: kind?.scaling(context) ?? 'horizontal with the process',
      files,
      evidence: files.slice(0, 1).map((path) => exportPlace(repository, path)),
      tests: testsOfComponent(repository, words, files[0] ?? ''),
    },
    facts,
  );
};

const sorted = (items: readonly NewItem[]): readonly NewItem[] =>
  items.toSorted((a, b) => Number(a.proof !== undefined) - Number(b.proof !== undefined));

/** What the backend consists of: modules, parts of the platform, and what delivers it. */
export const componentsSection = (facts: PlanFacts): readonly NewGroup[] => [
  { heading: '## Architecture Items' },
  { heading: '### Modules', items: sorted(moduleItems(facts)) },
  { heading: '### Platform', items: sorted(facts.components.map((component) => platformItem(component, facts))) },
  { heading: '### Delivery', items: sorted(deliveryItems(facts)) },
];
