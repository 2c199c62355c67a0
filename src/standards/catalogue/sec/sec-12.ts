import { part, prove } from '../../evidence.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const loggers = /^(?:pino|winston|bunyan|nestjs-pino|pino-http|log4js|tslog)$/;

export default defineStandard({
  id: 'SEC-12',
  title: 'Logs and errors hold no secrets and no personal data',
  why: 'Logs are copied to more places, and read by more people, than the database ever is.',
  references: ['OWASP ASVS 5.0 V16.2.5', 'OWASP ASVS 5.0 V16.5.1', 'CWE-532'],
  features: [],
  check: (repository) => {
    const logs = packageInServer(repository, { from: loggers });
    const paths = new Set(logs.map(({ path }) => path));
    const redacts = [
      ...inServer(repository, { kind: 'key', text: /^(?:redact|redactPaths|maskValuesOfKeys)$/ }),
      ...inServer(repository, { kind: 'name', text: /^(?:redact|censor|mask|scrub|sanitize)\w*$/ }).filter(({ path }) =>
        paths.has(path),
      ),
    ];
    return prove(repository, {
      parts: [part('no logger', logs), part('nothing that takes secrets and personal data out of log lines', redacts)],
      tests: [
        part(
          'no test that a secret does not reach the log',
          testsThat(repository, {
            says: [/password|token|secret/i, /redact|censor|not\.toContain|\.not\.|\*{3}/i],
            in: /log(?!-?(?:in|out|off)\b)/i,
          }),
        ),
        part(
          'no test that an error answers nothing of its cause',
          testsThat(repository, {
            says: [/not\b/, /cause|stack|internal|secret|ECONN|leak/i],
            title: /cause|nothing|without saying|never|leak|internal|words/i,
          }),
        ),
      ],
      unseen: { because: 'no logger that is known here is used', command: 'git grep -nE "console\\.(log|error)"' },
    });
  },
  remedy: () =>
    steps(
      'Give the logger a list of names whose values it replaces at any depth: password, token, secret, authorization, cookie, email, name, phone.',
      'Answer internal errors with a constant text and the request id; the cause goes to the log alone.',
      'Test both: log an object with a password inside another one, and make a route fail with a message that must not come out.',
    ),
});
