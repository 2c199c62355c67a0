import type { PackageManager } from '../../../src/compose/answers.ts';
import { agentFiles } from './agents.ts';
import { defineFeature } from '../../../src/compose/feature.ts';
import type { Slots } from '../../../src/compose/slots.ts';
import { installFields } from './install-fields.ts';

const scripts = {
  dev: 'tsx watch --clear-screen=false src/main.ts',
  // Emptied first: what is gone from the sources, such as a migration, must not run from an older build.
  build: `node -e "fs.rmSync('dist', { recursive: true, force: true })" && tsc --project tsconfig.build.json`,
  // At its default of 16 MB, V8 collects the young objects of a busy server too often: a fifth of the lists a second, on 20.
  start: 'node --enable-source-maps --max-semi-space-size=64 dist/src/main.js',
  test: 'vitest run',
  'test:unit': 'vitest run --project unit',
  'test:integration': 'vitest run --project integration',
  'test:e2e': 'vitest run --project e2e',
  lint: 'eslint --max-warnings 0 .',
  format: 'prettier --write .',
  'format:check': 'prettier --check .',
  typecheck: 'tsc --noEmit',
  verify: 'tsx scripts/verify.ts',
};

/** npm's own report is read by a script, because not every registry has one. */
const auditScripts: Readonly<Record<PackageManager, string>> = {
  npm: 'tsx scripts/audit.ts',
  pnpm: 'pnpm audit --audit-level high',
  yarn: 'yarn npm audit --recursive --severity high',
  bun: 'bun audit --audit-level=high',
};

const migrationsBothWays = 'npm run db:migrate && npm run db:rollback -- --all && npm run db:migrate';

const addChecks = (slots: Slots): void => {
  const add = (job: string, name: string, run: string, order: number): void => {
    slots.ciSteps.add({ job, name, run, order });
  };
  add('static', 'Format', 'npm run format:check', 100);
  add('static', 'Lint', 'npm run lint', 110);
  add('static', 'Types', 'npm run typecheck', 120);
  add('static', 'Build', 'npm run build', 130);
  add('static', 'Unit tests', 'npm run test:unit', 140);
  add('integration', 'Migrations up, down, up', migrationsBothWays, 200);
  add('integration', 'Integration tests', 'npm run test:integration', 210);
  add('security', 'Dependency audit', 'npm run audit', 400);
  add('e2e', 'End-to-end tests', 'npm run test:e2e', 300);
};

export default defineFeature({
  id: 'workspace',
  axis: 'base',
  title: 'Workspace',
  description:
    'Package, compiler, linter, formatter and test configuration, import rules, documents and the verify command',
  internal: true,
  contribute: (project, slots) => {
    slots.dependencies.add('zod');
    slots.devDependencies.add(
      '@types/node',
      'eslint',
      'prettier',
      'tsx',
      'typescript',
      'typescript-eslint',
      'vitest',
      'yaml',
    );
    for (const [name, command] of Object.entries(scripts)) slots.scripts.set(name, command);
    slots.scripts.set('audit', auditScripts[project.packageManager]);
    addChecks(slots);
    // Both ship what their install scripts would fetch or build.
    slots.refusedInstallScripts.add({ package: 'esbuild' });
    slots.refusedInstallScripts.add({ package: 'fsevents' });
    slots.nextSteps.add({ command: 'npm run dev', note: 'starts the server', order: 100 });
  },
  conclude: ({ packageManager }, slots) => {
    for (const [field, value] of Object.entries(installFields(packageManager, slots))) {
      slots.packageFields.set(field, value);
    }
  },
  derive: (files) => Promise.resolve(agentFiles(files.get('AGENTS.md') ?? '')),
});
