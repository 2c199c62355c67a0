import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { HttpModule } from '../module.ts';
import { MODULES } from '../tokens.ts';
import { Contract, type RouteContract } from './contract.ts';

/** What Nest's own decorators (`@Get`, `@All`, …) keep the path of a route under. */
const PATH = 'path';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

interface Route {
  readonly method: string;
  readonly parts: readonly string[];
}

const routeOf = ({ route, operation }: RouteContract): Route[] =>
  route === undefined ? [] : [{ method: operation?.method ?? 'GET', parts: route.split('/') }];

const matches = (parts: readonly string[], segments: readonly string[]): boolean =>
  parts.length === segments.length &&
  parts.every((part, index) => (part.startsWith(':') ? segments[index] !== '' : part === segments[index]));

/**
 * The routes of the application, and its guard against a forgotten one: it does not start when a route has no contract,
 * which nothing would protect, or when the OpenAPI document would say something else than the controllers.
 */
@Injectable()
export class RouteTable implements OnModuleInit {
  #routes: readonly Route[] = [];

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(MODULES) private readonly modules: readonly HttpModule[],
  ) {}

  /** @throws Error that names the route */
  onModuleInit(): void {
    const contracts = this.discovery.getControllers().flatMap(({ metatype }) => this.#contractsOf(metatype));
    this.#routes = contracts.flatMap(routeOf);
    const served = contracts.flatMap(({ operation }) => operation ?? []);
    const documented = this.modules.flatMap((module) => module.operations);
    for (const operation of served) {
      if (!documented.includes(operation)) throw new Error(`${operation.id} is in the operations of no module.`);
    }
    for (const operation of documented) {
      if (!served.includes(operation)) throw new Error(`No controller has a method for ${operation.id}.`);
    }
  }

  /** The methods that a path has, for the Allow header; none when no route has it. */
  methodsOf(path: string): readonly string[] {
    const segments = path.split('/');
    const found = this.#routes.filter(({ parts }) => matches(parts, segments)).map(({ method }) => method);
    return METHODS.filter((method) => found.includes(method) || (method === 'HEAD' && found.includes('GET')));
  }

  #contractsOf(controller: unknown): RouteContract[] {
    if (typeof controller !== 'function') return [];
    const handlers = controller.prototype as Record<string, () => unknown>; // what a class has its methods in
    return this.scanner.getAllMethodNames(handlers).flatMap((name) => {
      const handler = handlers[name];
      if (!handler || !Reflect.hasMetadata(PATH, handler)) return [];
      const contract = this.reflector.get(Contract, handler) as RouteContract | undefined; // nothing without the decorator
      if (contract) return contract;
      throw new Error(`${controller.name}.${name} has no contract: make it a route by @Operation.`);
    });
  }
}
