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
} from '../../templates/base/resources/files/generators/resource/field-syntax.ts';
import type { ModelProblem } from '../../templates/base/resources/files/generators/resource/check.ts';
import type { ModelFile } from './schema.ts';

type EntityFile = ModelFile['entities'][number];

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

/** Fields and relations of the short form that do not parse, with their places. */
class MemberReader {
  readonly problems: ModelProblem[] = [];

  fields(entity: EntityFile, at: number): { fields: FieldModel[]; relations: RelationModel[] } {
    const fields: FieldModel[] = [];
    const relations: RelationModel[] = [];
    const members = [
      ...entity.fields.map((member, index) => ({ member, path: ['entities', at, 'fields', index] })),
      ...(entity.relations ?? []).map((member, index) => ({ member, path: ['entities', at, 'relations', index] })),
    ];
    for (const { member, path } of members) {
      if (typeof member !== 'string') {
        // `given` takes away the undefined members that zod's type allows and the model's does not.
        if ('target' in member) relations.push(given(member) as RelationModel);
        else fields.push(given(member) as FieldModel);
        continue;
      }
      const parsed = this.#parse(member, path);
      if (parsed?.kind === 'field') fields.push(parsed.field);
      if (parsed?.kind === 'relation') relations.push(parsed.relation);
    }
    return { fields, relations };
  }

  #parse(member: string, path: ModelProblem['path']): ReturnType<typeof parseMember> | undefined {
    try {
      return parseMember(member);
    } catch (error) {
      if (!(error instanceof FieldSyntaxError)) throw error;
      this.problems.push({ path, message: error.message });
      return undefined;
    }
  }
}

/** Fills in what the author left out. Members of the short form that do not parse are reported and left out. */
export const normalize = (file: ModelFile): { model: Model; problems: readonly ModelProblem[] } => {
  const reader = new MemberReader();
  const entities = file.entities.map((entity, at) => {
    const { $fields, ...rest } = { ...entity, $fields: reader.fields(entity, at) };
    const plural = entity.plural ?? pluralOf(entity.name);
    const description = entity.description ?? `${nameView(entity.name).sentence}.`;
    // As above: only undefined members are taken away.
    return given({ ...rest, ...$fields, plural, description }) as EntityModel;
  });
  const roles = (file.roles ?? defaultRoles).map(
    // As above.
    (role) => given({ ...role, description: role.description ?? `${capital(role.name)}.` }) as RoleModel,
  );
  const model: Model = { name: file.name, description: file.description ?? `${capital(file.name)}.`, roles, entities };
  return { model, problems: reader.problems };
};
