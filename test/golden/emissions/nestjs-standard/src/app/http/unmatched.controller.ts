import { applyDecorators, Controller, Delete, Get, NotFoundException, Patch, Post, Put } from '@nestjs/common';
import { Contract } from './contract.ts';

/** A route for every path that no other route has. */
const Unmatched = (verb: (path: string) => MethodDecorator): MethodDecorator =>
  applyDecorators(verb('*'), Contract({ route: undefined, operation: undefined, operational: false }));

/**
 * Answers what no other route matches. Nest would do that past its guards: as routes of their own, requests for nothing
 * are limited like any others. OPTIONS is left to CORS.
 */
@Controller()
export class UnmatchedController {
  @Unmatched(Get)
  get(): never {
    throw new NotFoundException();
  }

  @Unmatched(Post)
  post(): never {
    throw new NotFoundException();
  }

  @Unmatched(Put)
  put(): never {
    throw new NotFoundException();
  }

  @Unmatched(Patch)
  patch(): never {
    throw new NotFoundException();
  }

  @Unmatched(Delete)
  delete(): never {
    throw new NotFoundException();
  }
}
