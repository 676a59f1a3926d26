import type { BatchAnswer } from "./pending.ts";

/** What became of sending a batch: the server's answer, or why there is none. */
export type SaveAnswer =
  | { kind: "answered"; answer: BatchAnswer }
  | { kind: "offline" | "failed" | "refused" | "signed_out" };
