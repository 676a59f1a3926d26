import type { Identified } from "./identify-file.ts";

/** A file that the reader gave, kept in the memory of the page that shows the result. Nothing is written anywhere. */
export interface HeldFile {
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
  identified: Identified;
  /** The report on whose page it was dropped. */
  cameFrom: string | null;
}
