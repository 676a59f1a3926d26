import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Signer } from "#app/proof/signer.ts";

/**
 * The last checkpoint that this machine signed, kept beside the keys and apart from the database: a database that is
 * restored from an older copy carries older checkpoints too and could not tell that the log was longer once.
 */
export interface CheckpointKeeper {
  /** The signed note; null where nothing was signed yet. */
  read: () => string | null;
  write: (note: string) => void;
  /** Where it is kept, to be named where the log does not continue it. */
  place: string;
}

/** Signs checkpoints, and remembers the last one. */
export type LogSigner = Signer & { kept?: CheckpointKeeper };

/** Keeps the checkpoint in a file, written whole or not at all. */
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
