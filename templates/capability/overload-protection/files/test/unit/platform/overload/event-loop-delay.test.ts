import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchEventLoopDelay, type EventLoopDelay } from '../../../../src/platform/overload/event-loop-delay.ts';

const block = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

describe('watchEventLoopDelay', () => {
  let eventLoop: EventLoopDelay;
  beforeEach(() => {
    eventLoop = watchEventLoopDelay();
  });
  afterEach(() => {
    eventLoop.stop();
  });

  it('rises while the event loop is kept busy, and falls when it is not', async () => {
    let highest = 0;
    for (let round = 1; round <= 6; round += 1) {
      block(200);
      await sleep(1);
      highest = Math.max(highest, eventLoop.current());
    }
    expect(highest).toBeGreaterThan(100);
    // Of what it was: on a busy machine an idle event loop is late, too.
    await expect.poll(() => eventLoop.current()).toBeLessThan(highest / 2);
  });
});
