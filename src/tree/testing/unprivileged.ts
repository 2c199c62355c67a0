/** The id of `nobody` on most systems; any that owns nothing does. */
const NOBODY = 65534;

/** Runs the work as a user whom permissions hold up: root reads what it likes. */
export const unprivileged = async <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
};
