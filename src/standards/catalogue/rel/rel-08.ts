import { part, prove } from '../../evidence.ts';
import { sectionsAbout } from '../../facts/markdown.ts';
import { packageScripts } from '../../facts/package-manifest.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const drill = /restore|drill/i;

/** A script for people: `src/…/restore-product.ts` brings back a product. */
const script =
  /(?:^|\/)(?:scripts|bin|ops|deploy|commands|tools)\/(?:.*\/)?[\w.-]*(?:restore|drill)[\w.-]*\.(?:sh|ts|js|mjs)$/i;

const drills = (repository: Repository): Place[] => [
  ...[...packageScripts(repository)].filter(([name]) => drill.test(name)).map(([, { place }]) => place),
  ...repository.matching(script).map((path) => ({ path })),
];

export default defineStandard({
  id: 'REL-08',
  title: 'Disaster recovery: RPO and RTO are stated, and the drill is a script',
  why: 'A restore that nobody has tried is a hope, and a bad day is the wrong day to find out.',
  references: [],
  features: ['backup'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no document that states RPO and RTO',
          sectionsAbout(repository, { heading: /disaster|recover|restore|backup|RPO/i, says: [/\bRPO\b/, /\bRTO\b/] }),
        ),
        part('no script for the drill', drills(repository)),
      ],
      // Whether the drill was held, a record of it shows; no test of the repository can.
      tests: [],
    }),
  remedy: () =>
    steps(
      'Write docs/runbooks/disaster-recovery.md: how much data may be lost (RPO), how long it may take (RTO), who decides, and the steps.',
      'Add a script that restores the latest backup into an empty database, counts and compares, and prints how long it took.',
      'Hold the drill each quarter, and note its figures.',
    ),
});
