/** The structure of a photo can't be parsed to its end, so its metadata can't be removed. */
export class UnreadablePhoto extends Error {}

/** Maximum number of parts: far more than cameras write, and few enough for memory. */
const MOST_PARTS = 100_000;

/** @throws UnreadablePhoto */
export function assertFew(parts: number): void {
  if (parts > MOST_PARTS) throw new UnreadablePhoto();
}
