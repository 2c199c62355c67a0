import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { InputPipe } from './input.pipe.ts';
import { requestOf } from './exchange.ts';

const INPUT = Symbol('input');

const bindInput = createParamDecorator((_data: unknown, context: ExecutionContext) => requestOf(context));

/**
 * The parameters and the body of the request, as the schemas of the operation made them:
 * `@Input() { params, body }: InputOf<typeof replaceProduct>`.
 */
export const Input = (): ((handlers: object, name: string, index: number) => void) => (handlers, name, index) => {
  Reflect.defineMetadata(INPUT, true, handlers, name);
  bindInput(InputPipe)(handlers, name, index);
};

/** Whether a handler asks for its input. */
export const takesInput = (handlers: object, name: string): boolean => Reflect.hasMetadata(INPUT, handlers, name);
