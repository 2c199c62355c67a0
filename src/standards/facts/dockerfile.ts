import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { ownFiles } from './own-files.ts';

export interface Instruction {
  /** In capitals: `FROM`, `USER`. */
  readonly name: string;
  /** The rest, its continued lines joined. */
  readonly value: string;
  readonly place: Place;
}

export interface BuildStage {
  readonly image: string;
  readonly name?: string;
  readonly place: Place;
  readonly instructions: readonly Instruction[];
}

export interface Dockerfile {
  readonly path: string;
  readonly stages: readonly BuildStage[];
}

const instructionLine = /^\s*([A-Za-z]+)\s+(.*)$/;
const heredoc = /<<-?\s*(['"]?)(\w+)\1/;

/** The instructions of a Dockerfile, without its comments. */
const instructionsOf = (path: string, text: string): Instruction[] => {
  const lines = text.split(/\r?\n/);
  const found: Instruction[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const start = index;
    const match = instructionLine.exec(lines[index] ?? '');
    if (match === null || isComment(lines[index])) continue;
    const parts = [match[2] ?? ''];
    while (/\\\s*$/.test(parts.at(-1) ?? '') && index + 1 < lines.length) {
      index += 1;
      if (!isComment(lines[index])) parts.push(lines[index] ?? '');
    }
    const end = heredoc.exec(parts.join(' '))?.[2];
    if (end !== undefined)
      while (index + 1 < lines.length && lines[index + 1]?.trim() !== end) parts.push(lines[++index] ?? '');
    const value = parts
      .map((part) => part.replace(/\\\s*$/, '').trim())
      .join(' ')
      .trim();
    found.push({ name: (match[1] ?? '').toUpperCase(), value, place: { path, line: start + 1 } });
  }
  return found;
};

const isComment = (line: string | undefined): boolean => line !== undefined && /^\s*#/.test(line);

const stagesOf = (instructions: readonly Instruction[]): BuildStage[] => {
  const stages: (BuildStage & { instructions: Instruction[] })[] = [];
  for (const instruction of instructions) {
    if (instruction.name === 'FROM') stages.push(stageOf(instruction));
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
};

const stageOf = ({ value, place }: Instruction): BuildStage & { instructions: Instruction[] } => {
  const [image = '', as, name] = value.split(/\s+/).filter((word) => !word.startsWith('--'));
  const named = as?.toLowerCase() === 'as' && name !== undefined;
  return { image, place, instructions: [], ...(named && { name }) };
};

const dockerfilePath = /(?:^|\/)(?:[\w.-]+\.)?Dockerfile(?:\.[\w.-]+)?$/i;

const known = new WeakMap<Repository, readonly Dockerfile[]>();

/** All Dockerfiles of the repository with their stages, the one nearest to its root first. */
export const dockerfiles = (repository: Repository): readonly Dockerfile[] => {
  const found = known.get(repository) ?? read(repository);
  known.set(repository, found);
  return found;
};

const read = (repository: Repository): Dockerfile[] =>
  ownFiles(repository, dockerfilePath)
    .filter((path) => !path.endsWith('.dockerignore'))
    .map((path) => ({ path, stages: stagesOf(instructionsOf(path, repository.text(path) ?? '')) }))
    .filter(({ stages }) => stages.length > 0)
    .sort((one, other) => one.path.split('/').length - other.path.split('/').length);

/** The stage that the image is made of: the last one. */
export const runtimeStage = ({ stages }: Dockerfile): BuildStage | undefined => stages.at(-1);

/** The instructions that hold in a stage: its own after those of the stages it is built on. */
export const effectiveInstructions = (file: Dockerfile, stage: BuildStage): readonly Instruction[] => {
  const base = file.stages.find((candidate) => candidate !== stage && candidate.name === stage.image);
  return base === undefined ? stage.instructions : [...effectiveInstructions(file, base), ...stage.instructions];
};
