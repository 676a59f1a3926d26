import { createContext, useContext } from "react";
import type { HeldFile } from "./held-file.ts";

/** Shows the result for a file. False if its page could not be fetched. */
export type ShowFile = (file: Omit<HeldFile, "cameFrom">) => Promise<boolean>;

/** The server renders the page and reads no file. */
export const ShowFileContext = createContext<ShowFile>(async () => false);

export function useShowFile(): ShowFile {
  return useContext(ShowFileContext);
}
