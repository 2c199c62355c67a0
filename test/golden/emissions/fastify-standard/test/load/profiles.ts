/** A time of constant load. */
export interface Stage {
  readonly connections: number;
  readonly seconds: number;
  /** Latency is held against the limit here; in an overload only survival counts. */
  readonly measured: boolean;
}

/** A named course of load. */
export interface Profile {
  readonly purpose: string;
  readonly stages: readonly Stage[];
}

/** Connections that send one request after the other: the usual load of one process. */
const usual = 10;

const measured = (connections: number, seconds: number): Stage => ({ connections, seconds, measured: true });
const overload = (connections: number, seconds: number): Stage => ({ connections, seconds, measured: false });

export const profiles = {
  smoke: { purpose: 'does it work at all, in every build', stages: [measured(2, 5)] },
  load: { purpose: 'the usual load, with the limits of the service', stages: [measured(usual, 60)] },
  stress: {
    purpose: 'ten times the usual load, then back to it',
    stages: [measured(usual, 10), overload(usual * 10, 30), measured(usual, 10)],
  },
  spike: {
    purpose: 'a sudden jump, twice',
    stages: [
      measured(usual, 10),
      overload(usual * 20, 5),
      measured(usual, 10),
      overload(usual * 20, 5),
      measured(usual, 10),
    ],
  },
  soak: { purpose: 'the usual load for half an hour: leaks show', stages: [measured(usual, 1800)] },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;

export const isProfileName = (name: string): name is ProfileName => Object.hasOwn(profiles, name);
