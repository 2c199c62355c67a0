import { entityView } from './entity-view.ts';
import type { EntityModel, Model } from './model.ts';
import type { EntityView, ModelView, RoleView, ViewProject } from './views.ts';

/** Platform tables come first; entities begin here. */
const firstMigration = 1000;

/** The root that an entity's rows live in: itself, or what it is part of. */
const targetsOf = (model: Model, root: EntityModel): string[] =>
  model.entities
    .filter((entity) => entity.name === root.name || entity.partOf?.entity === root.name)
    .flatMap((entity) => (entity.relations ?? []).map((relation) => relation.target));

/**
 * The order in which tables are made: what is referred to comes first. An entity added at the end of the model stays
 * last, so that the numbers of older migrations do not change. In a circle the one declared first is made last.
 */
export const migrationOrder = (model: Model): EntityModel[] => {
  const ordered: EntityModel[] = [];
  const visited = new Set<string>();
  const visit = (entity: EntityModel): void => {
    if (visited.has(entity.name)) return;
    visited.add(entity.name);
    for (const target of targetsOf(model, entity)) {
      const next = model.entities.find(({ name }) => name === target);
      if (next !== undefined && next.partOf === undefined) visit(next);
    }
    ordered.push(entity);
  };
  for (const entity of model.entities) if (entity.partOf === undefined) visit(entity);
  return ordered;
};

const permissionsOf = (entity: EntityView): { name: string; description: string }[] => {
  const { words } = entity.plural;
  const { read, write } = entity.access;
  return [
    ...(read === 'permission' ? [{ name: entity.permissions.read, description: `Read ${words}.` }] : []),
    ...(entity.writes && write === 'permission'
      ? [{ name: entity.permissions.write, description: `Create, change and delete ${words}.` }]
      : []),
    ...(entity.owned ? [{ name: entity.permissions.readAny, description: `Read the ${words} of every user.` }] : []),
    ...(entity.owned && entity.writes
      ? [{ name: entity.permissions.writeAny, description: `Change the ${words} of every user.` }]
      : []),
  ];
};

const roleViews = (model: Model): RoleView[] =>
  model.roles.map(({ name, description, default: given, permissions }) => ({
    name,
    description,
    default: given === true,
    everything: permissions.includes('*'),
    permissions: permissions.filter((permission) => permission !== '*'),
  }));

/** Everything that is derived from a model. */
export const modelView = (model: Model, project: ViewProject): ModelView => {
  const roots = migrationOrder(model);
  const order = roots.map((entity) => entity.name);
  const entities = roots.map((entity, index) =>
    entityView(model, entity, project, { number: String(firstMigration + index), order }),
  );
  return {
    name: model.name,
    description: model.description,
    entities,
    roles: roleViews(model),
    permissions: entities.flatMap(permissionsOf),
  };
};
