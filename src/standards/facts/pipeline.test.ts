import { describe, expect, it } from 'vitest';
import { repositoryOf } from '../repository/memory-repository.ts';
import { alertRules } from './alert-rules.ts';
import { ciCommands, simpleCommands } from './ci-commands.ts';
import { composeServices } from './compose-file.ts';
import { dockerfiles, effectiveInstructions, runtimeStage } from './dockerfile.ts';
import { ciSteps } from './workflows.ts';
import { yamlDocument } from './yaml-document.ts';

const holding = (files: Readonly<Record<string, string>>) => repositoryOf(new Map(Object.entries(files)));

const workflow = (job: string, on = 'pull_request'): string => `on: ${on}\njobs:\n  verify:\n    runs-on: x\n${job}`;
const stepsText = (steps: string): string => `    steps:\n${steps}`;

describe('the steps of a pipeline', () => {
  it('are those that run by themselves', () => {
    const steps = stepsText(`      - uses: actions/checkout@v4
      - name: Off
        if: false
        run: npm test
      - run: npm run lint
        continue-on-error: true
      # - run: npm audit
      - run: npm run build
`);
    const found = ciSteps(holding({ '.github/workflows/ci.yml': workflow(steps) }));
    expect(found.map(({ uses, run }) => uses ?? run)).toEqual(['actions/checkout@v4', 'npm run build']);
    expect(found[1]?.place).toEqual({ path: '.github/workflows/ci.yml', line: 13 });
    expect(ciSteps(holding({ '.github/workflows/ci.yml': workflow(steps, 'workflow_dispatch') }))).toEqual([]);
  });

  it('are those of GitLab, too', () => {
    const pipeline = `services: ['postgres:18']
.hidden: { script: [no] }
test: { before_script: [npm ci], script: [npm test] }
later: { script: [npm run deploy], when: manual }
`;
    const found = ciSteps(holding({ '.gitlab-ci.yml': pipeline }));
    expect(found).toMatchObject([{ job: 'test', run: 'npm ci\nnpm test', services: ['postgres:18'] }]);
  });
});

describe('the commands of a pipeline', () => {
  const scripts = { verify: 'tsx scripts/verify.ts', lint: 'eslint .', prelint: 'node clean.js', loop: 'npm run loop' };
  const files = {
    'package.json': JSON.stringify({ scripts }, undefined, 2),
    'scripts/verify.ts': "import list from './checks.json';\nrun(list, new URL('checks.json', import.meta.url));\n",
    'scripts/checks.json': JSON.stringify([
      { group: 'static', run: 'npm run lint' },
      { group: 'other', run: 'npm audit' },
    ]),
  };
  const textsOf = (job: string): string[] =>
    ciCommands(holding({ ...files, '.github/workflows/ci.yml': workflow(job) })).map(({ text }) => text);

  it('are those behind the scripts, and in the lists that scripts run', () => {
    expect(textsOf(stepsText('      - run: npm run verify -- static\n'))).toEqual([
      'npm run verify -- static',
      'tsx scripts/verify.ts static',
      'npm run lint',
      'eslint .',
      'node clean.js',
    ]);
  });

  it('know the values of the matrix and of the environment', () => {
    const job = `    strategy: { matrix: { group: [static, other] } }
${stepsText('      - run: npm run verify -- "$GROUP"\n        env: { GROUP: "${{ matrix.group }}" }\n')}`;
    expect(textsOf(job)).toEqual(expect.arrayContaining(['eslint .', 'npm audit']));
  });

  it('end when a script calls itself', () => {
    expect(new Set(textsOf(stepsText('      - run: npm run loop\n')))).toEqual(new Set(['npm run loop']));
  });

  it('are split where one ends', () => {
    expect(simpleCommands('a && b || c; d \\\n  e\n# f\n')).toEqual(['a', 'b', 'c', 'd    e']);
  });
});

describe('files of containers', () => {
  const dockerfile = `# FROM nothing
FROM node:24 AS base
USER node
FROM base
RUN a && \\
  # between
  b
CMD ["node", "main.js"]
`;

  it('have stages, each with what it is built on', () => {
    const [file] = dockerfiles(holding({ Dockerfile: dockerfile }));
    const stage = file && runtimeStage(file);
    expect(file?.stages.map(({ image, name }) => [image, name])).toEqual([
      ['node:24', 'base'],
      ['base', undefined],
    ]);
    expect(file && stage && effectiveInstructions(file, stage).map(({ name, value }) => [name, value])).toEqual([
      ['USER', 'node'],
      ['RUN', 'a && b'],
      ['CMD', '["node", "main.js"]'],
    ]);
  });

  it('have services, with what is merged into them', () => {
    const compose = `x-image: &image { build: ., read_only: true }
services:
  app:
    <<: *image
    depends_on: { database: { condition: service_healthy } }
    environment: [A=b=c]
  database: { image: 'postgres:18' }
`;
    expect(composeServices(holding({ 'compose.yaml': compose }))).toMatchObject([
      { name: 'app', built: true, dependsOn: ['database'], environment: { A: 'b=c' }, definition: { read_only: true } },
      { name: 'database', built: false, image: 'postgres:18', place: { line: 7 } },
    ]);
  });
});

describe('other files in YAML', () => {
  it('have lines, also in JSON', () => {
    const document = yamlDocument(holding({ 'a.json': '{\n  "a": [\n    1,\n    2\n  ]\n}\n' }), 'a.json');
    expect([document?.at('a', 1), document?.at('a', 7), document?.at('b')]).toEqual([
      { path: 'a.json', line: 4 },
      { path: 'a.json', line: 2 },
      { path: 'a.json' },
    ]);
    expect(yamlDocument(holding({ 'a.yml': 'a: [' }), 'a.yml')).toBeUndefined();
  });

  it('have alerts', () => {
    const rules =
      'groups:\n  - name: a\n    rules:\n      - alert: Slow\n        expr: rate(x[5m]) > 1\n      - record: y\n';
    expect(alertRules(holding({ 'deploy/rules.yaml': rules }))).toMatchObject([{ name: 'Slow', place: { line: 4 } }]);
    expect(alertRules(holding({ 'deploy/rules.yaml': rules.replaceAll(/^/gm, '# ') }))).toEqual([]);
  });
});
