import { applyDecorators, Get } from '@nestjs/common';
import { Contract } from './contract.ts';

/** Makes a method answer GET on a path for those who run the server: no limits, no sign-in, no envelope. */
export const Operational = (route: string): MethodDecorator =>
  applyDecorators(Get(route), Contract({ route, operation: undefined, operational: true }));
