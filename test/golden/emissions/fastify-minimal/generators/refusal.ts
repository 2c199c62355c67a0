/** How a generator ends besides with 0, and 1 for a fault: the words are wrong, or something is in the way. */
export const exitCodes = { wrongWords: 2, inTheWay: 3 } as const;

/** Ends the run with what is wrong, and says it. Nothing was written. plop by itself ends every failure with 1. */
export const refuse = (code: (typeof exitCodes)[keyof typeof exitCodes], message: string): never => {
  console.error(message);
  process.exit(code);
};

/** Whether there is a person to ask: scripts and pipelines would wait, or fail at a question. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stdout.isTTY && process.env['CI'] === undefined;
