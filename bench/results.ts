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

/** Puts the figures of a part in place of the former ones. */
export const keepResults = (part: Part, command: string, figures: string): void => {
  const all = sections().set(titles[part], `\`${command}\`, ${machine()}\n\n${figures}`);
  const bodies = Object.values(titles).flatMap((title) => {
    const body = all.get(title);
    return body === undefined ? [] : [`\n## ${title}\n\n${body.trim()}\n`];
  });
  writeFileSync(file, head + bodies.join(''));
};
