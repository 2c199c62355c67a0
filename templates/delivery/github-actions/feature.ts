import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control } from '../../../src/compose/slots.ts';

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['A06:2021', 'A08:2021', 'V15.2'],
    control: 'Pinned actions with least permissions, audit, secret scan, image scan, SBOM',
    file: '.github/workflows/ci.yml',
    test: 'test/unit/workflows.test.ts',
  },
];

export default defineFeature({
  id: 'github-actions',
  axis: 'delivery',
  title: 'GitHub Actions',
  description:
    'A pipeline with pinned actions and least permissions: checks, migrations, image scan, SBOM, CodeQL, updates',
  presets: ['minimal', 'standard', 'full'],
  contribute: (_project, slots) => {
    for (const control of controls) slots.controls.add(control);
    slots.docs.add({
      section: 'testing',
      title: 'Pipeline',
      body: [
        'Every pull request runs the groups of `scripts/checks.json` as jobs of their own, reviews new dependencies, scans new',
        'commits for secrets and the code with CodeQL, and builds, starts and scans the image. Actions are pinned to commits and',
        'have the least permissions; Dependabot raises them. The lock file must be committed. Organisations need a (free)',
        '`GITLEAKS_LICENSE` secret, private repositories GitHub Code Security for CodeQL and the dependency review.',
      ].join('\n'),
    });
  },
});
