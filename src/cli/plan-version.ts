import type { Catalogue } from '../compose/catalogue.ts';
import { canBeAdded } from '../compose/feature.ts';

/** What the proposals of a work plan depend on besides the repository. */
export interface PlanVersion {
  readonly version: string;
  /** Ids of the features that this version can add. */
  readonly features: ReadonlySet<string>;
}

/** The version of a catalogue, and what it can add. */
export const planVersionOf = ({ version, features }: Catalogue): PlanVersion => ({
  version,
  features: new Set(
    features
      .map(({ definition }) => definition)
      .filter(canBeAdded)
      .map(({ id }) => id),
  ),
});
