import { Controller, Headers, HttpStatus, Inject, Res } from '@nestjs/common';
import { NotFoundError } from '../../platform/errors.ts';
import { holdsToken, metricsAccess, metricsChallenge } from '../../platform/metrics/metrics-access.ts';
import type { Platform } from '../../platform/platform.ts';
import { Operational } from '../http/operational.decorator.ts';
import type { HttpResponse } from '../http/request.ts';
import { PLATFORM } from '../tokens.ts';

/** Serves the metrics on the main port, where that is wanted. */
@Controller()
export class MetricsController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Operational('/metrics')
  async read(
    @Res({ passthrough: true }) response: HttpResponse,
    @Headers('authorization') authorization?: string,
  ): Promise<string> {
    const { env, metrics } = this.platform;
    const access = metricsAccess(env);
    if (access === 'closed') throw new NotFoundError();
    if (access === 'by-token' && !holdsToken(authorization, env.METRICS_TOKEN ?? '')) {
      response.status(HttpStatus.UNAUTHORIZED).header('content-type', 'text/plain; charset=utf-8');
      response.header('www-authenticate', metricsChallenge(authorization));
      return '';
    }
    response.header('content-type', metrics.contentType);
    return metrics.render();
  }
}
