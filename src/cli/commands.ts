import type { CommandHelp } from '../options/help.ts';
import type { CommandEntry } from './command.ts';

/** The one table of commands: what is in it can be called, has help and is completed by the shell. */
export const commands = [
  {
    name: 'create',
    usage: '[directory] [options]',
    summary: 'make a new repository',
    load: async () => (await import('./create/create.ts')).create,
  },
  {
    name: 'add',
    usage: 'add <feature…> [options]',
    summary: 'add features to the repository in this folder',
    load: async () => (await import('./add/add.ts')).add,
  },
  {
    name: 'generate',
    usage: 'generate <generator> [args]',
    summary: 'run a generator of the repository in this folder',
    load: async () => (await import('./generate/generate.ts')).generate,
  },
  {
    name: 'check',
    usage: 'check [options]',
    summary: 'hold the repository in this folder against the standards',
    load: async () => (await import('./check/check.ts')).check,
  },
  {
    name: 'list',
    usage: 'list [--standards] [--json]',
    summary: 'show the features, generators and standards there are',
    load: async () => (await import('./list.ts')).list,
  },
  {
    name: 'schema',
    usage: 'schema [answers|model]',
    summary: 'print the JSON Schema of the answers file, or of a domain model',
    load: async () => (await import('./schema.ts')).schema,
  },
  {
    name: 'completion',
    usage: 'completion <bash|zsh|fish>',
    summary: 'print a completion script for a shell',
    load: async () => (await import('./completion.ts')).completion,
  },
  {
    name: 'help',
    usage: 'help [command]',
    summary: 'print this help, or that of a command',
    load: async () => (await import('./help.ts')).help,
  },
  {
    name: 'version',
    usage: 'version',
    summary: 'print the version',
    load: async () => (await import('./version.ts')).version,
  },
  { name: 'remove', reserved: true },
  { name: 'set', reserved: true },
  { name: 'adopt', reserved: true },
  { name: 'upgrade', reserved: true },
] as const satisfies readonly CommandEntry[];

/** The commands that can be called, for help and completion. */
export const commandHelps: readonly CommandHelp[] = commands.filter((command) => 'usage' in command);

/** The names of the commands that later versions will have. */
export const laterCommands: readonly string[] = commands
  .filter((command) => 'reserved' in command)
  .map(({ name }) => name);
