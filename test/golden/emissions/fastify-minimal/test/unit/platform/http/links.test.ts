import { describe, expect, it } from 'vitest';
import { linkTo, linkToSelf } from '../../../../src/platform/http/links.ts';

describe('the links of a collection', () => {
  it('are the path and query that were asked for', () => {
    expect(linkToSelf('/api/v1/things?limit=2')).toEqual({ href: '/api/v1/things?limit=2' });
    expect(linkTo('/api/v1/things?limit=2&cursor=a', 'b')).toEqual({ href: '/api/v1/things?limit=2&cursor=b' });
    expect(linkTo('/api/v1/things', 'b')).toEqual({ href: '/api/v1/things?cursor=b' });
  });

  it('keep what follows a question mark inside of the query', () => {
    const href = '/api/v1/things?q=what%3F&minPrice=10&cursor=b';
    expect(linkTo('/api/v1/things?q=what?&minPrice=10', 'b')).toEqual({ href });
  });
});
