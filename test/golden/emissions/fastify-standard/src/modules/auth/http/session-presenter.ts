import type { z } from 'zod';

import { collection, type Collection } from '../../../platform/http/collection.ts';
import { MAX_LISTED_SESSIONS, type Session } from '../domain/session.ts';
import type { session } from './auth-schemas.ts';

type SessionData = z.input<typeof session>;

/**
 * A sign-in as JSON.
 *
 * @param currentId the sign-in that asks
 */
export const presentSession = (signIn: Session, currentId: string): SessionData => ({
  id: signIn.id,
  createdAt: signIn.createdAt.toISOString(),
  lastUsedAt: signIn.lastUsedAt.toISOString(),
  expiresAt: signIn.expiresAt.toISOString(),
  address: signIn.address,
  agent: signIn.agent,
  current: signIn.id === currentId,
  _links: { self: { href: `/api/v1/auth/sessions/${signIn.id}` } },
});

/**
 * The sign-ins of an account as JSON: one page.
 *
 * @param currentId the sign-in that asks
 */
export const presentSessions = (
  sessions: readonly Session[],
  { currentId, url }: { currentId: string; url: string },
): Collection<SessionData> =>
  collection(
    { items: sessions, hasMore: false, nextCursor: null, prevCursor: null },
    (signIn) => presentSession(signIn, currentId),
    { url, limit: MAX_LISTED_SESSIONS, sort: { field: 'createdAt', descending: true } },
  );
