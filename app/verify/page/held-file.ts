import type { Identified } from "./identify-file.ts";

/** The reader's file, kept only in the memory of the page. */
export interface HeldFile {
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
  identified: Identified;
  /** The report on whose page it was dropped. */
  cameFrom: string | null;
}
