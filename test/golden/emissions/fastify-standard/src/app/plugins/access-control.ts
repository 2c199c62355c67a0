import fp from 'fastify-plugin';

import { AccessControl } from '../../platform/access-control.ts';
import { createAuthenticators } from '../authenticators.ts';
import type { PluginOptions } from '../plugin.ts';

declare module 'fastify' {
  interface FastifyInstance {
    accessControl: AccessControl;
  }
}

/** Knows who calls and what they may do, for the plugins that follow. */
export const accessControl = fp<PluginOptions>(
  (app, { platform }, done) => {
    const { auditLog, clock } = platform;
    app.decorate(
      'accessControl',
      new AccessControl({ authenticators: createAuthenticators(platform), auditLog, clock }),
    );
    done();
  },
  { name: 'access-control', fastify: '5.x' },
);
