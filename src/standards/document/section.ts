import type { PrintedGroup, PrintedItem } from './print.ts';

/** An item as a section makes it, without anything of a person's. */
export interface NewItem {
  readonly id: string;
  readonly subject: string;
  /** The evidence; an item that has some is ticked. */
  readonly proof?: string;
  readonly own: readonly string[];
}

/** A heading with a quote, a table or a fence, and items. */
export interface NewGroup {
  readonly heading: string;
  readonly own?: readonly string[];
  readonly items?: readonly NewItem[];
}

const printedItem = ({ id, subject, proof = '', own }: NewItem): PrintedItem => ({
  id,
  subject,
  ticked: proof !== '',
  proof,
  tail: '',
  own,
  extra: [],
});

/** The form in which groups are printed. */
export const printedGroup = ({ heading, own = [], items = [] }: NewGroup): PrintedGroup => ({
  heading,
  own,
  extra: [],
  items: items.map(printedItem),
  foreign: [],
});
