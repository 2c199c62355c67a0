import { defineFeature } from '../../../src/compose/feature.ts';

export default defineFeature({
  id: 'github-actions',
  axis: 'delivery',
  title: 'GitHub Actions',
  description:
    'A pipeline with pinned actions and least permissions: checks, migrations, image scan, SBOM, CodeQL, updates',
  presets: ['minimal', 'standard', 'full'],
  contribute: (_project, slots) => {
    slots.docs.add({
      section: 'testing',
      title: 'Pipeline',
      body: [
        'Every pull request runs the groups of `scripts/checks.json` as jobs of their own, reviews new dependencies, scans the',
        'history for secrets and the code with CodeQL, and builds, starts and scans the image. Actions are pinned to commits and',
        'have the least permissions; Dependabot raises them. The lock file must be committed. Organisations need a (free)',
        '`GITLEAKS_LICENSE` secret, private repositories GitHub Code Security for CodeQL and the dependency review.',
      ].join('\n'),
    });
  },
});
