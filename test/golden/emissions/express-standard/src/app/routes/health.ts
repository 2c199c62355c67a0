import type { Express } from 'express';
import type { Drain } from '../../platform/http/drain.ts';
import type { Platform } from '../../platform/platform.ts';
import { operationalRoute } from '../http/operational-route.ts';
import { sendJson } from '../http/send-answer.ts';

/** The probes of an orchestrator: is it alive, is it ready, has it started. */
export const mountHealth = (app: Express, platform: Pick<Platform, 'health'>, drain: Drain): void => {
  operationalRoute(app, '/health/live', (_req, res) => {
    sendJson(res, 200, { status: 'ok' });
  });

  operationalRoute(app, '/health/ready', async (_req, res) => {
    const { status, checks } = await platform.health.ready();
    const ready = status === 'ok' && !drain.begun;
    sendJson(res, ready ? 200 : 503, { status: ready ? 'ok' : 'unavailable', checks });
  });

  operationalRoute(app, '/health/startup', (_req, res) => {
    const { started } = platform.health;
    sendJson(res, started ? 200 : 503, { status: started ? 'ok' : 'unavailable' });
  });
};
