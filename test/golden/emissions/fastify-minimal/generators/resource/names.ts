import { sqlWords } from './reserved.ts';

/** One name in every case that the emitted code needs. */
export interface NameView {
  /** `OrderItem` */
  readonly pascal: string;
  /** `orderItem` */
  readonly camel: string;
  /** `order-item` */
  readonly kebab: string;
  /** `order_item` */
  readonly snake: string;
  /** `ORDER_ITEM` */
  readonly constant: string;
  /** `order item` */
  readonly words: string;
  /** `Order item` */
  readonly sentence: string;
}

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Splits a name in any case into its words and joins them again in every case. */
export const nameView = (name: string): NameView => {
  const words = wordsOf(name);
  const pascal = words.map(capital).join('');
  return {
    pascal,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    kebab: words.join('-'),
    snake: words.join('_'),
    constant: words.join('_').toUpperCase(),
    words: words.join(' '),
    sentence: capital(words.join(' ')),
  };
};

/** The words with the article that English puts before them. */
export const withArticle = (words: string): string => `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;

/** The longest identifier that PostgreSQL keeps whole; longer ones it cuts silently. */
export const longestIdentifier = 63;

/** A short hash (FNV-1a, 32 bits): keeps names apart that were cut to the same beginning. */
const shortHash = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(36);
};

/** A name as it is written in SQL: quoted when SQL has the word for itself. */
export const sqlName = (name: string): string => (sqlWords.has(name) ? `"${name}"` : name);

/** Joins parts to the name of an index or constraint; what is too long is cut and made unique by a hash. */
export const identifier = (...parts: readonly string[]): string => {
  const whole = parts.join('_');
  if (whole.length <= longestIdentifier) return whole;
  const hash = shortHash(whole);
  return `${whole.slice(0, longestIdentifier - hash.length - 1)}_${hash}`;
};
