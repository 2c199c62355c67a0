import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../src/compose/answers.ts';
import { readCatalogue } from '../../../src/compose/catalogue-disk.ts';
import { emit } from '../../../src/compose/emit.ts';
import { minimalModel } from '../../base/resources/models/minimal.ts';

const catalogue = await readCatalogue();

const emitWith = (changes: Partial<Answers>) => {
  const answers: Answers = {
    name: 'backend',
    preset: 'minimal',
    stack: 'nestjs',
    database: 'postgres',
    auth: [],
    with: [],
    without: [],
    packageManager: 'npm',
    options: {},
    ...changes,
  };
  return emit(answers, catalogue).emission;
};

type Emission = ReturnType<typeof emitWith>;

const textOf = (emission: Emission, path: string): string => emission.get(path)?.content ?? '';

const standard = emitWith({ preset: 'standard', auth: ['jwt'] });
const onExpress = emitWith({ preset: 'standard', auth: ['jwt'], options: { 'nest-adapter': 'express' } });

const guardsOf = (emission: Emission): string[] =>
  [...textOf(emission, 'src/app/app.module.ts').matchAll(/APP_GUARD, use\w+: (\w+)/g)].map(([, name]) => name ?? '');

/** Every relative import of the emission's sources, as importing file and imported path. */
const importsOf = (emission: Emission): [from: string, to: string][] =>
  [...emission].flatMap(([path, { content }]) =>
    path.startsWith('src/') && path.endsWith('.ts')
      ? [...content.matchAll(/from '(\.[^']+)'/g)].map(([, to = '']): [string, string] => [
          path,
          new URL(to, `file:///${path}`).pathname.slice(1),
        ])
      : [],
  );

describe('the NestJS stack', () => {
  it('asks the guards in their order: limits before permissions, and who calls before either', () => {
    expect(guardsOf(standard)).toEqual([
      'ContractGuard',
      'OverloadProtectionGuard',
      'CredentialLimitGuard',
      'AuthenticationGuard',
      'RateLimitGuard',
      'RequestTargetGuard',
      'AuthorizationGuard',
      'AdmissionGuard',
    ]);
    expect(guardsOf(emitWith({}))).toEqual(['ContractGuard', 'RequestTargetGuard']);
  });

  it('has the file of everything it imports', () => {
    for (const emission of [standard, onExpress, emitWith({}), emitWith({ preset: 'standard' })]) {
      const imports = importsOf(emission);
      expect(imports.length).toBeGreaterThan(100);
      expect(imports.filter(([, to]) => !emission.has(to))).toEqual([]);
    }
  });

  it('makes a module and a controller of each resource, and lists the module', () => {
    for (const resource of ['products', 'categories', 'orders']) {
      expect(textOf(standard, `src/modules/${resource}/http/${resource}.controller.ts`)).toContain('@Controller()');
      expect(textOf(standard, 'src/app/modules.ts')).toContain(`../modules/${resource}/http/${resource}.module.ts`);
    }
    expect(textOf(standard, 'src/modules/products/http/products-links.controller.ts')).toBe('');
  });

  it('makes a service in one module, which those import that inject it', () => {
    const products = textOf(standard, 'src/modules/products/http/products.module.ts');
    expect(products).toContain('imports: [CategoriesModule],');
    expect(products).not.toContain('createCategories');
    expect(textOf(standard, 'src/modules/categories/http/categories.module.ts')).toContain(
      'exports: [CategoryService]',
    );
    expect([...standard.values()].filter(({ content }) => content.includes('forwardRef('))).toHaveLength(1); // the template
  });

  it('lets modules that need each other refer to each other later', () => {
    const entities = ['Left', 'Right'].flatMap((name, index, names) =>
      minimalModel.entities.map((entity) => ({
        ...entity,
        name,
        plural: `${name}s`,
        relations: [{ name: 'other', type: 'many-to-one' as const, target: names[1 - index] ?? '', optional: true }],
      })),
    );
    const emission = emitWith({ model: { ...minimalModel, entities } });
    const [left, right] = ['lefts', 'rights'].map((name) =>
      textOf(emission, `src/modules/${name}/http/${name}.module.ts`),
    );
    expect(left).toContain('imports: [forwardRef(() => RightsModule)],');
    expect(right).toContain('imports: [forwardRef(() => LeftsModule)],');
  });

  it('has one adapter, the one that was chosen', () => {
    for (const [emission, chosen, other] of [
      [standard, 'fastify', 'express'],
      [onExpress, 'express', 'fastify'],
    ] as const) {
      expect(textOf(emission, 'src/app/adapter.ts')).toContain(`@nestjs/platform-${chosen}`);
      expect(textOf(emission, 'package.json')).toContain(`@nestjs/platform-${chosen}`);
      expect([...emission.values()].filter(({ content }) => content.includes(`@nestjs/platform-${other}`))).toEqual([]);
    }
  });

  it('leaves no trace of signing in when nobody does', () => {
    const emission = emitWith({ preset: 'standard' });
    const traces = [...emission].filter(
      ([path, { content }]) =>
        path.startsWith('src/app/') && /principal|caller\b.*Principal|AccessControl/.test(content),
    );
    expect(traces.map(([path]) => path)).toEqual([]);
  });

  it('switches on what decorators need, and no more', () => {
    const { compilerOptions } = JSON.parse(textOf(standard, 'tsconfig.json')) as {
      compilerOptions: Record<string, unknown>;
    };
    expect(compilerOptions.experimentalDecorators).toBe(true);
    // Not every tool that runs the sources emits it: constructors name what they want by @Inject.
    expect(compilerOptions).not.toHaveProperty('emitDecoratorMetadata');
    const injectable = [...standard].filter(([, { content }]) => /^@(Injectable|Controller|Catch)\(/m.test(content));
    const injected = injectable.flatMap(([, { content }]) => [
      ...content.matchAll(/^ {2}constructor\((?:\n {4})?(\S+)/gm),
    ]);
    expect(injected.length).toBeGreaterThan(10);
    expect(injected.filter(([, first = '']) => !first.startsWith('@Inject('))).toEqual([]);
  });

  it('installs without a warning on the oldest Node', () => {
    expect(JSON.parse(textOf(standard, 'package.json'))).toMatchObject({
      overrides: { '@nestjs/common': { 'file-type': '21.3.4' }, 'light-my-request': { cookie: '1.1.1' } },
    });
    expect(textOf(onExpress, 'package.json')).not.toContain('light-my-request');
  });
});
