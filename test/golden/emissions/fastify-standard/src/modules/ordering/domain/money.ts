/** An amount in hundredths: sums of binary fractions would be wrong by some of them. */
const hundredths = (amount: string): bigint => {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
};

/** The sum of prices times quantities. Amounts are decimal text that is not negative, such as `19.90`. */
export const sumOf = (lines: readonly { readonly unitPrice: string; readonly quantity: number }[]): string => {
  const total = lines.reduce((sum, { unitPrice, quantity }) => sum + hundredths(unitPrice) * BigInt(quantity), 0n);
  return `${String(total / 100n)}.${String(total % 100n).padStart(2, '0')}`;
};
