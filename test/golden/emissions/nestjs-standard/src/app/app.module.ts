import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CoreModule, type CoreOptions } from './core.module.ts';
import { UnauthenticatedFilter } from './filters/unauthenticated.filter.ts';
import { NotFoundFilter } from './filters/not-found.filter.ts';
import { UnmatchedFilter } from './filters/unmatched.filter.ts';
import { ContractGuard } from './guards/contract.guard.ts';
import { OverloadProtectionGuard } from './guards/overload-protection.guard.ts';
import { CredentialLimitGuard } from './guards/credential-limit.guard.ts';
import { AuthenticationGuard } from './guards/authentication.guard.ts';
import { RateLimitGuard } from './guards/rate-limit.guard.ts';
import { RequestTargetGuard } from './guards/request-target.guard.ts';
import { AuthorizationGuard } from './guards/authorization.guard.ts';
import { AdmissionGuard } from './guards/admission.guard.ts';
import { AccessControlModule } from './access-control.module.ts';
import { HealthModule } from './health/health.module.ts';
import { JwksModule } from './jwks/jwks.module.ts';
import { DocsModule } from './docs/docs.module.ts';
import { MetricsModule } from './metrics/metrics.module.ts';

/** The whole application. */
@Module({})
export class AppModule {
  static forRoot(options: CoreOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CoreModule.forRoot(options),
        AccessControlModule,
        HealthModule,
        JwksModule,
        DocsModule,
        MetricsModule,
        ...options.modules,
      ],
      providers: [
        NotFoundFilter,
        RateLimitGuard,
        // The last filter that takes an error answers it.
        { provide: APP_FILTER, useClass: UnauthenticatedFilter },
        { provide: APP_FILTER, useClass: UnmatchedFilter },
        // Asked in this order.
        { provide: APP_GUARD, useClass: ContractGuard },
        { provide: APP_GUARD, useClass: OverloadProtectionGuard },
        { provide: APP_GUARD, useClass: CredentialLimitGuard },
        { provide: APP_GUARD, useClass: AuthenticationGuard },
        { provide: APP_GUARD, useExisting: RateLimitGuard },
        { provide: APP_GUARD, useClass: RequestTargetGuard },
        { provide: APP_GUARD, useClass: AuthorizationGuard },
        { provide: APP_GUARD, useClass: AdmissionGuard },
      ],
    };
  }
}
