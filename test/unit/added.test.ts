import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputFileSync } from 'fs-extra/esm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emitProject } from '../../generators/project/emit-project.ts';
import { planAddition } from '../../src/cli/add/add.ts';
import { prepareAddition } from '../../src/cli/add/addition.ts';
import { readAddInput } from '../../src/cli/add/input.ts';
import { changedFiles } from '../../src/cli/plan/changed-files.ts';
import type { Answers } from '../../src/compose/answers.ts';
import { canBeAdded, inPreset, type FeatureDefinition } from '../../src/compose/feature.ts';
import { ENVIRONMENT_FILE } from '../../src/project/secrets.ts';
import { PLAN_PATH } from '../../src/standards/document/plan-path.ts';
import type { Emission } from '../../src/tree/emission.ts';
import { catalogue, defaultAnswers } from '../support/emitted.ts';

/** Everything that can be added, on one stack, without starting a program or writing what was added. */

const definitions = catalogue.features.map(({ definition }) => definition);
const offered = definitions.filter(canBeAdded);
const smallest: Answers = { ...defaultAnswers, preset: 'minimal', auth: [] };

const filesOf = async (answers: Answers): Promise<Emission> => (await emitProject(answers, catalogue)).files;

const write = (files: Emission): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'added-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [path, { content, mode = 0o644 }] of files) {
    outputFileSync(join(folder, path), content, { mode });
  }
  return folder;
};

const textsOf = (files: Emission): Record<string, string> =>
  Object.fromEntries([...files].map(([path, { content }]) => [path, content]));

/** What an addition leaves, without secrets: they are random, and no part of an emission. */
const added = async (folder: string, id: string): Promise<Record<string, string>> => {
  const addition = await prepareAddition(readAddInput([id], definitions), catalogue, folder);
  const files = [...changedFiles(await planAddition(addition))];
  return Object.fromEntries(files.filter(([path]) => path !== ENVIRONMENT_FILE));
};

/** The answers with a feature, and the same less it and what it alone stands on: of the smallest emission that can. */
const withAndWithout = (feature: FeatureDefinition): readonly [Answers, Answers] => {
  const { id, axis, requires = [], refuses } = feature;
  if (axis === 'auth') return [{ ...smallest, auth: [id] }, smallest];
  const answers = refuses?.(smallest) === undefined ? smallest : defaultAnswers;
  if (!inPreset(feature, answers.preset)) return [{ ...answers, with: [id] }, answers];
  const optional = requires.filter((required) => offered.some((other) => other.id === required));
  return [answers, { ...answers, without: [id, ...optional].sort() }];
};

describe('created and then added is created with it', () => {
  it.each(offered.map((feature) => [feature.id, feature] as const))('%s', async (id, feature) => {
    const [withIt, without] = withAndWithout(feature);
    const created = await filesOf(withIt);
    expect(created.has(PLAN_PATH)).toBe(true);
    expect(await added(write(await filesOf(without)), id)).toEqual(textsOf(created));
  });
});
