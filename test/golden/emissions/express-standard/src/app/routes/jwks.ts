import type { Express } from 'express';
import type { Platform } from '../../platform/platform.ts';
import { operationalRoute } from '../http/operational-route.ts';

/** Serves the public keys, for services that verify our access tokens themselves. */
export const mountJwks = (app: Express, { signingKeys }: Pick<Platform, 'signingKeys'>): void => {
  operationalRoute(app, '/.well-known/jwks.json', (_req, res) => {
    res.set('cache-control', 'public, max-age=300').json(signingKeys.jwks());
  });
};
