import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NotFoundError } from '../../platform/errors.ts';
import { Contract, type RouteContract } from '../http/contract.ts';
import { exchangeOf } from '../http/exchange.ts';

/** Finds out what the route is for. The first of the guards: the others go by the contract. */
@Injectable()
export class ContractGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    // A decorator that was forgotten leaves nothing, whatever the type of `get` says.
    const contract = this.reflector.get(Contract, context.getHandler()) as RouteContract | undefined;
    if (!contract) throw new NotFoundError();
    exchangeOf(context).contract = contract;
    return true;
  }
}
