/** What a run can end with. The meaning is part of the command's contract. */
export const exitCodes = {
  done: 0,
  fault: 1,
  wrongInput: 2,
  conflict: 3,
  laterStepFailed: 4,
  standardsUnmet: 5,
  interrupted: 130,
  terminated: 143,
  hungUp: 129,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
