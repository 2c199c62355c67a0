import { part, prove, type Part } from '../../evidence.ts';
import { sectionsOf } from '../../facts/markdown.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { flawsOf } from './agent-files.ts';

const files = ['AGENTS.md', '.claude/agents/backend-architect.md', '.opencode/agents/backend-architect.md'] as const;

const subjects: readonly (readonly [lacking: string, words: RegExp])[] = [
  ['no stack', /stack|framework/i],
  ['no folders of sources, tests and migrations', /migrations/i],
  ['no commands', /\b(?:npm|pnpm|yarn|bun) run [\w:-]+/],
  ['no boundaries: always, ask first, never', /always[\s\S]*ask first[\s\S]*never/i],
  ['no measure of success', /success|metric/i],
];

/** What the files say together; an agent reads its own one and AGENTS.md. */
const saidIn = (repository: Repository, words: RegExp): Part['found'] =>
  files.filter((path) => words.test(repository.text(path) ?? '')).map((path) => ({ path, line: 1 }));

/** What stands in a test that reads the scripts, and the files of the agents. */
const documents = [/scripts/, /AGENTS|\.md/];

const check = (repository: Repository): Verdict => {
  const [flaw] = files.flatMap((path) => flawsOf(repository, path));
  if (flaw !== undefined) return unmet(`${flaw.place.path} names ${flaw.what}.`, [flaw.place]);
  return prove(repository, {
    parts: [
      ...files.map((path) =>
        part(
          `no \`${path}\``,
          sectionsOf(path, repository.text(path) ?? '')
            .slice(0, 1)
            .map(({ place }) => place),
        ),
      ),
      ...subjects.map(([lacking, words]) => part(lacking, saidIn(repository, words))),
    ],
    tests: [
      part('no test of the commands they name', [
        ...testsAbout(repository, { about: /(?:command|script)s?\b.*\bexist/i, using: documents }),
        ...testsAbout(repository, { about: /agent|document|command|script/i, using: documents }),
      ]),
    ],
  });
};

export default defineStandard({
  id: 'DOC-05',
  title: 'Agents are told what they may do here',
  why: 'An agent that guesses commands and limits costs more than it saves.',
  references: ['AGENTS.md'],
  features: [],
  check,
  remedy: () =>
    steps(
      'Fill `AGENTS.md`, `.claude/agents/backend-architect.md` and `.opencode/agents/backend-architect.md`: stack, folders, commands, boundaries (always, ask first, never), measures of success.',
      'Test that every command they name exists.',
    ),
});
