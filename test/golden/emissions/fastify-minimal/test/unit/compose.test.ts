import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const service = z.object({
  image: z.string(),
  ports: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  init: z.boolean().optional(),
});
const compose = z
  .object({ services: z.record(z.string(), service) })
  .parse(parse(readFileSync('compose.yaml', 'utf8'), { merge: true }));
const services = Object.entries(compose.services);
const example = readFileSync('.env.example', 'utf8');
const known = new Set([...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1]));

describe('compose.yaml', () => {
  it.each(services)('pins the image of %s to a version', (_name, { image }) => {
    expect(image).toMatch(/:(?!latest$)[^:/]+$/);
  });

  it.each(services)('opens the ports of %s to this machine only', (_name, { ports }) => {
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it.each(services)('starts %s after services that exist', (_name, { depends_on }) => {
    for (const [name, { condition }] of Object.entries(depends_on)) {
      expect(compose.services[name], name).toBeDefined();
      if (condition === 'service_healthy') expect(compose.services[name]?.healthcheck, name).toBeDefined();
    }
  });

  it('gives the application no variable that it does not read', () => {
    const unknown = Object.keys(compose.services['app']?.environment ?? {}).filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });

  it('runs the application without privileges on a read-only file system', () => {
    expect(compose.services['app']).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  });
});

describe('what runs in the image of the application', () => {
  const own = services.filter(([, { image }]) => image === compose.services['app']?.image);

  it.each(own)('ends at a signal that comes before %s can handle it', (_name, { init }) => {
    expect(init).toBe(true);
  });
});

describe('Dockerfile', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8');

  it('pins every base image to an exact version', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+:\S+)/gm)].map((match) => match[1]);
    expect(bases).not.toEqual([]);
    for (const base of bases) expect(base).toMatch(/:\d+\.\d+\.\d+/);
  });

  it('starts the server itself, as an unprivileged user', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^CMD \["node",/m);
  });

  it('lets that user read what the image takes from the checkout, whatever the umask of the checkout is', () => {
    const runtime = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    const copied = [...runtime.matchAll(/^COPY (?!--from=)(.+)$/gm)].map((match) => match[1]);
    expect(copied).not.toEqual([]);
    expect(copied.filter((what) => what?.startsWith('--chmod=') !== true)).toEqual([]);
  });
});
