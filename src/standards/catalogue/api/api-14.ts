import { part, prove } from '../../evidence.ts';
import { besidePackage, inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const parsers = /^(?:multer|busboy|@fastify\/(?:multipart|busboy)|formidable|fastify-multer)$/;

export default defineStandard({
  id: 'API-14',
  title: 'Uploaded files are limited and looked into',
  why: 'A file is whatever its sender says until somebody looks: a script, a bomb, a path out of the folder.',
  references: ['OWASP ASVS 5.0 V5', 'OWASP API4:2023'],
  features: ['uploads'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no route that takes files', packageInServer(repository, { from: parsers })),
        part(
          'no limit on their size',
          inServer(repository, { kind: 'key', text: 'fileSize', where: besidePackage(repository, parsers) }),
        ),
        part(
          'no limit on their number',
          inServer(repository, {
            kind: 'key',
            text: /^(?:files|maxFiles|parts)$/,
            where: besidePackage(repository, parsers),
          }),
        ),
        part('no look at their content (its first bytes)', [
          ...packageInServer(repository, { from: /^(?:file-type|magic-bytes\.js|mmmagic|detect-file-type)$/ }),
          ...inServer(repository, { kind: ['name', 'call'], text: /magic(?:number|bytes)|sniff\w*type/i }),
        ]),
      ],
      tests: [
        part(
          'no test of a file that is refused',
          testsAbout(repository, { about: /upload|file/i, using: [/413|415|422/, /FormData|multipart|attach/] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Take files on routes of their own, with limits on size, number and length of names.',
      'Decide on the type by the first bytes, against a list; store under a name of your own, outside of what is served.',
      'Show by tests that too large, too many and mislabelled files are refused.',
    ),
});
