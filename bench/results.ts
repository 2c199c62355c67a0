import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Part } from './options.ts';
import { projectRoot } from './server/emission.ts';

const file = join(projectRoot, 'bench/RESULTS.md');

const titles: Readonly<Record<Part, string>> = {
  scaffold: 'Scaffold',
  server: 'Server',
  reliability: 'Reliability',
  decisions: 'Decisions',
};

const head = `# Results

Made by \`npm run bench\`. Compare figures of one table only: the machine was doing other things as well.
`;

/** The load average tells how far to trust the figures: above the number of cores, not at all. */
const machine = (): string => {
  const [first] = cpus();
  const load = loadavg()[0]?.toFixed(1) ?? 'unknown';
  return `Node.js ${process.version}, ${process.platform} ${process.arch}, ${String(cpus().length)} cores (${first?.model.trim() ?? 'unknown'}), load average ${load}.`;
};

const sections = (): Map<string, string> => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const found = text.split(/^## /m).slice(1);
  return new Map(
    found.map((section) => [section.split('\n', 1)[0] ?? '', section.slice(section.indexOf('\n')).trim()]),
  );
};

const [major = ''] = process.version.slice(1).split('.');

/** Sections of one part stand together, those of older versions of Node.js first. */
const placeOf = (title: string): string => {
  const part = Object.values(titles).findIndex((name) => title.startsWith(name));
  return `${String(part)} ${title}`;
};

/** Puts the figures of a part in place of the former ones that were made on the same version of Node.js. */
export const keepResults = (part: Part, command: string, figures: string): void => {
  const all = sections().set(`${titles[part]} on Node.js ${major}`, `\`${command}\`, ${machine()}\n\n${figures}`);
  const bodies = [...all]
    .sort(([left], [right]) => placeOf(left).localeCompare(placeOf(right)))
    .map(([title, body]) => `\n## ${title}\n\n${body.trim()}\n`);
  writeFileSync(file, head + bodies.join(''));
};
