const BYTE_ORDER_MARK = '\uFEFF';

/** The text of a file; undefined if its bytes are not UTF-8 text. A byte order mark stays part of it. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A text without anything that steers a terminal or turns the direction of what follows: that is shown by its number. */
export function visible(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** How a user's file is written down, apart from what it says. */
export interface TextStyle {
  readonly byteOrderMark: boolean;
  /** Every line of the file ends with CR LF. */
  readonly carriageReturns: boolean;
}

/** The style of a text. One with both kinds of line ends counts as LF, so that neither kind is rewritten. */
export function styleOf(text: string): TextStyle {
  return {
    byteOrderMark: text.startsWith(BYTE_ORDER_MARK),
    carriageReturns: text.includes('\r\n') && !/(?<!\r)\n/.test(text),
  };
}

/** The text without its style. */
export function plain(text: string, style: TextStyle = styleOf(text)): string {
  const unmarked = style.byteOrderMark ? text.slice(BYTE_ORDER_MARK.length) : text;
  return style.carriageReturns ? unmarked.replaceAll('\r\n', '\n') : unmarked;
}

/** A plain text in the style of another. */
export function styled(text: string, style: TextStyle): string {
  const ended = style.carriageReturns ? text.replaceAll('\n', '\r\n') : text;
  return style.byteOrderMark ? BYTE_ORDER_MARK + ended : ended;
}

/** Splits into lines that keep their line end, so that a missing final one is seen as a difference. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
