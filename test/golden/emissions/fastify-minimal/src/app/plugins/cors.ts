import fastifyCors from '@fastify/cors';
import fp from 'fastify-plugin';
import { corsPolicy } from '../../platform/http/cors.ts';
import type { PluginOptions } from '../plugin.ts';

/** Lets scripts of the listed origins call this server. Without origins there is nothing to answer. */
export const cors = fp<PluginOptions>(
  async (app, { platform: { env } }) => {
    if (env.CORS_ORIGINS.length === 0) return;
    await app.register(fastifyCors, { ...corsPolicy(env.CORS_ORIGINS), strictPreflight: false });
  },
  { name: 'cors', fastify: '5.x' },
);
