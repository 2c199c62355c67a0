/** The streams and settings of the terminal that a run talks to. */
export interface Terminal {
  /** Questions may be asked: there is a person on both ends. */
  readonly interactive: boolean;
  /** Lines may be drawn over: somebody watches. */
  readonly live: boolean;
  /** Only the JSON object may go to stdout. */
  readonly json: boolean;
  readonly color: boolean;
  /** Prints a line for people. */
  print(line: string): void;
  /** Prints a line about something that went wrong. */
  printError(line: string): void;
}

type Environment = Readonly<Record<string, string | undefined>>;

const isSet = (value: string | undefined): boolean =>
  value !== undefined && value !== '' && value !== '0' && value !== 'false';

/** Whether colours are wanted: `FORCE_COLOR` wins, then `NO_COLOR` (no-color.org), then what the terminal can. */
const wantsColor = (environment: Environment, isTerminal: boolean): boolean => {
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (environment.NO_COLOR !== undefined && environment.NO_COLOR !== '') return false;
  return isTerminal && environment.TERM !== 'dumb';
};

/** Opens the terminal of this process for a run with the given settings. */
export const openTerminal = (settings: { readonly json: boolean; readonly yes: boolean }): Terminal => {
  const { stdin, stdout, stderr, env } = process;
  const human = settings.json ? stderr : stdout;
  const live = stdout.isTTY && !settings.json && !isSet(env.CI) && env.TERM !== 'dumb';
  return {
    interactive: live && stdin.isTTY && !settings.yes,
    live,
    json: settings.json,
    color: wantsColor(env, human.isTTY),
    print: (line) => void human.write(`${line}\n`),
    printError: (line) => void stderr.write(`${line}\n`),
  };
};
