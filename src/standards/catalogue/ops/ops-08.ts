import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { composeServices } from '../../facts/compose-file.ts';
import {
  dockerfiles,
  effectiveInstructions,
  runtimeStage,
  type Dockerfile,
  type Instruction,
} from '../../facts/dockerfile.ts';
import { ciSteps } from '../../facts/workflows.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const pinned = /@sha256:[0-9a-f]{64}$|:(?!latest\b|lts\b|current\b)[\w.-]*\d[\w.-]*$/;
const privileged = /^(?:root|0)(?::|$)/;
const shells = /^\[\s*"(?:npm|pnpm|yarn|sh|bash)"|^(?!\[)/;

const named = (instructions: readonly Instruction[], name: string): Instruction[] =>
  instructions.filter((instruction) => instruction.name === name);

const places = (instructions: readonly (Instruction | undefined)[]): Place[] =>
  instructions.flatMap((instruction) => (instruction === undefined ? [] : [instruction.place]));

/** Stages that are built on an image, not on another stage. */
const bases = ({ stages }: Dockerfile): Dockerfile['stages'] =>
  stages.filter(({ image }) => !stages.some(({ name }) => name === image));

const productionInstalls = ({ stages }: Dockerfile): Place[] =>
  places(
    stages
      .flatMap(({ instructions }) => named(instructions, 'RUN'))
      .filter(({ value }) => /--omit[= ]dev|--prod(?:uction)?\b|--only[= ]prod|prune/.test(value)),
  );

const readOnly = (repository: Repository): Place[] =>
  composeServices(repository)
    .filter(
      ({ definition, built, image }) => definition.read_only === true && (built || image?.includes('${') === true),
    )
    .map(({ place }) => place);

const builds = (repository: Repository): Place[] => [
  ...ciSteps(repository)
    .filter(({ uses }) => /^docker\/(?:build-push-action|bake-action)@/.test(uses ?? ''))
    .map(({ place }) => place),
  ...ciCommands(repository)
    .filter(({ text }) => /^docker (?:buildx )?build\b|^docker compose (?:build|up .*--build)/.test(text))
    .map(({ place }) => place),
];

const check = (repository: Repository): Verdict => {
  const [file] = dockerfiles(repository);
  const stage = file && runtimeStage(file);
  if (file === undefined || stage === undefined) return unmet('There is no Dockerfile.');
  const instructions = effectiveInstructions(file, stage);
  const unpinned = bases(file).find(({ image }) => !pinned.test(image));
  if (unpinned !== undefined)
    return unmet(`The base image ${unpinned.image} is not pinned to a version.`, [unpinned.place]);
  const user = named(instructions, 'USER').at(-1);
  if (user === undefined || privileged.test(user.value)) {
    return unmet('The image runs as root.', [user?.place ?? stage.place]);
  }
  const command = named(instructions, 'ENTRYPOINT').at(-1) ?? named(instructions, 'CMD').at(-1);
  if (command !== undefined && shells.test(command.value)) {
    return unmet('A shell or package manager stands between the signals and the server.', [command.place]);
  }
  return prove(repository, {
    parts: [
      part('no stage of its own for what runs', file.stages.length > 1 ? [stage.place] : []),
      part('no user without privileges', [user.place]),
      part('no command that starts the server', places([command])),
      part('no health check', places(named(instructions, 'HEALTHCHECK').filter(({ value }) => !/^NONE$/i.test(value)))),
      part('no install of the production dependencies alone', productionInstalls(file)),
      part('no place that runs it with a read-only file system', readOnly(repository)),
    ],
    tests: [part('no step of CI that builds the image', builds(repository))],
  });
};

export default defineStandard({
  id: 'OPS-08',
  title: 'Container: several stages, small, unprivileged, read-only, pinned base, health check, signals',
  why: 'What runs as root with a shell and a compiler in it gives an attacker everything at once.',
  references: ['CIS Docker Benchmark 4.1'],
  features: ['docker'],
  check,
  remedy: () =>
    steps(
      'Build in one stage, install production dependencies in a second, and copy both into a third that is based on a pinned slim image.',
      'End it with USER node, a HEALTHCHECK on /health/live, and CMD ["node", "dist/src/main.js"]: node gets the signals itself.',
      'Run it with read_only: true and a tmpfs for /tmp; build and start it in CI.',
    ),
});
