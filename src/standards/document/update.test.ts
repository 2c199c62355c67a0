import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlan, type PlanItem } from './parse.ts';
import { updatePlan } from './update.ts';

interface Sample {
  readonly id: string;
  readonly subject?: string;
  readonly state: 'open' | 'met' | 'none';
}

const lineOf = ({ id, subject = 'Subject', state }: Sample): string => {
  if (state === 'met')
    return `- [x] **${id} [${subject}]**: **Evidence**: \`src/${id}.ts:3\`; **Tests**: \`test/a.test.ts:1\``;
  const detail = state === 'open' ? `  - **Missing**: no ${id}` : '  - **Not applicable**: not chosen';
  return `- [ ] **${id} [${subject}]**:\n${detail}`;
};

/** A document as it is rendered: two groups of items, a table, and a proposal for each open one. */
const documentOf = (api: readonly Sample[], components: readonly Sample[] = []): string => {
  const rank = { open: 0, met: 1, none: 2 };
  const sorted = [...api].sort((a, b) => rank[a.state] - rank[b.state]);
  const open = sorted.filter(({ state }) => state === 'open');
  return [
    '# Backend architect plan: shop\n\n> Two of three.\n',
    '## Context\n\n| what | choice |\n|---|---|\n| name | shop |\n',
    `## Components\n\n${components.map(lineOf).join('\n')}\n`,
    `## Proposed\n\n${open.map(({ id }) => `- [ ] **CHANGE-${id} [Subject]**:\n  - **Patch**: apply it\n\n\`\`\`diff\n+ ${id}\n\`\`\`\n`).join('\n')}`,
    `## API\n\n${sorted.map(lineOf).join('\n')}\n`,
  ].join('\n');
};

const itemIn = (text: string, id: string): PlanItem | undefined =>
  parsePlan(text)
    .groups.flatMap(({ items }) => items)
    .find((item) => item.id === id);

const headings = ['## Context', '## Components', '## Proposed', '## API'];

const idsIn = (text: string, heading: string): readonly string[] =>
  parsePlan(text, { heading: (line) => headings.includes(line), item: () => true })
    .groups.filter((group) => group.heading === heading)
    .flatMap(({ items }) => items.map(({ id }) => id));

const three = (first: Sample['state'], second: Sample['state'], third: Sample['state'] = 'met'): string =>
  documentOf([
    { id: 'API-01', state: first },
    { id: 'API-02', state: second },
    { id: 'API-03', state: third },
  ]);

const normal = (text: string): string => updatePlan(text, text);

describe('updating', () => {
  it('ticks and unticks as the check says', () => {
    const before = three('open', 'met');
    const after = updatePlan(three('met', 'open'), before);
    expect(itemIn(after, 'API-01')).toMatchObject({
      ticked: true,
      proof: expect.stringContaining('src/API-01.ts') as unknown,
    });
    expect(itemIn(after, 'API-02')).toMatchObject({ ticked: false, proof: '', body: ['  - **Missing**: no API-02'] });
    expect(after).toBe(normal(three('met', 'open')));
  });

  it('unticks what was ticked by hand, and says so until it is true', () => {
    const ticked = three('open', 'met').replace('- [ ] **API-01', '- [x] **API-01');
    const after = updatePlan(three('open', 'met'), ticked);
    expect(itemIn(after, 'API-01')?.ticked).toBe(false);
    expect(after.match(/\*\*Unticked\*\*/g)).toHaveLength(1);
    expect(updatePlan(three('open', 'met'), after)).toBe(after);
    expect(updatePlan(three('met', 'met'), after)).not.toContain('Unticked');
  });

  it('keeps notes, owners, further items and sections', () => {
    const mine = three('open', 'met')
      .replace('**API-01 [Subject]**:', '**API-01 [Subject]**: @ada, by June')
      .replace('no API-01', 'no API-01\n  - [ ] ask the clients\n  - **Owner**: Ada\n    - who knows why')
      .replace(
        '| name | shop |',
        '| name | shop |\n\nWe grow by half each year.\n\n| year | users |\n|---|---|\n| 1 | 10 |',
      )
      .concat('- [x] our own item\n\n## Decisions of ours\n\n- [ ] **API-01 [copy]**: in a heading of ours\n');
    const after = updatePlan(three('met', 'open'), mine);
    expect(itemIn(after, 'API-01')).toMatchObject({ ticked: true, tail: '@ada, by June' });
    for (const line of [
      '  - [ ] ask the clients',
      '  - **Owner**: Ada',
      '    - who knows why',
      'We grow by half each year.',
      '| 1 | 10 |',
      '- [x] our own item',
      '## Decisions of ours',
    ]) {
      expect(
        after.split('\n').filter((text) => text === line),
        line,
      ).toHaveLength(1);
    }
    expect(after.match(/\| name \| shop \|/g)).toHaveLength(1);
    expect(after.match(/\*\*API-01 \[/g)).toHaveLength(1);
  });

  it('keeps the order that people gave to items', () => {
    const before = three('open', 'open', 'open');
    const blocks = ['API-03', 'API-01', 'API-02'].map((id) => `- [ ] **${id} [Subject]**:\n  - **Missing**: no ${id}`);
    const sorted = `${before.split('## API')[0] ?? ''}## API\n\n${blocks.join('\n')}\n`;
    const api = '## API';
    expect(idsIn(updatePlan(three('open', 'open', 'open'), sorted), api)).toEqual(['API-03', 'API-01', 'API-02']);
    expect(idsIn(updatePlan(three('open', 'met', 'open'), sorted), api)).toEqual(['API-03', 'API-01', 'API-02']);
    expect(idsIn(updatePlan(three('open', 'none', 'met'), sorted), api)).toEqual(['API-01', 'API-03', 'API-02']);
  });

  it('gives what was written about a proposal to its standard when the proposal is done', () => {
    const mine = three('open', 'met').replace('**CHANGE-API-01 [Subject]**:', '**CHANGE-API-01 [Subject]**: @bob');
    const after = updatePlan(three('met', 'met'), mine.replace('+ API-01\n```', '+ API-01\n```\n\nTried it, works.'));
    expect(after).not.toContain('CHANGE-API-01');
    expect(itemIn(after, 'API-01')?.body.join('\n')).toMatch(/@bob[^]*Tried it, works\./);
    expect(updatePlan(three('met', 'met'), after)).toBe(after);
  });

  it('keeps the IDs of components, gives none twice, and remembers those that are gone', () => {
    const component = (number: number, subject: string): Sample => ({
      id: `ARCH-ITEM-1.${String(number)}`,
      subject,
      state: 'met',
    });
    const first = documentOf([], [component(1, 'users'), component(101, 'orders'), component(102, 'products')]);
    const second = documentOf([], [component(1, 'users'), component(101, 'invoices'), component(102, 'products')]);
    const after = updatePlan(second, first);
    const subjects = parsePlan(after).groups.flatMap(({ items }) => items.map(({ id, subject }) => `${id} ${subject}`));
    expect(subjects).toEqual([
      'ARCH-ITEM-1.1 users',
      'ARCH-ITEM-1.103 invoices',
      'ARCH-ITEM-1.102 products',
      'ARCH-ITEM-1.101 orders',
    ]);
    expect(itemIn(after, 'ARCH-ITEM-1.101')?.body.join()).toContain('**Gone**');
    expect(updatePlan(second, after)).toBe(after);
    const back = updatePlan(documentOf([], [component(101, 'orders')]), after);
    expect(itemIn(back, 'ARCH-ITEM-1.101')).toMatchObject({ ticked: true, subject: 'orders' });
  });

  it('keeps components and proposals that people plan', () => {
    const planned = [
      '- [ ] **ARCH-ITEM-1.9 [billing]**: @ada',
      '  - **Purpose**: invoices',
      '  - **Scaling Strategy**: none yet',
    ].join('\n');
    const component: Sample = { id: 'ARCH-ITEM-1.1', subject: 'users', state: 'met' };
    const fresh = documentOf([{ id: 'API-01', state: 'open' }], [component]);
    const mine = fresh
      .replace('## Proposed', `${planned}\n\n## Proposed`)
      .replace('## API\n', '- [ ] **CHANGE-MINE-1 [ours]**: soon\n\n## API\n');
    const after = updatePlan(fresh, mine);
    expect(after).toContain(planned);
    expect(after).toContain('- [ ] **CHANGE-MINE-1 [ours]**: soon');
    expect(updatePlan(fresh, after)).toBe(after);
  });

  it('takes a document with other line ends, and text before the title', () => {
    const before = `\uFEFFOurs.\n\n${three('open', 'met')}`.replaceAll('\n', '\r\n');
    const after = updatePlan(three('open', 'met'), before);
    expect(after).toContain('Ours.');
    expect(after).not.toContain('\r');
    expect(updatePlan(three('open', 'met'), after)).toBe(after);
  });

  it('takes in a plan of another form', () => {
    const theirs = 'Lead.\n\n# Our plan\n\nWords.\n\n- [ ] **API-01 [old]**: @ada\n- [ ] mine\n\n## Later\n\nMore.\n';
    const after = updatePlan(three('open', 'met'), theirs);
    for (const line of ['Lead.', '# Our plan', 'Words.', '- [ ] mine', '## Later', 'More.']) {
      expect(
        after.split('\n').filter((text) => text === line),
        line,
      ).toHaveLength(1);
    }
    expect(itemIn(after, 'API-01')?.tail).toBe('@ada');
    expect(updatePlan(three('open', 'met'), after)).toBe(after);
  });

  it('takes a heading in a fence for what it is', () => {
    const mine = three('met', 'met').concat('\n```sh\n# install\nnpm ci\n```\n\nSo it runs.\n');
    const after = updatePlan(three('met', 'open'), mine);
    expect(after).toContain('```sh\n# install\nnpm ci\n```\n\nSo it runs.\n');
  });
});

describe('whatever people write', () => {
  const states = fc.array(fc.constantFrom('open', 'met', 'none'), { minLength: 3, maxLength: 3 });
  const line = fc.oneof(
    fc.constantFrom(
      '',
      '- [ ] mine',
      '  - [x] sub',
      '  - **Owner**: me',
      '    deep',
      '> said',
      '| a | b |',
      '# Mine',
      '### Ours',
      '```',
      'text',
    ),
    fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[\r\n]/g, ' ')),
  );
  const insertions = fc.array(fc.tuple(fc.nat(40), line), { maxLength: 8 });
  const at = (kinds: readonly string[]): string =>
    three(...(kinds as [Sample['state'], Sample['state'], Sample['state']]));

  it('twice is once, and every ID stands once', () => {
    fc.assert(
      fc.property(states, states, insertions, (before, now, added) => {
        const lines = at(before).split('\n');
        for (const [place, text] of added) lines.splice(place % lines.length, 0, text);
        const once = updatePlan(at(now), lines.join('\n'));
        expect(updatePlan(at(now), once)).toBe(once);
        for (const id of ['API-01', 'API-02', 'API-03'])
          expect(idsIn(once, '## API').filter((other) => other === id)).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });
});
