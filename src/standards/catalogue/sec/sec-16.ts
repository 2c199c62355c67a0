import { part, prove } from '../../evidence.ts';
import { sectionsAbout } from '../../facts/markdown.ts';
import { routes } from '../../facts/routes.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const own = /\/(?:users?|accounts?|profile|me)\b/i;

export default defineStandard({
  id: 'SEC-16',
  title: 'Personal data: known, exportable, erasable, kept no longer than needed',
  why: 'People may ask what is stored about them and have it erased; the law gives a month for the answer.',
  references: ['OWASP ASVS 5.0 V14.1', 'GDPR articles 15, 17 and 20'],
  features: ['privacy'],
  check: (repository) => {
    const all = routes(repository);
    const exports = all.filter(({ path }) => /export|personal-data|data-request/i.test(path) && own.test(path));
    const erasures = all.filter(
      ({ method, path }) =>
        method === 'DELETE' && /\/(?:users?|accounts?)\/(?:me|\{\w+\})$|\/(?:me|account|profile)$/i.test(path),
    );
    return prove(repository, {
      parts: [
        part(
          'no route by which people get their data',
          exports.map(({ place }) => place),
        ),
        part(
          'no route by which people have it erased',
          erasures.map(({ place }) => place),
        ),
        part(
          'no inventory of personal data, with how long and where it is kept',
          sectionsAbout(repository, {
            heading: /personal data|privacy|gdpr|data inventory/i,
            says: [/retention|kept|days|months/i, /region|residen|country|\bEU\b|where/i],
            words: 25,
          }),
        ),
      ],
      tests: [
        part('no test of the export', testsThat(repository, { says: [/export/i], title: /export|personal|own data/i })),
        part(
          'no test of the erasure',
          testsThat(repository, {
            says: [/delete|erase/i],
            title: /eras|forget|personal|delete.*account|account.*delete/i,
          }),
        ),
      ],
      ...(all.length === 0 && {
        unseen: { because: 'no routes can be told from the sources', command: 'git grep -niE "export|erase|gdpr"' },
      }),
    });
  },
  remedy: () =>
    steps(
      'Write docs/architecture/personal-data.md: each column that identifies a person, why it is kept, how long, in which region, and who sees it.',
      'Add GET /api/v1/users/me/export (all rows of the caller as JSON) and DELETE /api/v1/users/me (after a fresh sign-in): it removes or anonymizes every row, and ends all sign-ins.',
      'Test that after the erasure no table holds the address or the name any more.',
    ),
});
