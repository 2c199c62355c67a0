import { addMember } from './add-member.ts';
import { entityView } from './entity-view.ts';
import { read } from './existing.ts';
import type { EntityModel, Model } from './model.ts';
import type { Edit } from './module-list.ts';
import { nameView } from './names.ts';
import { relationsOf } from './relation-views.ts';
import { pathOf, renderTemplate } from './render.ts';
import type { ViewProject } from './views.ts';

/** What the templates make of a resource only if another is linked to it: its rows are read by their ids. */
const members = [
  { template: 'src/modules/[plural]/application/[name]-repository.ts.ejs', name: 'findByIds' },
  { template: 'src/modules/[plural]/application/[name]-service.ts.ejs', name: 'getMany' },
  { template: 'src/modules/[plural]/persistence/[name]-kysely-repository.ts.ejs', name: 'findByIds' },
] as const;

/** Whether rows have parts decides how they are read; what parts those are does not. */
const partsOf = (root: string, { name, plural }: EntityModel): EntityModel[] => {
  const path = `src/modules/${nameView(plural).kebab}/persistence/${nameView(name).kebab}-parts.ts`;
  if (read(root, path) === '') return [];
  const part = `${name}Part`;
  return [{ name: part, plural: `${part}s`, description: part, fields: [], partOf: { entity: name, as: 'parts' } }];
};

/** Edits of what an entity is linked to, which is there already: path → edit. */
export const editLinkedTargets = (
  root: string,
  templates: string,
  { model, entity, project }: { readonly model: Model; readonly entity: EntityModel; readonly project: ViewProject },
): Map<string, Edit> => {
  const names = relationsOf(entity, 'many-to-many').map((relation) => relation.target);
  const targets = model.entities.filter((other) => other !== entity && names.includes(other.name));
  const edits = targets.flatMap((target) => {
    const whole = { ...model, entities: [...model.entities, ...partsOf(root, target)] };
    const view = entityView(whole, target, project, { number: '', order: [target.name] });
    return members.map(({ template, name }): [string, Edit] => {
      const path = pathOf(template, view.path);
      return [path, addMember(read(root, path), name, renderTemplate(templates, template, view, project))];
    });
  });
  return new Map(edits);
};
