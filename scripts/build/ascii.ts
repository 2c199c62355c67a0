/**
 * A program or JSON with its characters beyond ASCII escaped, which in both may stand in texts only. Node.js decodes it
 * faster, and V8 keeps and scans it in a byte a character; one arrow would make it two for the whole file.
 */
export const escapeToAscii = (source: string): string =>
  source.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
