import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  commaList,
  duration,
  flag,
  mailbox,
  milliseconds,
  nonNegativeInteger,
  nonNegativeTimeout,
  oneOf,
  port,
  positiveInteger,
  timeout,
  url,
} from '../../../src/config/variables.ts';

const refuses = (parser: z.ZodType, values: readonly string[]): void => {
  for (const value of values) expect(parser.safeParse(value).success, JSON.stringify(value)).toBe(false);
};

describe('variables', () => {
  it('reads whole numbers, and only those', () => {
    expect(positiveInteger().parse('42')).toBe(42);
    expect(nonNegativeInteger().parse('0')).toBe(0);
    refuses(positiveInteger(), ['0', '-1', '1.5', '1e3', '0x10', ' 1', '', '9'.repeat(16)]);
  });

  it('reads ports', () => {
    expect(port().parse('0')).toBe(0);
    expect(port().parse('65535')).toBe(65_535);
    refuses(port(), ['65536', '-1', 'http']);
  });

  it('takes true and false at their word', () => {
    expect([flag().parse('true'), flag().parse('false')]).toEqual([true, false]);
    refuses(flag(), ['1', 'yes', 'TRUE', 'off', '']);
  });

  it('splits lists', () => {
    expect(commaList().parse(' a, b ,,c ')).toEqual(['a', 'b', 'c']);
    expect(commaList().parse('')).toEqual([]);
  });

  it('reads lengths of time as seconds', () => {
    expect(['45', '45s', '15m', '12h', '7d'].map((text) => duration().parse(text))).toEqual([
      45, 45, 900, 43_200, 604_800,
    ]);
    refuses(duration(), ['0', '0d', '1.5h', 'soon', '1w', '-1', '1 h']);
  });

  it('refuses lengths of time that end at no date', () => {
    const latest = Date.now() + duration().parse('36500d') * 1000;
    expect(new Date(latest).getTime()).toBe(latest);
    refuses(duration(), ['36501d', '999999999d']);
  });

  it('refuses time-outs that no timer can wait, even once more', () => {
    const longestTimer = 2 ** 31 - 1;
    expect(timeout().parse('12d') * 2000).toBeLessThanOrEqual(longestTimer);
    expect(milliseconds().parse('1036800000') * 2).toBeLessThanOrEqual(longestTimer);
    expect(nonNegativeTimeout().parse('0')).toBe(0);
    refuses(timeout(), ['0', '13d', '1036801']);
    refuses(nonNegativeTimeout(), ['13d', '25d']);
    refuses(milliseconds(), ['0', '1036800001', '12d']);
    expect(timeout().safeParse('25d').error?.issues[0]?.message).toBe('must be from 1s to 12d.');
  });

  it('reads one of several words', () => {
    expect(oneOf(['a', 'b']).parse('b')).toBe('b');
    refuses(oneOf(['a', 'b']), ['c', 'A', '']);
  });

  it('reads URLs of any scheme as they are', () => {
    expect(url().parse('postgres://user:pa%3Ass@host:5432/app')).toBe('postgres://user:pa%3Ass@host:5432/app');
    expect(url().parse('file:./mail')).toBe('file:./mail');
    refuses(url(), ['postgres://user:100%@host/app', 'db.example.com', 'nothing', '//host', 'http://[']);
  });

  it('reads URLs of the schemes that are known', () => {
    for (const value of ['redis://host', 'rediss://host']) expect(url(['redis', 'rediss']).parse(value)).toBe(value);
    refuses(url(['redis', 'rediss']), ['http://host', 'redisx://host', 'redis']);
  });

  it('reads addresses of mail', () => {
    for (const value of ['a@b.test', 'Shop <a@b.test>', '<a@b.test>']) expect(mailbox().parse(value)).toBe(value);
    refuses(mailbox(), ['x', 'Shop', 'a@b@c', 'a@b.test, c@d.test', 'Shop <a>', 'Shop <a@b.test', 'a\nb <a@b.test>']);
  });
});
