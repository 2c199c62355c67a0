import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { draining } from '../../../../src/app/middleware/draining.ts';
import { Drain } from '../../../../src/platform/http/drain.ts';
import { serve } from '../support/serve.ts';

describe('draining', () => {
  it('asks every client to go, also one whose request was under way when it began', async () => {
    const drain = new Drain();
    const app = express().use(draining(drain), async (req, res) => {
      if (req.path === '/slow') await sleep(100);
      res.end();
    });
    const url = await serve(app);
    const connectionOf = async (path: string) => (await fetch(url + path)).headers.get('connection');
    expect(await connectionOf('/')).toBe('keep-alive');
    const slow = connectionOf('/slow');
    await sleep(20);
    drain.begin();
    expect(await slow).toBe('close');
    expect(await connectionOf('/')).toBe('close');
  });
});
