import type { EmissionNotes } from '../../../generators/project/emit-project.ts';
import type { Emission } from '../../tree/emission.ts';
import type { PlanVersion } from '../plan-version.ts';
import type { CreateRun } from './resolve-run.ts';

/** What is to be written, and what belongs to it besides files. */
export interface Prepared {
  readonly run: CreateRun;
  readonly emission: Emission;
  readonly notes: EmissionNotes;
  readonly version: PlanVersion;
}
