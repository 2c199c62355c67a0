import { Catch, Inject, Injectable, NotFoundException, type ArgumentsHost } from '@nestjs/common';
import { RateLimitGuard } from '../guards/rate-limit.guard.ts';
import { exchangeOf } from '../http/exchange.ts';
import { RouteTable } from '../http/route-table.ts';
import { FailureFilter } from './failure.filter.ts';
import { NotFoundFilter } from './not-found.filter.ts';

/** Counts requests whose method no route has, such as OPTIONS or PROPFIND: Nest answers these past its guards. */
@Injectable()
@Catch(NotFoundException)
export class UnmatchedFilter extends FailureFilter {
  constructor(
    @Inject(RouteTable) routes: RouteTable,
    @Inject(RateLimitGuard) private readonly limit: RateLimitGuard,
    @Inject(NotFoundFilter) private readonly notFound: NotFoundFilter,
  ) {
    super(routes);
  }

  override catch(cause: NotFoundException, host: ArgumentsHost): void {
    if (exchangeOf(host).contract === undefined) void this.#count(cause, host);
    else this.notFound.catch(cause, host);
  }

  async #count(cause: NotFoundException, host: ArgumentsHost): Promise<void> {
    try {
      await this.limit.canActivate(host);
      this.notFound.catch(cause, host);
    } catch (error) {
      super.catch(error, host);
    }
  }
}
