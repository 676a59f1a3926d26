/** Text from a file must not steer the terminal, nor hide or turn round what stands on its line. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\ufffd");
}
