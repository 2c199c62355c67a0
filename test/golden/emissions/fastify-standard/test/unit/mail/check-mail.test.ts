import { describe, expect, it } from 'vitest';
import { checkMail, InvalidMailError } from '../../../src/platform/mail/check-mail.ts';

const mail = { to: 'ada@example.test', subject: 'Welcome', text: 'Hello', kind: 'welcome' };

describe('checkMail', () => {
  it.each(['ada@example.test', "o'brien+tag@mail.example.test", 'ädä@exämple.test'])('accepts %s', (to) => {
    expect(() => {
      checkMail({ ...mail, to });
    }).not.toThrow();
  });

  it.each([
    'ada@example.test\r\nBcc: eve@example.test',
    'ada@example.test\n',
    'ada@example.test, eve@example.test',
    'ada@example.test;eve@example.test',
    'Ada <ada@example.test>',
    '"ada\\"@eve.example.test"@example.test',
    'ada@example.test\0',
    'ada@eve.example.test@example.test',
    'ada example.test',
    'group:ada@example.test;',
    '',
  ])('refuses the address %j', (to) => {
    expect(() => {
      checkMail({ ...mail, to });
    }).toThrow(InvalidMailError);
  });

  it.each(['Welcome\r\nBcc: eve@example.test', 'Welcome\nX: y', 'Welcome\0', 'Wel\u2028come', 'x'.repeat(501)])(
    'refuses the subject %j',
    (subject) => {
      expect(() => {
        checkMail({ ...mail, subject });
      }).toThrow(InvalidMailError);
    },
  );
});
