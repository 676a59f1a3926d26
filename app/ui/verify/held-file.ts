import type { Identified } from "./identify-file.ts";

/** A file that the reader gave, kept in the memory of this page while it goes to the page that shows the result. */
export interface HeldFile {
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
  identified: Identified;
  /** The report on whose page it was dropped. */
  cameFrom: string | null;
}

let held: { id: number; file: HeldFile } | null = null;
let lastId = 0;

/** Keeps one file and gives the state by which a navigation refers to it. Nothing is written anywhere. */
export function holdFile(file: HeldFile): { heldId: number } {
  lastId += 1;
  held = { id: lastId, file };
  return { heldId: lastId };
}

/** The file that a navigation's state refers to; null after a reload, when the memory is gone. */
export function heldFile(state: unknown): HeldFile | null {
  const id = typeof state === "object" && state !== null && "heldId" in state ? state.heldId : null;
  return held !== null && held.id === id ? held.file : null;
}
