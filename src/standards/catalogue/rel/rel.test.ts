import { beforeAll, describe, expect, it } from 'vitest';
import { repositoryOf } from '../../repository/memory-repository.ts';
import type { Repository } from '../../repository/repository.ts';
import { broken, removed, replaced, skipped, type Break } from '../../testing/broken.ts';
import { shop } from '../../testing/shop.ts';
import { verdictOf } from '../../testing/verdicts-of.ts';

let emitted: Repository;

beforeAll(async () => {
  emitted = await shop();
});

describe('of an emitted repository', () => {
  it.each(['REL-01', 'REL-02', 'REL-03'])('%s is met, with a test', async (id) => {
    const verdict = await verdictOf(emitted, id);
    expect(verdict).toMatchObject({ status: 'met' });
    expect(verdict.status === 'met' && verdict.tests.length).toBeGreaterThan(0);
  });

  const resilience = 'src/platform/resilience/outgoing-calls.ts';
  const breaks: readonly (readonly [string, string, Readonly<Record<string, Break>>])[] = [
    ['REL-01', 'without the circuit breaker', { [resilience]: replaced(/circuitBreaker/, 'noPolicy') }],
    ['REL-01', 'with its retries in a comment', { [resilience]: replaced(/^ {4}retry\(handleWhen/m, '    // retry(') }],
    ['REL-02', 'that listens to no signal', { 'src/main.ts': replaced(/'SIGTERM', /, '') }],
    [
      'REL-02',
      'whose tests are skipped',
      { 'test/e2e/shutdown.test.ts': skipped, 'test/unit/platform/shutdown.test.ts': skipped },
    ],
    [
      'REL-03',
      'with nothing in place of Redis',
      { 'src/platform/rate-limit/counters.ts': replaced(/insuranceLimiter|inMemory/, 'other') },
    ],
  ];
  it.each(breaks)('%s is open in one %s', async (id, _what, changes) => {
    expect(await verdictOf(broken(emitted, changes), id)).toMatchObject({ status: 'unmet' });
  });

  it.each(['REL-04', 'REL-05', 'REL-07', 'REL-08'])('%s is open: nothing of it was chosen', async (id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'unmet' });
  });

  it('is not asked for event sourcing, which nobody chose', async () => {
    expect(await verdictOf(emitted, 'REL-06')).toMatchObject({ status: 'not-applicable' });
  });
});

const test = (title: string): string =>
  `import { expect, it } from 'vitest';\nit('${title}', () => { expect(retries).toBe(5); });\n`;

/** Small repositories of other people in which the rest is met. */
const others: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'REL-04': {
    'src/main.js': `import { Worker } from 'bullmq';
      new Worker('mails', send, { settings: { deadLetterQueue: 'mails-failed' } });`,
    'test/queue.test.js': test('a message is retried, then goes to the dead letters'),
  },
  'REL-05': {
    'src/main.js': `import { relay } from './relay.js'; relay();`,
    'src/relay.js': `export const relay = () => broker.publish(next());`,
    'migrations/001.sql': 'create table outbox (id uuid primary key); create table inbox (id uuid primary key);',
    'test/outbox.test.js': `${test('the outbox')}relay.publish();`,
  },
  'REL-06': {
    'src/main.js': `import { EventStoreDBClient } from '@eventstore/db-client';
      const client = new EventStoreDBClient(); client.appendToStream('a', events);
      const state = evolve(events); new Projection(); takeSnapshot(state);`,
    'test/events.test.js': test('an aggregate is rebuilt by replay'),
  },
  'REL-07': {
    'src/main.js': `import { OpenFeature } from '@openfeature/server-sdk'; OpenFeature.getClient();`,
    'test/flags.test.js': `import { expect, it } from 'vitest';
it('the new checkout is behind a flag', () => { setFlag('checkout', true); expect(retries).toBe(5); });
`,
  },
  'REL-08': {
    'src/main.js': 'console.log(1);\n',
    'scripts/restore-drill.sh': 'pg_restore latest',
    'docs/recovery.md':
      '# Disaster recovery\n\nAt most five minutes of data are lost (RPO), and it takes an hour at most (RTO).\n',
  },
};

const repositoryWith = (files: Readonly<Record<string, string>>): Repository =>
  repositoryOf(new Map([['package.json', '{ "scripts": { "start": "node src/main.js" } }'], ...Object.entries(files)]));

describe('of a repository of somebody else', () => {
  it.each(Object.keys(others))('%s is met', async (id) => {
    expect(await verdictOf(repositoryWith(others[id] ?? {}), id)).toMatchObject({ status: 'met' });
  });

  it.each(Object.entries(others))('%s is not met without any one of its files', async (id, files) => {
    for (const path of Object.keys(files)) {
      const change = path === 'src/main.js' ? () => 'console.log(1);\n' : removed;
      if (files[path] === change('')) continue;
      const verdict = await verdictOf(broken(repositoryWith(files), { [path]: change }), id);
      expect([path, verdict.status]).not.toEqual([path, 'met']);
    }
  });

  it('REL-01 is unknown where calls are made in a way that is not known', async () => {
    const calling = repositoryWith({ 'src/main.js': `fetch('https://example.test');` });
    expect(await verdictOf(calling, 'REL-01')).toMatchObject({ status: 'unknown' });
  });
});
