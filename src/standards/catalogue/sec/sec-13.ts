import { part, prove } from '../../evidence.ts';
import { documentSections } from '../../facts/markdown.ts';
import { runningTest } from '../../facts/test-cases.ts';
import { isTest } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const ids = Array.from({ length: 10 }, (_none, index) => new RegExp(`\\bAPI${String(index + 1)}(?::2023)?\\b`));

interface Mapping {
  readonly path: string;
  /** Paths that it names in backticks or links. */
  readonly named: readonly string[];
}

const namedPaths = (text: string): string[] =>
  [
    ...text.matchAll(/`([\w@./-]+\/[\w@.-]+\.\w+)(?::\d+)?`|\]\((?:\.\/|\.\.\/)*([\w@./-]+\.\w+)(?:#[\w-]*)?\)/g),
  ].flatMap(([, quoted, linked]) => quoted ?? linked ?? []);

/** The documents that go through all ten risks of the OWASP API Security Top 10. */
const mappings = (repository: Repository): Mapping[] =>
  [...new Set(documentSections(repository).map(({ place }) => place.path))]
    .map((path) => ({ path, text: repository.text(path) ?? '' }))
    .filter(({ text }) => ids.every((id) => id.test(text)))
    .map(({ path, text }) => ({ path, named: namedPaths(text) }));

const lineOf = (repository: Repository, path: string, id: RegExp): Place => {
  const line = (repository.text(path) ?? '').split('\n').findIndex((text) => id.test(text));
  return { path, line: line + 1 };
};

export default defineStandard({
  id: 'SEC-13',
  title: 'The OWASP Top 10 and API Top 10 are mapped to controls and tests',
  why: 'The list shows what nobody has thought of yet, and where to look when a risk becomes an incident.',
  references: ['OWASP API Security Top 10 2023', 'OWASP Top 10 2021'],
  features: ['security-controls'],
  check: (repository) => {
    const [mapping] = mappings(repository);
    const missing = (mapping?.named ?? []).filter((path) => !repository.has(path));
    if (mapping && missing.length > 0) {
      return unmet(`There are files in ${mapping.path} that are not there: ${missing.slice(0, 3).join(', ')}.`, [
        { path: mapping.path },
      ]);
    }
    const named = mapping?.named ?? [];
    const controls = named.filter((path) => !isTest(path));
    const tests = [...new Set(named.filter(isTest))].flatMap((path) => runningTest(repository, path) ?? []);
    return prove(repository, {
      parts: [
        part(
          'no document that goes through API1:2023 to API10:2023',
          mapping ? ids.slice(0, 3).map((id) => lineOf(repository, mapping.path, id)) : [],
        ),
        part('no control with its file for each risk', controls.length >= 5 ? controls.map((path) => ({ path })) : []),
      ],
      tests: [part('no test for each control', tests.length >= 5 ? tests : [])],
    });
  },
  remedy: () =>
    steps(
      'Write docs/SECURITY-CONTROLS.md: a table with a row for each of API1:2023 to API10:2023 (and of the Top 10): the control, its file, the test that shows it, both in backticks.',
      'Test that each file it names is there.',
    ),
});
