import { foremost, part, prove } from '../../evidence.ts';
import { composeServices } from '../../facts/compose-file.ts';
import { dynamicLoads, moduleOf } from '../../facts/module-graph.ts';
import { programTexts } from '../../facts/program-texts.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { recordOf } from '../../facts/values.ts';
import { serverCode } from '../../facts/used.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { placeOf } from '../../repository/source.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place, type Remedy } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

/** A limit on the memory of a service that is built from this repository, or of the heap. */
const ceiling = (repository: Repository): Place[] => [
  ...composeServices(repository)
    .filter(({ built, definition }) => {
      const limits = recordOf(recordOf(recordOf(definition.deploy).resources).limits);
      return built && (definition.mem_limit !== undefined || limits.memory !== undefined);
    })
    .map(({ place }) => place),
  ...programTexts(repository, /--max-old-space-size(?:-percentage)?=\d+/),
  ...repository
    .matching(/(?:^|\/)(?:k8s|kubernetes|deploy|helm|charts)\/.*\.ya?ml$/)
    .filter((path) => /^\s*limits:\s*(?:\n\s+\w+:.*)*\n?\s+memory:/m.test(repository.text(path) ?? ''))
    .map((path) => ({ path })),
];

/** Modules that are loaded when they are needed. */
const lazyModules = (repository: Repository): Place[] =>
  serverCode(repository).files.flatMap((path) => {
    const source = repository.source(path);
    if (source === undefined || !/\bimport\(/.test(source.text)) return [];
    return moduleOf(source)
      .declarations.filter(
        ({ node }) => serverCode(repository).includes(path, node.start ?? 0) && dynamicLoads(source, node).length > 0,
      )
      .map(({ node }) => placeOf(source, node));
  });

const pages = (repository: Repository): Place[] =>
  foremost(
    inServer(repository, { kind: 'call', text: /\.(?:limit|take|stream|cursor|iterate)$/ }),
    /page|paginat|keyset|cursor|stream/i,
  );

const composePath = 'compose.yaml';
const limits = /^( {2}read_only: true\n)/m;

/** Where our Compose file says what the image may do. */
const remedy = (repository: Repository): Remedy => {
  const text = repository.text(composePath);
  if (text !== undefined && limits.test(text) && ceiling(repository).length === 0) {
    return {
      kind: 'diff',
      changes: [{ path: composePath, before: text, after: text.replace(limits, '$1  mem_limit: 512m\n') }],
    };
  }
  return steps(
    'State how much memory a process may take: a limit of the container, and --max-old-space-size below it.',
    'Read large results page by page or as a stream; load with import() what most starts do not need.',
    'Watch process_resident_memory_bytes and nodejs_heap_size_used_bytes.',
  );
};

export default defineStandard({
  id: 'PERF-09',
  title: 'Nothing is loaded before it is needed, and memory has a ceiling that is watched',
  why: 'A process that takes what it likes is killed at the worst moment, by the kernel, without a log line.',
  references: ['OWASP API4:2023'],
  features: [],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no module that is loaded when it is needed', lazyModules(repository)),
        part('nothing that reads large results in parts', pages(repository)),
        part('no ceiling for the memory', ceiling(repository)),
        part('no metric of the memory', [
          ...packageInServer(repository, { from: /^prom-client$/, name: /^(?:collectDefaultMetrics|\*|default)$/ }),
          ...inServer(repository, { kind: 'call', text: /^process\.memoryUsage$/ }),
        ]),
      ],
      tests: [
        part(
          'no test that a list is read page by page',
          testsThat(repository, { says: [/limit|cursor|page/i], title: /page/i }),
        ),
      ],
      unseen: { because: 'the limit may be set where it is deployed', command: 'docker stats --no-stream' },
    }),
  remedy,
});
