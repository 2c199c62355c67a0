import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { check, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { ChangeDraft } from '../../generators/change-draft.ts';
import {
  featureGenerator,
  readFeatureAnswers,
  renderFeature,
  type FeatureAnswers,
} from '../../generators/feature/generator.ts';
import { runGenerator } from '../../generators/generator.ts';
import { hostGenerator, type PlopApi } from '../../generators/plop-host.ts';
import { resolveTarget } from '../../src/tree/target.ts';
import { filesIn, plainEnvironment, projectRoot, run, temporaryFolder } from './support.ts';

const answers: FeatureAnswers = {
  axis: 'capability',
  id: 'task-queue',
  title: "The team's queue",
  description:
    'Does work later, so that answers stay fast: pick it for mails, images and reports that may take a while',
};

/** The part of plop that we use, without plop: it keeps what is registered. */
class RecordingPlop implements PlopApi {
  readonly actionTypes = new Map<string, Parameters<PlopApi['setActionType']>[1]>();
  readonly generators = new Map<string, Parameters<PlopApi['setGenerator']>[1]>();

  setActionType(...[type, action]: Parameters<PlopApi['setActionType']>): void {
    this.actionTypes.set(type, action);
  }

  setGenerator(...[name, generator]: Parameters<PlopApi['setGenerator']>): void {
    this.generators.set(name, generator);
  }

  /** Runs a generator as plop does: one action after the other. */
  async run(name: string, raw: Readonly<Record<string, unknown>>): Promise<string[]> {
    const messages: string[] = [];
    for (const { type } of this.generators.get(name)?.actions ?? []) {
      messages.push((await this.actionTypes.get(type)?.(raw)) ?? `no action type ${type}`);
    }
    return messages;
  }
}

describe('the feature generator', () => {
  it('makes a feature that is formatted, with its test', async () => {
    const draft = new ChangeDraft();
    await runGenerator(featureGenerator, answers, renderFeature, draft);
    const emission = draft.toEmission();

    expect([...emission.keys()]).toEqual(['feature.test.ts', 'feature.ts', 'files/docs/task-queue.md']);
    const config = await resolveConfig(join(projectRoot, 'package.json'));
    for (const [path, { content }] of emission) {
      expect({ path, formatted: await check(content, { ...config, filepath: path }) }).toEqual({
        path,
        formatted: true,
      });
    }
    expect(emission.get('feature.ts')?.content).toContain(`title: "The team's queue"`);
  });

  it.each([
    ['axis', 'nowhere'],
    ['id', 'Task Queue'],
    ['id', '../escape'],
    ['label', ' '],
  ])('refuses the %s %j', (key, value) => {
    const raw = { axis: 'capability', id: 'task-queue', label: 'Queue', description: 'Queues.', [key]: value };
    expect(() => readFeatureAnswers(raw)).toThrow(`"${key}"`);
  });
});

describe('plop as the host', () => {
  const host = (target: string): RecordingPlop => {
    const plop = new RecordingPlop();
    const prepare = () => Promise.resolve({ answers, target: resolveTarget(target) });
    hostGenerator(plop, { generator: featureGenerator, actionType: renderFeature, prepare }, []);
    return plop;
  };

  it('asks the prompts of the definition, and writes what the actions collected', async () => {
    const target = join(temporaryFolder(), 'task-queue');
    const plop = host(target);
    expect(plop.generators.get('feature')?.prompts.map(({ name, type }) => [name, type])).toEqual([
      ['axis', 'list'],
      ['id', 'input'],
      ['label', 'input'],
      ['description', 'input'],
    ]);

    expect(await plop.run('feature', {})).toEqual([`for ${target}`, `3 files written to ${target}`]);

    expect(Object.keys(filesIn(target)).sort()).toEqual(['feature.test.ts', 'feature.ts', 'files/docs/task-queue.md']);
  });

  it('writes nothing over what exists', async () => {
    const target = join(temporaryFolder(), 'task-queue');
    await host(target).run('feature', {});
    await expect(host(target).run('feature', {})).rejects.toThrow('feature.ts');
  });

  it('makes the same repository as the command line', async () => {
    const cwd = temporaryFolder();
    const words = ['--directory', join(cwd, 'app'), '--name', 'app', '--preset', 'minimal', '--packageManager', 'npm'];
    const rest = ['--stack', 'fastify', '--database', 'postgres', '--auth', '', '--with', 'docker', '--model', ''];
    const program = join(projectRoot, 'node_modules/.bin/plop');
    const env = plainEnvironment({ FORCE_COLOR: '0' });
    const toggles = ['--install', 'false', '--git', 'false'];
    execFileSync(program, ['project', '--', ...words, ...rest, ...toggles], { cwd: projectRoot, env, stdio: 'pipe' });

    const tsx = join(projectRoot, 'node_modules/tsx/dist/cli.mjs');
    const flags = [
      'same',
      '--name',
      'app',
      '--preset',
      'minimal',
      '--auth',
      'none',
      '--with',
      'docker',
      '--no-install',
      '--no-git',
    ];
    const ended = await run(tsx, [join(projectRoot, 'src/cli/main.ts'), ...flags], { cwd });

    expect(ended).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, 'app/package.json'))).toBe(true);
    const [app, same] = [filesIn(join(cwd, 'app')), filesIn(join(cwd, 'same'))];
    delete app['.env'];
    delete same['.env'];
    expect(app).toEqual(same);
  });
});
