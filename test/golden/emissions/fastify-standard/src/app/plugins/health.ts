import fp from 'fastify-plugin';
import type { PluginOptions } from '../plugin.ts';

/** The probes of an orchestrator: is it alive, is it ready, has it started. */
export const health = fp<PluginOptions>(
  (app, { platform, drain }, done) => {
    const config = { operational: true };
    app.get('/health/live', { config }, () => ({ status: 'ok' }));

    app.get('/health/ready', { config }, async (_request, reply) => {
      const { status, checks } = await platform.health.ready();
      const ready = status === 'ok' && !drain.begun;
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
    });

    app.get('/health/startup', { config }, (_request, reply) => {
      const { started } = platform.health;
      return reply.code(started ? 200 : 503).send({ status: started ? 'ok' : 'unavailable' });
    });
    done();
  },
  { name: 'health', fastify: '5.x' },
);
