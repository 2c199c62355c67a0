import type { PackageManager } from '../../../compose/answers.ts';
import type { Assessment } from '../../assess.ts';
import { migrations } from '../../facts/migrations.ts';
import { proposalOf, type Proposal, type ProposalContext } from '../../proposal.ts';
import { platformComponents, type Component } from './components.ts';
import { importGraph, type ImportGraph } from './imports.ts';
import { managerOf } from './manager.ts';
import { modulesOf, type BackendModule } from './modules.ts';
import { packageFacts, technologiesOf, type PackageFacts, type Technologies } from './package-facts.ts';
import { tablesIn, type TableFacts } from './tables.ts';
import { settingsOf, type Settings } from './settings.ts';

/** What a plan is made from. */
export interface PlanInput extends ProposalContext {
  readonly assessments: readonly Assessment[];
}

/** Everything that the sections of a plan are written from. */
export interface PlanFacts extends PlanInput {
  readonly name: string;
  readonly package: PackageFacts;
  readonly technologies: Technologies;
  readonly settings: Settings;
  readonly manager: PackageManager;
  readonly modules: readonly BackendModule[];
  readonly components: readonly Component[];
  readonly graph: ImportGraph;
  readonly tables: readonly TableFacts[];
  /** The assessment of a standard by its ID. */
  readonly byId: ReadonlyMap<string, Assessment>;
  /** What is proposed for each open standard, by its ID. */
  readonly proposals: ReadonlyMap<string, Proposal>;
}

/** Gathers the facts, each once. */
export const planFacts = (input: PlanInput): PlanFacts => {
  const { repository, assessments } = input;
  const facts = packageFacts(repository);
  const modules = modulesOf(repository);
  return {
    ...input,
    name: repository.choices?.name ?? facts.name ?? 'backend',
    package: facts,
    technologies: technologiesOf(facts),
    settings: settingsOf(repository),
    manager: managerOf(repository),
    modules,
    components: platformComponents(
      repository,
      modules.map(({ folder }) => folder),
    ),
    graph: importGraph(repository),
    tables: tablesIn(migrations(repository).schema),
    byId: new Map(assessments.map((assessment) => [assessment.standard.id, assessment])),
    proposals: new Map(
      assessments.flatMap((assessment): [string, Proposal][] => {
        const proposal = proposalOf(assessment, input);
        return proposal === undefined ? [] : [[assessment.standard.id, proposal]];
      }),
    ),
  };
};

/** Whether a standard was found met. */
export const isMet = ({ byId }: PlanFacts, id: string): boolean => byId.get(id)?.verdict.status === 'met';
