import { part, prove } from '../../evidence.ts';
import { inServer, packageInProgram, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { bare } from '../../facts/syntax.ts';
import type { Occurrence } from '../../facts/occurrences.ts';
import { elsewhere, withoutSignIn } from './sign-in.ts';

/** In KiB; the least of the equal choices in OWASP's cheat sheet on storing passwords. */
const leastMemory = 7168;

const numberOf = ({ node }: Occurrence): number | undefined => {
  const value = node.type === 'ObjectProperty' ? bare(node.value) : undefined;
  return value?.type === 'NumericLiteral' ? value.value : undefined;
};

const memory = (repository: Repository, isRight: (kibibytes: number) => boolean): Place[] =>
  inServer(repository, {
    kind: 'key',
    text: /^(?:memoryCost|memory)$/,
    where: (one) => isRight(numberOf(one) ?? leastMemory),
  });

const check = (repository: Repository): Verdict => {
  const weaker = packageInProgram(repository, {
    from: /^(?:bcrypt|bcryptjs|@node-rs\/bcrypt|md5|sha1|pbkdf2|pbkdf2-password)$/,
  });
  const argon = packageInServer(repository, { from: /argon2/ });
  if (argon.length === 0 && weaker.length > 0)
    return unmet('Passwords are hashed by something weaker than Argon2id.', weaker.slice(0, 4));
  const low = memory(repository, (kibibytes) => kibibytes < leastMemory);
  if (argon.length > 0 && low.length > 0)
    return unmet('Argon2id uses less memory than OWASP asks for.', low.slice(0, 4));
  return prove(repository, {
    parts: [
      part('no Argon2id in the server', argon),
      part(
        'no stated memory, time and lanes',
        memory(repository, (kibibytes) => kibibytes >= leastMemory),
      ),
      part(
        'no new hash at log-in when the parameters have risen',
        inServer(repository, { kind: ['call', 'name'], text: /needs?_?re_?hash|is_?outdated|upgrade_?password/i }),
      ),
    ],
    tests: [part('no test of the hashes', testsAbout(repository, { about: /hash/i, using: [/argon2/i] }))],
    unseen: elsewhere,
  });
};

export default defineStandard({
  id: 'AUTH-03',
  title: 'Passwords are hashed by Argon2id',
  why: 'A stolen table of fast hashes is a table of passwords.',
  references: ['OWASP ASVS 5.0 V11.4.2', 'RFC 9106'],
  features: ['jwt', 'session'],
  appliesTo: withoutSignIn,
  check,
  remedy: () =>
    steps(
      'Hash by Argon2id with 19 MiB, two passes and one lane, or more (`@node-rs/argon2`).',
      'At log-in, hash again when the stored parameters are below today’s.',
    ),
});
