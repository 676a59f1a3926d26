/** The remainder of ISO/IEC 7064 MOD 97-10, with letters as 10 to 35. A text of digits and capital letters. */
export function remainderOf97(text: string): bigint {
  return BigInt([...text].map((character) => Number.parseInt(character, 36)).join("")) % 97n;
}
