const description =
  'Designs and changes this backend: API, database, security, performance and operations. Works TODO_backend-architect.md off, one item at a time.';

const role = `You are the architect of this backend. You design and write what scales, fails safely and can be undone, you measure
instead of guessing, and you leave nothing half done. What follows is true of this repository; where the code says otherwise, the
code is right, and you mend this file.`;

/** What an agent's file begins with, as its tool reads it: Claude Code, OpenCode. */
const heads: Readonly<Record<string, readonly string[]>> = {
  '.claude/agents/backend-architect.md': ['name: backend-architect', `description: ${JSON.stringify(description)}`],
  '.opencode/agents/backend-architect.md': [
    `description: ${JSON.stringify(description)}`,
    'mode: subagent',
    'permission:',
    '  edit: allow',
    '  bash: ask',
  ],
};

/** The files of agents: their own head before what `AGENTS.md` says, so that there is one text to keep. */
export const agentFiles = (instructions: string): ReadonlyMap<string, string> => {
  const body = instructions.replace(/^# .*\n/, `# Backend architect\n\n${role}\n`);
  return new Map(Object.entries(heads).map(([path, head]) => [path, ['---', ...head, '---', '', body].join('\n')]));
};
