import { readFileSync } from 'node:fs';
import { parse } from '@babel/parser';
import { traverseFast, type Node, type TaggedTemplateExpression } from '@babel/types';
import { describe, expect, it } from 'vitest';
import { parseModel } from '../../src/model/parse.ts';
import type { Model } from '../../templates/base/resources/files/generators/resource/model.ts';
import { emitWith } from '../support/emitted.ts';

const readModel = (): Model => {
  const file = new URL('../models/hostile.yaml', import.meta.url);
  const parsed = parseModel(readFileSync(file, 'utf8'), 'hostile.yaml');
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
};

const model = readModel();
const { emission } = emitWith({ model });
const programs = [...emission].filter(([path]) => /\.[cm]?[jt]s$/.test(path));

const parseProgram = (text: string): Node =>
  parse(text, { sourceType: 'module', plugins: ['typescript', 'decorators'] });

const sqlTemplates = (text: string): TaggedTemplateExpression['quasi'][] => {
  const found: TaggedTemplateExpression['quasi'][] = [];
  traverseFast(parseProgram(text), (node) => {
    if (node.type === 'TaggedTemplateExpression') found.push(node.quasi);
  });
  return found;
};

const migrations = programs.filter(([path]) => /^migrations\/1\d{3}_/.test(path));
const templates = migrations.flatMap(([, { content }]) => sqlTemplates(content));
/** What the database is sent. */
const statements = templates.map(({ quasis }) => quasis.map(({ value }) => value.cooked).join('')).join('\n');
const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

describe('a model full of code', () => {
  it.each(programs.map(([path, { content }]) => [path, content]))('leaves %s a program', (_path, content) => {
    expect(() => parseProgram(content)).not.toThrow();
  });

  it('puts nothing into its migrations that is run', () => {
    expect(templates.length).toBeGreaterThan(10);
    expect(templates.flatMap(({ expressions }) => expressions)).toEqual([]);
  });

  const defaults = model.entities.flatMap(({ fields }) => fields.flatMap((field) => field.default ?? []));
  it.each(defaults)('gives the database the default %j as it stands', (value) => {
    expect(statements).toContain(` default ${sqlText(String(value))}`);
  });

  const purposes = model.entities.flatMap(({ indexes = [] }) => indexes.map(({ purpose }) => purpose));
  it.each(purposes)('gives the database the purpose %j as it stands', (purpose) => {
    expect(statements).toContain(`is ${sqlText(purpose)}`);
  });

  it('gives the program the same defaults', () => {
    const texts: string[] = [];
    for (const [path, { content }] of programs) {
      if (!/^src\/modules\/(?:notes|folders)\//.test(path)) continue;
      traverseFast(parseProgram(content), (node) => {
        if (node.type === 'StringLiteral') texts.push(node.value);
      });
    }
    const ofNotes = model.entities.find(({ name }) => name === 'Note')?.fields.flatMap((field) => field.default ?? []);
    expect(texts).toEqual(expect.arrayContaining(ofNotes ?? []));
  });
});
