import { Controller, HttpStatus, Inject, Res } from '@nestjs/common';
import type { CheckResult } from '../../platform/health/health.ts';
import { Drain } from '../../platform/http/drain.ts';
import type { Platform } from '../../platform/platform.ts';
import { Operational } from '../http/operational.decorator.ts';
import type { HttpResponse } from '../http/request.ts';
import { PLATFORM } from '../tokens.ts';

interface Health {
  readonly status: 'ok' | 'unavailable';
  readonly checks?: Readonly<Record<string, CheckResult>>;
}

const answer = (response: HttpResponse, healthy: boolean): Health => {
  response.status(healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
  return { status: healthy ? 'ok' : 'unavailable' };
};

/** The probes of an orchestrator: is it alive, is it ready, has it started. */
@Controller()
export class HealthController {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(Drain) private readonly drain: Drain,
  ) {}

  @Operational('/health/live')
  live(): Health {
    return { status: 'ok' };
  }

  @Operational('/health/ready')
  async ready(@Res({ passthrough: true }) response: HttpResponse): Promise<Health> {
    const { status, checks } = await this.platform.health.ready();
    return { ...answer(response, status === 'ok' && !this.drain.begun), checks };
  }

  @Operational('/health/startup')
  startup(@Res({ passthrough: true }) response: HttpResponse): Health {
    return answer(response, this.platform.health.started);
  }
}
