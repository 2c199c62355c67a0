/** One item as it stands in a document: a checkbox with an ID. */
export interface PlanItem {
  readonly id: string;
  readonly subject: string;
  readonly ticked: boolean;
  /** What our own text of the first line says behind the colon: the evidence. */
  readonly proof: string;
  /** What a person wrote behind it: an owner, a date. */
  readonly tail: string;
  /** The lines below, up to the next item or heading. */
  readonly body: readonly string[];
}

/** A heading with what stands below it; what comes before the first heading has an empty one. */
export interface PlanGroup {
  readonly heading: string;
  readonly body: readonly string[];
  readonly items: readonly PlanItem[];
  /** Sections that a person put behind the items, under headings of their own. */
  readonly foreign: readonly string[];
}

/** A document, group by group. */
export interface PlanText {
  readonly groups: readonly PlanGroup[];
}

/** What counts as ours while reading: everything else belongs to whoever wrote it. */
export interface Known {
  readonly heading: (line: string) => boolean;
  readonly item: (id: string) => boolean;
}

/** A checkbox with an ID and its subject in brackets. */
const itemLine = /^- \[([ xX])\] \*\*([A-Z]+(?:-[A-Z]+)*-\d+(?:\.\d+)?) \[([^\]]*)\]\*\*:(.*)$/;
const paths = '`[^`]*`(?:, `[^`]*`)*';
const proofText = new RegExp(`^ \\*\\*Evidence\\*\\*: ${paths}(?:; \\*\\*Tests\\*\\*: ${paths})?`);

const everything: Known = { heading: () => true, item: () => true };

interface Draft {
  heading: string;
  body: string[];
  items: (Omit<PlanItem, 'body'> & { body: string[] })[];
  foreign: string[];
}

const itemOf = (match: RegExpExecArray): Draft['items'][number] => {
  const [, mark = ' ', id = '', subject = '', rest = ''] = match;
  const proof = proofText.exec(rest)?.[0] ?? '';
  return {
    id,
    subject,
    ticked: mark !== ' ',
    proof: proof.trim(),
    tail: rest.slice(proof.length).trim(),
    body: [],
  };
};

/** Whether a line is in a fence, told line by line. */
const fenceState = (): { step: (line: string) => boolean; leave: () => void } => {
  let mark: string | undefined;
  return {
    step: (line) => {
      const start = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
      const wasInside = mark !== undefined;
      if (mark === undefined) mark = start;
      else if (start?.startsWith(mark) === true && line.trim() === start) mark = undefined;
      return wasInside;
    },
    leave: () => {
      mark = undefined;
    },
  };
};

/**
 * Reads a document. With `known`, headings and IDs that are not ours are lines like any other. Those that are ours count
 * wherever they stand, so that a fence which nobody closed swallows nothing.
 */
export const parsePlan = (text: string, known: Known = everything): PlanText => {
  const before: Draft = { heading: '', body: [], items: [], foreign: [] };
  const groups: Draft[] = [];
  const fence = fenceState();
  let current = before;
  let sink = current.body;
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const match = itemLine.exec(line);
    const isHeading = /^#{1,6} /.test(line);
    if (isHeading && known.heading(line)) {
      fence.leave();
      current = { heading: line, body: [], items: [], foreign: [] };
      groups.push(current);
      sink = current.body;
    } else if (match !== null && known.item(match[2] ?? '')) {
      fence.leave();
      const item = itemOf(match);
      current.items.push(item);
      sink = item.body;
    } else {
      if (!fence.step(line) && isHeading) sink = current.foreign;
      sink.push(line);
    }
  }
  const hasLead = [...before.body, ...before.foreign].some((line) => line.trim() !== '') || before.items.length > 0;
  return { groups: hasLead ? [before, ...groups] : groups };
};
