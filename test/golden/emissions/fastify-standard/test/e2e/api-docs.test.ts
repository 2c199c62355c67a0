import { describe, expect, it } from 'vitest';
import { apiDocument } from '../../src/app/api-document.ts';
import { request } from './support/client.ts';

describe('GET /openapi.json', () => {
  it('serves the document of this backend', async () => {
    const { status, headers, text } = await request('GET', '/openapi.json');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(apiDocument())));
  });

  it('groups its operations under headings', () => {
    const names = (apiDocument().tags ?? []).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !/^[A-Z]/.test(name))).toEqual([]);
  });

  it('has patterns as JSON Schema reads them: no delimiters, no flags', () => {
    const patterns = [...JSON.stringify(apiDocument()).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, pattern]) =>
      String(JSON.parse(pattern ?? '""')),
    );
    // A delimiter or a flag would stand outside of the anchors.
    expect(patterns.filter((pattern) => !/^\^.*\$$/.test(pattern))).toEqual([]);
  });
});

describe('GET /docs', () => {
  it('is a page without inline scripts that fetches nothing from elsewhere', async () => {
    const { status, headers, text } = await request('GET', '/docs');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|<style|\sstyle=|javascript:/i);
    const urls = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url]) => url ?? '');
    expect(urls.length).toBeGreaterThan(2);
    expect(urls.filter((url) => !url.startsWith('/docs/'))).toEqual([]);
  });

  it('has a policy that lets nothing in from elsewhere', async () => {
    const policy = (await request('GET', '/docs')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('has all of its files', async () => {
    const { text } = await request('GET', '/docs');
    for (const [, path = ''] of text.matchAll(/(?:src|href)="(\/docs\/[^"]*)"/g)) {
      const { status, headers } = await request('GET', path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get('content-type')).toMatch(/^(?:text\/css|text\/javascript|image\/png)/);
      expect(headers.get('cache-control')).toBe('public, max-age=3600');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it.each([
    'package.json',
    'index.js',
    'swagger-initializer.js',
    '..%2fpackage.json',
    '%2e%2e%2f%2e%2e%2fpackage.json',
    'toString',
  ])('serves no other file, such as %s', async (file) => {
    const { status, headers } = await request('GET', `/docs/${file}`);
    expect([status, headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it('is nowhere else, by whatever method', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect([method, (await request(method, '/docs/')).status]).toEqual([method, 404]);
    }
  });
});
