import { describe, expect, it } from 'vitest';
import { CloseError, Resources } from '../../../src/platform/resources.ts';

const recorder = () => {
  const closed: string[] = [];
  const resource = (name: string, failure?: Error) => ({
    close: async () => {
      closed.push(name);
      await Promise.resolve();
      if (failure) throw failure;
    },
  });
  return { closed, resource };
};

describe('Resources', () => {
  it('closes what was opened last first, once', async () => {
    const { closed, resource } = recorder();
    const resources = new Resources();
    resources.own(resource('pool'));
    resources.own(resource('server'));

    await resources.close();
    await resources.close();

    expect(closed).toEqual(['server', 'pool']);
  });

  it('closes the others when one fails, and says so', async () => {
    const { closed, resource } = recorder();
    const failure = new Error('stuck');
    const resources = new Resources();
    resources.own(resource('pool'));
    resources.own(resource('mailer', failure));

    const error: unknown = await resources.close().catch((reason: unknown) => reason);

    expect(closed).toEqual(['mailer', 'pool']);
    expect(error).toBeInstanceOf(CloseError);
    expect(error).toHaveProperty('errors', [failure]);
  });
});
