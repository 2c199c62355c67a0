import { duplicates, problem, type ModelProblem } from './model-problem.ts';
import type { Model } from './model.ts';

/** What is wrong with the roles of a model, and with what they may do. */
export const checkRoles = (model: Model): ModelProblem[] => {
  const defaults = model.roles.filter((role) => role.default === true).length;
  const names = model.roles.map(({ name }) => name);
  const malformed = model.roles.flatMap((role, index) => [
    ...(/^[a-z][a-zA-Z0-9]{0,39}$/.test(role.name)
      ? []
      : [problem(['roles', index, 'name'], `"${role.name}" must be in camelCase.`)]),
    ...role.permissions.flatMap((permission, at) =>
      /^(?:\*|[a-z][a-z0-9-]*(?::[a-z]+){1,2})$/.test(permission)
        ? []
        : [
            problem(
              ['roles', index, 'permissions', at],
              `"${permission}" is no permission: write products:write, or "*" for all.`,
            ),
          ],
    ),
  ]);
  return [
    ...malformed,
    ...duplicates(names, (index) => ['roles', index, 'name'], 'role'),
    ...(defaults === 1
      ? []
      : [problem(['roles'], 'Exactly one role must have "default: true": whoever registers gets it.')]),
    ...(model.roles.some((role) => role.permissions.includes('*'))
      ? []
      : [problem(['roles'], 'One role must have the permission "*", or nobody could administer the backend.')]),
    ...model.roles.flatMap((role, index) =>
      role.default === true && role.permissions.includes('*')
        ? [
            problem(
              ['roles', index, 'permissions'],
              'The default role must not have "*": whoever registers would administer the backend.',
            ),
          ]
        : [],
    ),
  ];
};
