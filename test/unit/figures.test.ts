import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emitWith } from '../support/emitted.ts';

/** Figures that documents quote are those that the bench has printed. */

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const results = read('bench/RESULTS.md');
const stacks = ['fastify', 'express', 'nestjs'] as const;
type Stack = (typeof stacks)[number];

const section = (title: string): string => {
  const found = results.split(/^## /m).find((text) => text.startsWith(title));
  if (found === undefined) throw new Error(`bench/RESULTS.md has no section "${title}".`);
  return found;
};

const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const rowOf = (rows: readonly (readonly string[])[], ...begin: readonly string[]): readonly string[] => {
  const row = rows.find((cells) => begin.every((cell, index) => cells[index] === cell));
  if (row === undefined) throw new Error(`bench/RESULTS.md has no row of ${begin.join(', ')}.`);
  return row;
};

const server = rowsOf(section('Server on Node.js 24'));
const scenario = (title: string, stack: Stack) => rowOf(server, title, `ours, ${stack}`);
const rate = (title: string, stack: Stack): number => Number(scenario(title, stack)[2]);
/** The rate of ours, times that of a bare server of the framework. */
const ofBare = (framework: Stack, title: string, stack: Stack): string =>
  scenario(title, stack)[rowOf(server, 'scenario', 'server').indexOf(`× bare ${framework}`)] ?? '';
const footprints = server.slice(server.indexOf(rowOf(server, 'server', 'start to ready, ms')));
/** Milliseconds to the first answer, megabytes before and after load. */
const footprint = (stack: Stack): readonly string[] => rowOf(footprints, `ours, ${stack}`).slice(1);
const seconds = (stack: Stack): string => (Number(footprint(stack)[0]) / 1000).toFixed(2);
const grouped = (value: number): string => value.toLocaleString('en-US');

/** The cells of a line of the README's table, in the order of the stacks. */
const quoted = (title: string): readonly string[] => {
  const row = rowsOf(read('README.md')).find(([first]) => first?.startsWith(title));
  return row?.slice(1) ?? [];
};

describe('the table of the README', () => {
  it.each([
    [
      'requests a second',
      (stack: Stack) => ['live', 'list of 20', 'get by id'].map((title) => grouped(rate(title, stack))),
    ],
    ['the same', (stack: Stack) => ['get by id, signed in', 'create'].map((title) => grouped(rate(title, stack)))],
    ['of bare Fastify', (stack: Stack) => ['list of 20', 'get by id'].map((title) => ofBare('fastify', title, stack))],
    ['of its own framework', (stack: Stack) => ['list of 20', 'get by id'].map((title) => ofBare(stack, title, stack))],
    ['start to ready', (stack: Stack) => [`${seconds(stack)} s`]],
    ['memory', (stack: Stack) => [`${footprint(stack).slice(1).join(' / ')} MB`]],
  ])('quotes the results: %s', (title, figures) => {
    expect(quoted(title)).toEqual(stacks.map((stack) => figures(stack).join(' / ')));
  });
});

it('the README counts the files that a stack has alone', () => {
  const paths = new Map(stacks.map((stack) => [stack, [...emitWith({ stack }).emission.keys()]]));
  const own = stacks.map((stack) => {
    const others = new Set([...paths].filter(([other]) => other !== stack).flatMap(([, files]) => files));
    return paths.get(stack)?.filter((path) => !others.has(path)).length;
  });
  expect(quoted('files that no other stack has')).toEqual(own.map(String));
});

it('the README quotes what making a repository takes', () => {
  const scaffold = rowsOf(section('Scaffold on Node.js 20'));
  const [, time, ratio, megabytes, files] = rowOf(scaffold, 'ours, preset standard');
  const [, otherTime, , , otherFiles] = rowOf(scaffold, 'create-vite, vanilla-ts');
  const inSeconds = (milliseconds: string | undefined): string => (Number(milliseconds) / 1000).toFixed(2);
  expect(read('README.md').replaceAll(/\s+/g, ' ')).toContain(
    `The ${files ?? ''} files of the standard preset are made in ${inSeconds(time)} s, ${Number(ratio).toFixed(1)} times what ` +
      `\`node -e 0\` takes, with ${megabytes ?? ''} MB (\`create-vite\`: ${inSeconds(otherTime)} s for ${otherFiles ?? ''} files)`,
  );
});

describe.each(stacks)('the decision for %s', (stack) => {
  it('quotes the results', () => {
    const text = read(`templates/stack/${stack}/files/docs/adr/0003-http-framework.md`).replaceAll('\n', ' ');
    const [fastify, express, nestjs] = stacks.map((each) => grouped(Math.round(rate('get by id', each) / 100) * 100));
    expect(text).toContain(
      `Fastify ${fastify ?? ''} requests a second, Express ${express ?? ''}, NestJS on Fastify ${nestjs ?? ''};`,
    );
    const [first, second, third] = stacks.map(seconds);
    expect(text).toContain(`ready after ${first ?? ''}, ${second ?? ''} and ${third ?? ''} seconds`);
  });
});
