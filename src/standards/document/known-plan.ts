import type { Project } from '../../compose/feature.ts';

/** The project name in plans that were made beforehand: a legal name that is part of no other word. */
export const nameInKnownPlans = 'zqx-name-of-the-project';

/**
 * A plan follows from the answers alone, so that the plans of the usual answers can be made when the bundle is. This is
 * what a plan depends on besides the name of the project and the version of the templates. Nothing for projects whose
 * plans are not made beforehand: those with a model of their own, or with a scope in their name.
 */
export const planKey = ({ answers, features }: Pick<Project, 'answers' | 'features'>): string | undefined =>
  answers.model !== undefined || !/^[a-z0-9-]+$/.test(answers.name)
    ? undefined
    : JSON.stringify([answers.preset, answers.packageManager, answers.auth, answers.options, features]);
