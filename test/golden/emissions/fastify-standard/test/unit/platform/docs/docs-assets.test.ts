import { describe, expect, it } from 'vitest';
import { docsAsset } from '../../../../src/platform/docs/docs-assets.ts';

describe('docsAsset', () => {
  it.each(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png', 'start.js'])('has %s', async (name) => {
    expect((await docsAsset(name))?.body.length).toBeGreaterThan(50);
  });

  it('shows the document of this server, and asks no validator elsewhere', async () => {
    const script = (await docsAsset('start.js'))?.body.toString() ?? '';
    expect(script).toContain("url: '/openapi.json'");
    expect(script).toContain('validatorUrl: null');
    expect(script).not.toMatch(/https?:/);
  });

  it.each(['../package.json', 'index.html', '', '__proto__', 'constructor'])('has no %j', async (name) => {
    expect(await docsAsset(name)).toBeUndefined();
  });
});
