import express from 'express';
import { describe, expect, it } from 'vitest';
import { draining } from '../../../../src/app/middleware/draining.ts';
import { Drain } from '../../../../src/platform/http/drain.ts';
import { serve } from '../support/serve.ts';

describe('draining', () => {
  it('asks every client to go, also one whose request was under way when it began', async () => {
    const drain = new Drain();
    const waiting: (() => void)[] = [];
    const app = express().use(draining(drain), (req, res) => {
      const answer = (): unknown => res.end();
      if (req.path === '/slow') waiting.push(answer);
      else answer();
    });
    const url = await serve(app);
    const connectionOf = async (path: string) => (await fetch(url + path)).headers.get('connection');
    expect(await connectionOf('/')).toBe('keep-alive');
    const slow = connectionOf('/slow');
    await expect.poll(() => waiting.length).toBe(1);
    drain.begin();
    for (const answer of waiting) answer();
    expect(await slow).toBe('close');
    expect(await connectionOf('/')).toBe('close');
  });
});
