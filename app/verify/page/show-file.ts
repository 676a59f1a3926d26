import { createContext, useContext } from "react";
import type { HeldFile } from "./held-file.ts";

/** Shows the result of a file that was read; false when the page that shows it could not be had. */
export type ShowFile = (file: Omit<HeldFile, "cameFrom">) => Promise<boolean>;

/** The server writes the page and reads no file. */
export const ShowFileContext = createContext<ShowFile>(async () => false);

export function useShowFile(): ShowFile {
  return useContext(ShowFileContext);
}
