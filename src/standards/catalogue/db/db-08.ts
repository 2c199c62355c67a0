import { part, prove } from '../../evidence.ts';
import { inServer, variableInServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const replica = /^[A-Z_]*(?:REPLICA|READ_?ONLY|READER|SECONDARY)[A-Z_]*$/;

const inDatabase = /data|db|pool|orm|prisma|sql|config/i;

export default defineStandard({
  id: 'DB-08',
  title: 'Reads can go to a replica',
  why: 'Reads are most of the load, and copies of the database are the cheapest way to carry more of it.',
  references: [],
  features: ['read-replicas'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no variable with the URL of a replica that the server reads', [
          ...variableInServer(repository, replica),
          ...inServer(repository, { kind: 'key', text: /^(?:replication|replicas|readReplicas?)$/, in: inDatabase }),
          ...inServer(repository, { kind: 'string', text: /readPreference=secondary/i }),
        ]),
      ],
      tests: [
        part(
          'no test that reads from a replica',
          testsThat(repository, { says: [/replica|read_?only_?(?:url|pool|database)/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Read DATABASE_REPLICA_URL; when it is set, open a second pool with it, with the limits of the first one.',
      'Give repositories the replica for lists and reads by id outside of transactions; what was just written is read from the primary.',
      'Test with a second database that such reads go there, and that everything goes to the primary when the variable is not set.',
    ),
});
