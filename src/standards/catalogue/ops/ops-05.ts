import { part, prove } from '../../evidence.ts';
import { unlessChosen, usesOf } from '../../facts/chosen.ts';
import { inProgram } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const choice = { features: ['sentry'], packages: /^@sentry\/(?:node|nestjs)$/ };

export default defineStandard({
  id: 'OPS-05',
  title: 'Errors go to a monitor that groups them',
  why: 'A log says that something failed; a monitor says that it fails since the last release, for whom, and how often.',
  references: [],
  features: choice.features,
  appliesTo: unlessChosen(choice, 'no error monitor was chosen'),
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no client of the monitor in use', usesOf(repository, choice)),
        part('no start of it', inProgram(repository, { kind: 'call', text: /(?:^|\.)init$/ })),
        part(
          'nothing that takes personal data out',
          inProgram(repository, { kind: 'key', text: /^(?:beforeSend|sendDefaultPii)$/ }),
        ),
      ],
      tests: [
        part(
          'no test that an error is reported without secrets',
          testsAbout(repository, { about: /sentry|monitor|report/i }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Start the client first, only when SENTRY_DSN is set, with `sendDefaultPii: false` and a `beforeSend` that redacts.',
      'Report what the error handler answers by 500, and nothing that is the fault of the client.',
      'Test with a transport of your own that the report holds no secret.',
    ),
});
