import { part, prove } from '../../evidence.ts';
import { packageInServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const from =
  /^(?:@openfeature\/(?:server-sdk|nestjs-sdk)|unleash-client|@launchdarkly\/node-server-sdk|@growthbook\/growthbook|flagsmith-nodejs)$/;

export default defineStandard({
  id: 'REL-07',
  title: 'Feature flags: typed, by percentage, switched while it runs',
  why: 'Without flags a release and a change of behaviour are the same event, and can only be taken back together.',
  references: [],
  features: ['feature-flags'],
  check: (repository) =>
    prove(repository, {
      parts: [part('no client for feature flags', packageInServer(repository, { from }))],
      tests: [
        part(
          'no test of both sides of a flag',
          testsThat(repository, { says: [/flag|feature|rollout|variation/i], title: /flag|rollout|feature/i }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Use @openfeature/server-sdk with a provider of your choice, and one typed function for each flag with its default.',
      'Roll out by a percentage of users, chosen by a stable hash of their id.',
      'Test each flag on and off, and that its default holds while the provider is away.',
    ),
});
