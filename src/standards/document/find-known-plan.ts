/**
 * Finds a plan that was made beforehand, by the key of its project. There are none in development; in the bundle this
 * module is replaced by one that has the plans of the usual answers.
 */
export const findKnownPlan: (key: string) => string | undefined = () => undefined;
