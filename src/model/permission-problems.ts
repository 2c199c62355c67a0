import { problem, type ModelProblem } from '../../templates/base/resources/files/generators/resource/model-problem.ts';
import { modelView } from '../../templates/base/resources/files/generators/resource/model-view.ts';
import type { Model } from '../../templates/base/resources/files/generators/resource/model.ts';
import { didYouMean } from '../../templates/base/resources/files/generators/resource/suggest.ts';

/** What operations of the backend itself ask for, or those of one of its features. */
export const ownPermissions: readonly string[] = ['audit:read', 'users:read', 'users:write'];

/**
 * Permissions of roles that no operation asks for: whoever grants them believes something that is not so.
 *
 * @param model one without other problems
 */
export const permissionProblems = (model: Model): ModelProblem[] => {
  const { entities, permissions } = modelView(model, { has: () => true });
  const known = ['*', ...permissions.map(({ name }) => name), ...ownPermissions];
  const faultOf = (permission: string): string => {
    const [resource = '', action = ''] = permission.split(':');
    const ruled = entities.find((entity) => [entity.permissions.read, entity.permissions.write].includes(permission));
    if (ruled === undefined || (action === 'write' && !ruled.writes)) {
      return `Nothing asks for "${permission}".${didYouMean(permission, known)}`;
    }
    return `No request to ${resource} asks for "${permission}": write "access: { ${action}: permission }" in ${ruled.name.pascal}, or leave it out.`;
  };
  return model.roles.flatMap((role, index) =>
    role.permissions.flatMap((permission, at) =>
      known.includes(permission) ? [] : [problem(['roles', index, 'permissions', at], faultOf(permission))],
    ),
  );
};
