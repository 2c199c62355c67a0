import { part, prove } from '../../evidence.ts';
import { inServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

export default defineStandard({
  id: 'SEC-09',
  title: 'Marked fields are encrypted at rest, with keys that rotate',
  why: 'A stolen backup must not be readable.',
  references: ['OWASP ASVS 5.0 V11.3', 'OWASP ASVS 5.0 V14.2'],
  features: ['field-encryption'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no encryption with AES-256-GCM that the server uses', [
          ...inServer(repository, {
            kind: 'call',
            text: /(?:^|\.)createCipheriv$/,
            // Another cipher, or AES in another mode, does not notice what was altered.
            where: ({ place }) => /['"]aes-256-gcm['"]/i.test(repository.text(place.path) ?? ''),
          }),
          ...inServer(repository, { kind: 'call', text: /^(?:crypto\.)?subtle\.encrypt$/ }),
        ]),
        part('no key that can be rotated', inServer(repository, { kind: 'member', text: /^[A-Z_]*ENCRYPTION_KEYS$/ })),
      ],
      tests: [
        part(
          'no test that altered ciphertext is refused, and old keys still decrypt',
          testsThat(repository, { says: [/decrypt/i] }),
        ),
      ],
      unseen: {
        because: 'the disk or the database may encrypt',
        command: 'ask the provider of the database for its encryption at rest',
      },
    }),
  remedy: () =>
    steps(
      'Add src/platform/crypto/field-cipher.ts: AES-256-GCM with a random nonce of 12 bytes, the table and id as associated data, and the id of the key in front of the ciphertext.',
      'Read ENCRYPTION_KEYS (id:base64, the newest first): the first one encrypts, all decrypt; add a command that encrypts old rows anew.',
      'Test that an altered or moved ciphertext is refused, and that a rotation loses nothing.',
    ),
});
