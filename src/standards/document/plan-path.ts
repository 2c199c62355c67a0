/** The work plan of a repository. */
export const PLAN_PATH = 'TODO_backend-architect.md';
