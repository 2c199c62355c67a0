import pluralize from 'pluralize';
import type {
  EntityModel,
  FieldModel,
  Model,
  RelationModel,
  RoleModel,
} from '../../templates/base/resources/files/generators/resource/model.ts';
import { nameView } from '../../templates/base/resources/files/generators/resource/names.ts';
import {
  FieldSyntaxError,
  parseMember,
  type Member,
} from '../../templates/base/resources/files/generators/resource/field-syntax.ts';
import type { ModelProblem } from '../../templates/base/resources/files/generators/resource/model-problem.ts';
import type { ModelFile } from './schema.ts';

type EntityFile = ModelFile['entities'][number];
type RelationFile = NonNullable<EntityFile['relations']>[number];

/** Leaves out what is not there, so that absent and undefined are one thing. */
const given = <Value extends object>(value: Value): Value =>
  // The type does not change: every member that goes was undefined, which its type allows to be absent.
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const pluralOf = (name: string): string => {
  const words = nameView(name).words.split(' ');
  const last = words.pop() ?? '';
  const plural = pluralize.plural(last);
  // A plural that looks the same would give one and many the same name.
  return [...words, plural === last ? `${last}Items` : plural].map(capital).join('');
};

const defaultRoles: readonly RoleModel[] = [
  { name: 'member', description: 'Whoever registers.', default: true, permissions: [] },
  { name: 'admin', description: 'May do everything.', permissions: ['*'] },
];

type Path = ModelProblem['path'];

const readLongForm = (member: Exclude<EntityFile['fields'][number] | RelationFile, string>): Member =>
  // `given` takes away the undefined members that zod's type allows and the model's does not.
  'target' in member
    ? { kind: 'relation', relation: given(member) as RelationModel }
    : { kind: 'field', field: given(member) as FieldModel };

/** Reads the members of entities, and remembers where in the file each of them stands. */
class MemberReader {
  /** Members of the short form that do not parse. */
  readonly problems: ModelProblem[] = [];
  /** The path in the file of each member, by its path in the model. */
  readonly #paths = new Map<string, Path>();

  fields(entity: EntityFile, at: number): { fields: FieldModel[]; relations: RelationModel[] } {
    const fields: FieldModel[] = [];
    const relations: RelationModel[] = [];
    const placeIn = (part: string, count: number): string => ['entities', at, part, count - 1].join();
    const members = [
      ...entity.fields.map((member, index) => ({ member, path: ['entities', at, 'fields', index] })),
      ...(entity.relations ?? []).map((member, index) => ({ member, path: ['entities', at, 'relations', index] })),
    ];
    for (const { member, path } of members) {
      const read = typeof member === 'string' ? this.#parse(member, path) : readLongForm(member);
      if (read?.kind === 'field') this.#paths.set(placeIn('fields', fields.push(read.field)), path);
      if (read?.kind === 'relation') this.#paths.set(placeIn('relations', relations.push(read.relation)), path);
    }
    return { fields, relations };
  }

  /** The path in the file of what stands at a path in the model. */
  pathOf(path: Path): Path {
    const member = this.#paths.get(path.slice(0, 4).join());
    return member === undefined ? path : [...member, ...path.slice(4)];
  }

  #parse(member: string, path: Path): Member | undefined {
    try {
      return parseMember(member);
    } catch (error) {
      if (!(error instanceof FieldSyntaxError)) throw error;
      this.problems.push({ path, message: error.message });
      return undefined;
    }
  }
}

/** A model with every default, and what is to be known about the file that it was made from. */
interface NormalizedModel {
  readonly model: Model;
  readonly problems: readonly ModelProblem[];
  /** The path in the file of what stands at a path in the model. */
  readonly pathOf: (path: Path) => Path;
}

/** Fills in what the author left out. Members of the short form that do not parse are reported and left out. */
export const normalize = (file: ModelFile): NormalizedModel => {
  const reader = new MemberReader();
  const entities = file.entities.map((entity, at) => {
    const plural = entity.plural ?? pluralOf(entity.name);
    const description = entity.description ?? `${nameView(entity.name).sentence}.`;
    // As above: only undefined members are taken away.
    return given({ ...entity, ...reader.fields(entity, at), plural, description }) as EntityModel;
  });
  const roles = (file.roles ?? defaultRoles).map(
    // As above.
    (role) => given({ ...role, description: role.description ?? `${capital(role.name)}.` }) as RoleModel,
  );
  const model: Model = { name: file.name, description: file.description ?? `${capital(file.name)}.`, roles, entities };
  return { model, problems: reader.problems, pathOf: (path) => reader.pathOf(path) };
};
