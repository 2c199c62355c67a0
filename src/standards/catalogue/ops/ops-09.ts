import { part, prove } from '../../evidence.ts';
import { composeServices, type ComposeService } from '../../facts/compose-file.ts';
import { packageInProgram } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const databases = /(?:^|\/)(?:postgres|postgis|mysql|mariadb|mongo)(?::|$)/;
const drivers = /^(?:pg|postgres|mysql2?(?:\/promise)?|mongodb|mongoose|@prisma\/client|typeorm|knex|sequelize)$/;

const places = (services: readonly ComposeService[]): Place[] => services.map(({ place }) => place);

export default defineStandard({
  id: 'OPS-09',
  title: 'A Compose file starts the whole system for development',
  why: 'A new colleague should have it running before lunch, with the servers that production has.',
  references: ['Twelve-Factor X'],
  features: ['docker'],
  check: (repository) => {
    const services = composeServices(repository);
    const needsDatabase = packageInProgram(repository, { from: drivers }).length > 0;
    const healthy = services.filter(({ definition }) => definition.healthcheck !== undefined);
    return prove(repository, {
      parts: [
        part(
          'no Compose file with the application',
          places(services.filter(({ built, image }) => built || image === undefined || image.includes('${'))),
        ),
        ...(needsDatabase
          ? [part('no database in it', places(services.filter(({ image }) => databases.test(image ?? ''))))]
          : []),
        part('no health check in it', places(healthy)),
        ...(services.length > 1
          ? [part('no order of starting', places(services.filter(({ dependsOn }) => dependsOn.length > 0)))]
          : []),
      ],
      tests: [part('no test of the Compose file', testsAbout(repository, { about: /compose/i, using: [/compose/i] }))],
    });
  },
  remedy: () =>
    steps(
      'Write compose.yaml with the application, its database and a mail catcher, each with a health check, and `depends_on` with `condition: service_healthy`.',
      'Open ports to 127.0.0.1 only, and take passwords from an ignored .env.',
    ),
});
