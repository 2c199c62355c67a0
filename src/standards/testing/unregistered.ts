import { replaced, type Break } from './broken.ts';

type Breaks = Readonly<Record<string, Break>>;

/** What each stack calls a part of its composition. */
export interface Registration {
  /** The plugin of Fastify. */
  readonly fastify: string;
  /** The whole statement of Express. */
  readonly express: string;
  /** The hook, guard, filter or module of NestJS. */
  readonly nestjs: string;
}

const hooked = (name: string): Breaks => ({
  'src/app/app.ts': replaced(new RegExp(`(?:, )?\\b${name}\\(platform\\)`), ''),
});

const provided = (name: string): Breaks => ({
  'src/app/app.module.ts': replaced(
    // Where it is a provider as well, that stays: others may be given it.
    new RegExp(
      `^ +(?:\\{ provide: APP_\\w+, use\\w+: ${name} \\}|(?:\\.\\.\\.)?${name}(?![^]*use\\w+: ${name} )),\\n`,
      'm',
    ),
    '',
  ),
});

/** Takes one part out of the composition, in the way in which the stack registers it; its file and its import stay. */
export const unregistered = ({
  fastify,
  express,
  nestjs,
}: Registration): Readonly<Record<'fastify' | 'express' | 'nestjs', Breaks>> => ({
  fastify: { 'src/app/app.ts': replaced(new RegExp(`^ +(?:await app\\.register\\()?${fastify}\\b.*\\n`, 'm'), '') },
  express: { 'src/app/app.ts': replaced(`  ${express};\n`, '') },
  nestjs: /^[a-z]\w*$/.test(nestjs) ? hooked(nestjs) : provided(nestjs),
});
