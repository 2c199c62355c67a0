import { Controller, HttpException, MethodNotAllowedException, UnauthorizedException } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../../src/app/adapter.ts';
import { UnauthenticatedFilter } from '../../../../src/app/filters/unauthenticated.filter.ts';
import { Operation } from '../../../../src/app/http/operation.decorator.ts';
import { AccessControl } from '../../../../src/platform/access-control.ts';
import { Drain } from '../../../../src/platform/http/drain.ts';
import { createThing, getThing, moduleOf, startTestApp } from '../support/test-app.ts';

const refusals: Readonly<Record<string, Error>> = {
  exception: new UnauthorizedException(),
  status: new HttpException('Who are you?', 401),
  library: Object.assign(new Error('Unauthorized'), { statusCode: 401 }),
  method: new MethodNotAllowedException(),
};

let refusal: Error | undefined;
const updateThing = { ...createThing, id: 'updateThing', path: '/api/v1/thing', params: undefined };

@Controller()
class ThingsController {
  @Operation(getThing)
  get(): never {
    throw refusal ?? new Error('The test says what is thrown.');
  }

  @Operation(updateThing)
  update() {
    return { box: 1, name: 'Lid' };
  }
}

let app: App;
let url: string;
beforeAll(async () => {
  const accessControl: Pick<AccessControl, 'challenge'> = { challenge: () => 'Key' };
  app = await startTestApp([moduleOf(ThingsController, [getThing, updateThing])], new Drain(), [
    { provide: AccessControl, useValue: accessControl },
    { provide: APP_FILTER, useClass: UnauthenticatedFilter },
  ]);
  url = `${await app.getUrl()}/api/v1/thing`;
});
afterAll(() => app.close());

describe('the filter for all failures', () => {
  it.each(['exception', 'status', 'library'])('asks for credentials with every 401: %s', async (kind) => {
    refusal = refusals[kind];
    const response = await fetch(url);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Key']);
    expect(await response.json()).toMatchObject({ errors: [{ code: 'UNAUTHENTICATED' }] });
  });

  it('asks for none otherwise, and says with a 405 what else the path answers', async () => {
    refusal = refusals['method'];
    const response = await fetch(url);
    const names = ['www-authenticate', 'allow'] as const;
    expect([response.status, ...names.map((name) => response.headers.get(name))]).toEqual([405, null, 'POST']);
  });
});
