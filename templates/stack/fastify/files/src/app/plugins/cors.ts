import fastifyCors from '@fastify/cors';
import fp from 'fastify-plugin';
import { corsPolicy, isPreflight } from '../../platform/http/cors.ts';
import type { PluginOptions } from '../plugin.ts';

/** Lets scripts of the listed origins call this server. Without origins there is nothing to answer. */
export const cors = fp<PluginOptions>(
  async (app, { platform: { env } }) => {
    if (env.CORS_ORIGINS.length === 0) return;
    const policy = corsPolicy(env.CORS_ORIGINS);
    const withoutPreflight = { ...policy, preflight: false };
    await app.register(fastifyCors, {
      delegator: (request, callback) => {
        callback(null, isPreflight(request) ? policy : withoutPreflight);
      },
    });
  },
  { name: 'cors', fastify: '5.x' },
);
