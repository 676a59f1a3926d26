/** The structure of a photo can't be followed to its end, so what it holds besides the picture can't be left out. */
export class UnreadablePhoto extends Error {}

/** Parts of a photo that are followed: far more than cameras write, and few enough to hold. */
const MOST_PARTS = 100_000;

/** @throws UnreadablePhoto */
export function assertFew(parts: number): void {
  if (parts > MOST_PARTS) throw new UnreadablePhoto();
}
