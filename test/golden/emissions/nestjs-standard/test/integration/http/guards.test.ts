import { afterAll, beforeAll, expect, it } from 'vitest';
import { modules } from '../../../src/app/modules.ts';
import { startApi, type Api } from './support/api.ts';

const guarded = modules
  .flatMap((module) => module.operations)
  .filter(({ body, access }) => body && (access.kind === 'signed-in' || access.kind === 'permission'));

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const send = async ({ method, path }: { method: string; path: string }, type: string, body: string) => {
  const url = api.url + path.replaceAll(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000');
  const response = await fetch(url, { method, headers: { 'content-type': type }, body });
  return response.status;
};

it('guards come before the body: whoever may not call learns nothing of what is wrong with it', async () => {
  expect(guarded.length).toBeGreaterThan(0);
  for (const operation of guarded) {
    const statuses = [
      await send(operation, 'application/json', '{'),
      await send(operation, 'application/json', `"${'x'.repeat(200_000)}"`),
      await send(operation, 'text/plain', 'text'),
      await send(operation, 'garbage', '{}'),
    ];
    expect([operation.id, ...statuses]).toEqual([operation.id, 401, 401, 401, 401]);
  }
});
