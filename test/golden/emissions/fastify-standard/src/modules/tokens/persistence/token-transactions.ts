import type { AuditLog } from '../../../platform/audit/audit-log.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database/database.ts';
import { withRevocations } from '../../../platform/database/revocation-channel.ts';
import type { Revocations } from '../../../platform/revocation.ts';
import { authStoreIn } from '../../auth/index.ts';
import type { TokenTransactions } from '../application/refresh-token-store.ts';
import { RefreshTokenKyselyRepository } from './refresh-token-kysely-repository.ts';

interface Dependencies {
  readonly database: Db;
  readonly auditLog: AuditLog;
  readonly revocations: Revocations;
  readonly clock: Clock;
}

/** Transactions over refresh tokens and the sign-ins they belong to. */
export const tokenTransactions =
  (dependencies: Dependencies): TokenTransactions =>
  (work) =>
    withRevocations(dependencies, (transaction, revoke) =>
      work({
        ...authStoreIn(transaction, revoke, dependencies),
        refreshTokens: new RefreshTokenKyselyRepository(transaction, dependencies.clock),
      }),
    );
