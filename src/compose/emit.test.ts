import { describe, expect, it } from 'vitest';
import { DuplicateFileError, emit } from './emit.ts';
import { answersWith, catalogueOf, featureOf, fileOf } from './fixture.ts';

const textsOf = (result: ReturnType<typeof emit>): Record<string, string> =>
  Object.fromEntries([...result.emission].map(([path, file]) => [path, file.content]));

const modelled = featureOf(
  {
    id: 'domain',
    axis: 'base',
    modelProvider: {
      defaultModel: () => ['cat', 'dog'],
      views: (model) => ({ entities: (model as string[]).map((name) => ({ path: { name }, name })) }),
      templateFolder: 'generators/templates',
    },
  },
  [fileOf('src/[name].ts.ejs', "export const <%= entity.name %> = 'x';\n", { perEntity: true })],
);

describe('emit', () => {
  it('copies plain files, renders templates with the slots of all features, and keeps the executable bit', () => {
    const catalogue = catalogueOf(
      featureOf({ id: 'ground', axis: 'base' }, [
        fileOf('run.sh', 'echo <%= not a template %>\n', { executable: true }),
        fileOf('scripts.json.ejs', '<%= json(slots.scripts.sorted()) %> for <%= project.name %>'),
      ]),
      featureOf({
        id: 'b',
        axis: 'capability',
        contribute: (_project, slots) => {
          slots.scripts.set('b', 'run b');
        },
      }),
      featureOf({
        id: 'a',
        axis: 'capability',
        contribute: (_project, slots) => {
          slots.scripts.set('a', 'run a');
        },
      }),
    );
    const result = emit(answersWith({ with: ['b', 'a'] }), catalogue);
    expect(textsOf(result)).toEqual({
      'run.sh': 'echo <%= not a template %>\n',
      'scripts.json': '{\n  "a": "run a",\n  "b": "run b"\n} for shop',
    });
    expect(result.emission.get('run.sh')?.mode).toBe(0o755);
  });

  it('emits the files of a choice that was made for an option, or that it has by default', () => {
    const files = [
      fileOf('small.ts', 'small\n', { when: ['size=small'] }),
      fileOf('large.ts', 'large\n', { when: ['size=large'] }),
    ];
    const options = [{ name: 'size', values: { small: '', large: '' }, default: 'small', description: '' }];
    const catalogue = catalogueOf(featureOf({ id: 'a', axis: 'capability', options }, files));
    expect(textsOf(emit(answersWith({ with: ['a'] }), catalogue))).toEqual({ 'small.ts': 'small\n' });
    const large = answersWith({ with: ['a'], options: { size: 'large' } });
    expect(textsOf(emit(large, catalogue))).toEqual({ 'large.ts': 'large\n' });
    expect(textsOf(emit(answersWith({ options: { size: 'large' } }), catalogue))).toEqual({});
  });

  it('emits the files of a combination only when all of it is chosen', () => {
    const files = [fileOf('both.ts', 'both\n', { when: ['a', 'b'] })];
    const catalogue = catalogueOf(
      featureOf({ id: 'a', axis: 'capability' }, files),
      featureOf({ id: 'b', axis: 'capability' }),
    );
    expect(textsOf(emit(answersWith({ with: ['a'] }), catalogue))).toEqual({});
    expect(textsOf(emit(answersWith({ with: ['a', 'b'] }), catalogue))).toEqual({ 'both.ts': 'both\n' });
  });

  it('emits what several entities need once, and not at all when none does', () => {
    const source = "<% if (entity.name !== 'cow') { -%>\nexport const legs = 4;\n<% } -%>\n";
    const shared = { ...modelled, files: [fileOf('src/legs.ts.ejs', source, { perEntity: true })] };
    const emitted = (...model: readonly string[]) => textsOf(emit(answersWith({ model }), catalogueOf(shared)));
    expect(emitted('cow', 'cat', 'dog')['src/legs.ts']).toBe('export const legs = 4;\n');
    expect(Object.keys(emitted('cow'))).toEqual(['generators/templates/src/legs.ts.ejs']);
  });

  it('renders entity templates for each entity, and hands them on to the generator of the repository', () => {
    const source = "export const <%= entity.name %> = 'x';\n";
    expect(textsOf(emit(answersWith(), catalogueOf(modelled)))).toEqual({
      'generators/templates/src/[name].ts.ejs': source,
      'src/cat.ts': "export const cat = 'x';\n",
      'src/dog.ts': "export const dog = 'x';\n",
    });
    expect(emit(answersWith({ model: ['ant'] }), catalogueOf(modelled)).emission.has('src/ant.ts')).toBe(true);
  });

  it('leaves out a template that has nothing to say', () => {
    const catalogue = catalogueOf(
      featureOf({ id: 'a', axis: 'base' }, [fileOf('empty.ts.ejs', "<% if (project.has('x')) { %>x<% } %>\n")]),
    );
    expect(emit(answersWith(), catalogue).emission.size).toBe(0);
  });

  it('refuses two features that emit the same file, naming both', () => {
    const catalogue = catalogueOf(
      featureOf({ id: 'a', axis: 'base' }, [fileOf('x.ts', '1\n')]),
      featureOf({ id: 'b', axis: 'base' }, [fileOf('x.ts', '2\n')]),
    );
    expect(() => emit(answersWith(), catalogue)).toThrow(DuplicateFileError);
  });

  it.each([
    ['a name that does not exist', '<%= nothing %>'],
    ['a value that does not exist', '<%= project.nothing %>'],
    ['an option that no feature declares', "<%= project.option('colour') %>"],
    ['a template that does not parse', '<% if (%>'],
  ])('fails for %s, naming the file', (_case, source) => {
    const run = (): unknown =>
      emit(answersWith(), catalogueOf(featureOf({ id: 'a', axis: 'base' }, [fileOf('bad.ts.ejs', source)])));
    expect(run).toThrow('test/bad.ts.ejs');
  });

  it('gives an option its default, or the answer', () => {
    const catalogue = catalogueOf(
      featureOf(
        {
          id: 'a',
          axis: 'base',
          options: [{ name: 'adapter', values: { x: '', y: '' }, default: 'x', description: 'Which adapter' }],
        },
        [fileOf('a.txt.ejs', "<%= project.option('adapter') %>")],
      ),
    );
    expect(textsOf(emit(answersWith(), catalogue))).toEqual({ 'a.txt': 'x' });
    expect(textsOf(emit(answersWith({ options: { adapter: 'y' } }), catalogue))).toEqual({ 'a.txt': 'y' });
  });

  it('refuses two values for one place of a slot', () => {
    const setting = (id: string, value: string) =>
      featureOf({
        id,
        axis: 'base',
        contribute: (_project, slots) => {
          slots.scripts.set('dev', value);
        },
      });
    expect(() => emit(answersWith(), catalogueOf(setting('a', 'one'), setting('b', 'two')))).toThrow('"dev"');
  });
});
