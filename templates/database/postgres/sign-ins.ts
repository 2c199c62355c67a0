import type { Slots } from '../../../src/compose/slots.ts';

/** How every process learns that a sign-in has ended, or that its rights have changed. */
export const addRevocation = (slots: Slots): void => {
  slots.services.add({
    name: 'revocations',
    type: 'Revocations',
    from: './database/revocation-channel.ts',
    create: 'await createRevocations({ url: databasePool.url, logger })',
    imports: ['createRevocations', 'type Revocations'],
    close: true,
    order: 500,
  });
  slots.docs.add({
    section: 'revocation',
    title: 'Database',
    body: [
      'Each process remembers who stands',
      'behind a sign-in, and forgets it when PostgreSQL notifies it of a change (`LISTEN` on a connection of its own): the',
      'others hear of it within milliseconds. While that connection is down, or a pooler in between passes no notifications',
      'on, the database is asked every time; that it is down is noticed within four seconds.',
    ].join('\n'),
  });
};

/** How sign-ins and mailed tokens that have expired are deleted. */
export const addPurge = (slots: Slots): void => {
  slots.services.add({
    name: 'purge',
    type: 'Purge',
    from: './database/expired-rows.ts',
    create: 'createPurge({ database, clock, logger })',
    imports: ['createPurge', 'type Purge'],
    close: true,
    order: 505,
  });
  slots.docs.add({
    section: 'revocation',
    title: 'Purge',
    body: 'Sign-ins and mailed tokens are deleted a day after they have expired.',
  });
};
