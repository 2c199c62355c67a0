import { defineFeature } from '../../../src/compose/feature.ts';
import type { Slots } from '../../../src/compose/slots.ts';

const image = 'redis:7.4-alpine';

/** The server, for development and in CI. */
const addServers = (slots: Slots): void => {
  slots.composeServices.add({
    name: 'redis',
    definition: {
      image,
      command: [
        'redis-server',
        '--save',
        '',
        '--appendonly',
        'no',
        '--maxmemory',
        '128mb',
        '--maxmemory-policy',
        'noeviction',
      ],
      restart: 'unless-stopped',
      read_only: true,
      tmpfs: ['/data'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      user: 'redis',
      healthcheck: {
        test: ['CMD', 'redis-cli', 'ping'],
        interval: '5s',
        timeout: '3s',
        retries: 10,
      },
    },
    order: 200,
  });
  slots.appEnvironment.set('REDIS_URL', 'redis://redis:6379');
  slots.ciServices.add({
    name: 'redis',
    image,
    port: 6379,
    healthCommand: 'redis-cli ping',
    testEnvironment: { TEST_REDIS_URL: 'redis://localhost:6379' },
    order: 200,
  });
};

/** What those who test and operate it have to know. */
const addDocs = (slots: Slots): void => {
  slots.docs.add({
    section: 'testing',
    title: 'Redis',
    body: [
      'What processes share in Redis is tested on the server of `TEST_REDIS_URL`, else on the one at port 6379 of this',
      'machine; without one, these tests are skipped. They empty those of its databases 1 to 15 that are empty already or',
      'hold the key `tests:marker`, and no other.',
    ].join('\n'),
  });
  slots.docs.add({
    section: 'operations',
    title: 'Redis',
    body: [
      'Redis holds only counters that expire. It may be restarted or emptied at any time: the processes notice within',
      'half a second, count for themselves while it is away, and share again when it is back. It needs no backup.',
      'It must not be reachable from outside: use a private network, or `rediss://` with a password.',
    ].join('\n'),
  });
};

export default defineFeature({
  id: 'redis',
  axis: 'capability',
  title: 'Redis',
  description: 'A connection to Redis for what several processes share; without REDIS_URL each process keeps its own',
  internal: true,
  contribute: (_project, slots) => {
    slots.dependencies.add('ioredis');
    slots.env.add({
      name: 'REDIS_URL',
      type: 'url',
      values: ['redis', 'rediss'],
      description: 'Redis shared by all processes, redis:// or rediss://; unset: each process counts for itself',
      example: 'redis://localhost:6379',
      section: 'Redis',
    });
    slots.services.add({
      name: 'redis',
      type: 'RedisConnection',
      from: './redis/redis.ts',
      create: 'await createRedis({ env, logger })',
      imports: ['createRedis', 'type RedisConnection'],
      close: true,
      order: 300,
    });
    addServers(slots);
    addDocs(slots);
  },
});
