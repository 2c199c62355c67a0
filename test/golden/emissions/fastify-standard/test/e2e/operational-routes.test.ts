import { describe, expect, it } from 'vitest';
import { operationalRoutes } from '../../scripts/architecture/documents/operational-routes.ts';
import { readFacts } from '../../scripts/architecture/facts/facts.ts';
import { readRepository } from '../../scripts/architecture/files.ts';
import { request } from './support/client.ts';

describe('the operational routes of the documents', () => {
  it.each(operationalRoutes(readFacts(readRepository(process.cwd()))))('$path is served', async ({ path }) => {
    const { status } = await request('GET', path);
    expect(status).toBe(200);
  });
});
