import { Controller, Inject } from '@nestjs/common';
import { Caller } from '../../../app/http/caller.decorator.ts';
import { Input } from '../../../app/http/input.decorator.ts';
import { Operation } from '../../../app/http/operation.decorator.ts';
import type { InputOf } from '../../../app/http/request-input.ts';
import { Sender } from '../../../app/http/sender.decorator.ts';
import { Url } from '../../../app/http/url.decorator.ts';
import { collection } from '../../../platform/http/collection.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import type { Principal } from '../../../platform/principal.ts';
import { UserService } from '../application/user-service.ts';
import { presentUser } from './user-presenter.ts';
import { getOwnUser, getUser, listUsers, updateOwnUser, updateUser } from './users-operations.ts';

/** Answers the operations on accounts. */
@Controller()
export class UsersController {
  constructor(@Inject(UserService) private readonly users: UserService) {}

  @Operation(getOwnUser)
  async getOwn(@Caller() caller: Principal) {
    return presentUser(await this.users.get(caller.userId));
  }

  @Operation(updateOwnUser)
  async updateOwn(@Input() { body }: InputOf<typeof updateOwnUser>, @Caller() caller: Principal) {
    return presentUser(await this.users.rename(caller.userId, body));
  }

  @Operation(listUsers)
  async list(@Input() { query }: InputOf<typeof listUsers>, @Url() url: string) {
    const { limit, cursor, sort, include, ...filters } = query;
    const page = await this.users.list(pageRequest({ limit, cursor, sort, include }), filters);
    return collection(page, presentUser, { url, limit, sort, filters });
  }

  @Operation(getUser)
  async get(@Input() { params }: InputOf<typeof getUser>) {
    return presentUser(await this.users.get(params.id));
  }

  @Operation(updateUser)
  async update(
    @Input() { params, body }: InputOf<typeof updateUser>,
    @Caller() caller: Principal,
    @Sender() sender: { readonly address: string },
  ) {
    return presentUser(await this.users.setStanding(caller, params.id, body, sender.address));
  }
}
