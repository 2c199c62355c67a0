import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseModel } from '../../src/model/parse.ts';
import { emitWith } from '../support/emitted.ts';

const file = new URL('../models/freight.yaml', import.meta.url);
const parsed = parseModel(readFileSync(file, 'utf8'), 'freight');
if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
const { model } = parsed;

const stacks = { fastify: 'link-routes', express: 'link-routes', nestjs: 'saved-addresses-links.controller' };

describe.each(Object.entries(stacks))('what rows of users are linked to, on %s', (stack, name) => {
  const { emission } = emitWith({ stack, model });
  const contentOf = (path: string): string =>
    (emission.get(`src/modules/saved-addresses/http/${path}.ts`)?.content ?? '').replaceAll(/\s+/g, ' ');
  const routes = contentOf(name);

  it('shows those rows to nobody else, on either side', () => {
    for (const list of ['nearbyPorts.ownersOf', 'declarations.ownersOf', 'alternatives.targetsOf']) {
      const [, ...calls] = routes.split(`links.${list}(`);
      expect(calls.map((call) => call.slice(0, call.indexOf(';')))).toEqual([
        expect.stringContaining("'saved-addresses:read:any'"),
      ]);
    }
  });

  it('is no row of another user', () => {
    const target = /savedAddresses\.get\( ?(?:\w+\.)?params\.alternativesSavedAddressId, ownerScope/g;
    expect(routes.match(target)).toHaveLength(2);
  });

  it('is read by those alone who may read it', () => {
    const [, listed = ''] = contentOf('saved-address-link-operations').split('listSavedAddressDeclarations =');
    expect(listed.slice(0, listed.indexOf('});'))).toContain("permission('hazardous-material-declarations:read')");
  });
});
