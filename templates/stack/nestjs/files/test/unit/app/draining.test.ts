import { Controller } from '@nestjs/common';
import { expect, it } from 'vitest';
import { Operation } from '../../../src/app/http/operation.decorator.ts';
import { Drain } from '../../../src/platform/http/drain.ts';
import { getThing, moduleOf, startTestApp } from './support/test-app.ts';

it('asks the clients to go when the server drains, also those whose request came before', async () => {
  const drain = new Drain();
  let release: (() => void) | undefined;

  @Controller()
  class SlowController {
    @Operation(getThing)
    get() {
      return new Promise<{ version: number; name: string }>((resolve) => {
        release = () => {
          resolve({ version: 1, name: 'Lid' });
        };
      });
    }
  }

  const app = await startTestApp([moduleOf(SlowController, [getThing])], drain);
  const url = await app.getUrl();
  const slow = fetch(`${url}/api/v1/thing`);
  expect((await fetch(`${url}/nothing`)).headers.get('connection')).not.toBe('close');
  await expect.poll(() => release).toBeDefined();
  drain.begin();
  expect((await fetch(`${url}/nothing`)).headers.get('connection')).toBe('close');
  release?.();
  const answer = await slow;
  expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
  await app.close();
});
