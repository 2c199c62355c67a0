import { part, prove } from '../../evidence.ts';
import { documentSections } from '../../facts/markdown.ts';
import { packageScripts } from '../../facts/package-manifest.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place, type Remedy } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const cpu = /--cpu-prof\b|--prof\b|\bclinic (?:flame|doctor)\b|\b0x\b/;
const heap = /--heap-prof\b|--heapsnapshot|\bclinic heapprofiler\b|writeHeapSnapshot/;

/** Commands in the scripts, and in code blocks or backticks of the documents. */
const commands = (repository: Repository, pattern: RegExp): Place[] => [
  ...[...packageScripts(repository).values()].filter(({ command }) => pattern.test(command)).map(({ place }) => place),
  ...documentSections(repository)
    .filter(
      ({ code, prose }) =>
        code.some(({ text }) => pattern.test(text)) ||
        (prose.match(/`[^`]+`/g) ?? []).some((text) => pattern.test(text)),
    )
    .map(({ place }) => place),
];

const path = 'docs/runbooks/profiling.md';

const runbook = `# Find out what is slow

Measure first; what looks slow in the code seldom is.

## Where the CPU goes

\`\`\`sh
npm run build
node --cpu-prof --cpu-prof-dir=.data/profiles dist/src/main.js
\`\`\`

Put it under load, then stop it by Ctrl-C: the profile is written at the end. Open the file in the browser's developer
tools ("Performance", "Load profile") and look for wide bars of our own code.

## What keeps the memory

\`\`\`sh
node --heapsnapshot-signal=SIGUSR2 --diagnostic-dir=.data/profiles dist/src/main.js
kill -USR2 <process id>
\`\`\`

Take one snapshot after the warm-up and one under load some minutes later, and compare them ("Memory", "Comparison").
A snapshot stops the process for seconds, and holds everything that is in memory, secrets too: do not share it.
`;

const remedy = (repository: Repository): Remedy => {
  const scripts = packageScripts(repository);
  const starts = scripts.get('start')?.command.includes('dist/src/main.js') === true && scripts.has('build');
  if (starts && !repository.has(path)) return { kind: 'diff', changes: [{ path, after: runbook }] };
  return steps(
    'Write docs/runbooks/profiling.md with the commands: node --cpu-prof <main file>, and node --heapsnapshot-signal=SIGUSR2 <main file> with kill -USR2.',
    'Say how to read the result, and that a snapshot holds secrets.',
  );
};

export default defineStandard({
  id: 'PERF-07',
  title: 'Profile first: commands for a CPU profile and a heap snapshot',
  why: 'What looks slow in the code seldom is; in the middle of the night nobody remembers the flags.',
  references: [],
  features: ['profiling'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no command that takes a CPU profile', commands(repository, cpu)),
        part('no command that takes a heap snapshot', commands(repository, heap)),
      ],
      // Commands for people; no test of the program can show them.
      tests: [],
    }),
  remedy,
});
