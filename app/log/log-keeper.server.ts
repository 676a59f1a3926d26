import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Signer } from "#app/proof/signer.ts";

/**
 * The last checkpoint that this machine signed, stored with the keys and outside of the database. A database that was restored
 * from an older copy also has older checkpoints and can't show that the log was once longer.
 */
export interface CheckpointKeeper {
  /** The signed note. Null before the first signature. */
  read: () => string | null;
  write: (note: string) => void;
  /** Location of the file, for error messages. */
  place: string;
}

/** Signs checkpoints and stores the last one. */
export type LogSigner = Signer & { kept?: CheckpointKeeper };

/** Stores the checkpoint in a file with an atomic write. */
export function openCheckpointKeeper(file: string): CheckpointKeeper {
  return {
    place: file,
    read: () => {
      try {
        return readFileSync(file, "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
    },
    write: (note) => {
      writeFileSync(`${file}.new`, note, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
