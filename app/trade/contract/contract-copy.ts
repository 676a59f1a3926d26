import type { FileKind } from "#app/files/file-kind.ts";
import type { ContractSide, ContractSigner } from "#db/order-schema.ts";

/** The types of a signed or stamped contract: scans and photos. */
export const COPY_KINDS = ["pdf", "png", "jpeg"] as const satisfies readonly FileKind[];

/** Which sides signed or stamped a copy, as its uploader states. */
export const SIGNERS = ["both", "client", "seller"] as const satisfies readonly ContractSigner[];

/** Uploads of each side for one order. Neither side can use up the space of the other. */
export const MOST_OF_A_SIDE = 10;

/** The contract of an order with its copies, newest first, for one side. */
export interface ContractView {
  reader: ContractSide;
  /** Whether this side has uploaded all that it can. */
  isFull: boolean;
  copies: {
    id: string;
    number: number;
    name: string;
    size: number;
    /** Null if the reader gets other bytes. */
    sha256: string | null;
    side: ContractSide;
    signedBy: ContractSigner;
    at: string;
    authorName: string | null;
    /** Whether the reader can download it. */
    isOpen: boolean;
    withdrawal: { reason: string; at: string } | null;
  }[];
}

export type CopyDone = "added" | "withdrawn";

/** What was done with a copy, by the address. */
export function copyDoneIn(request: Request): CopyDone | null {
  const done = new URL(request.url).searchParams.get("copy");
  return done === "added" || done === "withdrawn" ? done : null;
}

/** Whether a form is about copies, whose errors are shown there. */
export function isAboutCopies(typed: Record<string, string>): boolean {
  return typed.intent === "upload_copy" || typed.intent === "withdraw_copy";
}

/** A copy among those of its order. */
export interface CopyFacts {
  side: ContractSide;
  sha256: string;
  isWithdrawn: boolean;
}

export type CopyFault = "copy_there" | "copy_unsigned" | "copy_full";

/**
 * What prevents a copy from being added, or null.
 *
 * @param printed the hash of the contract as printed, which no one has signed. Null if it was never printed
 */
export function whatRefusesCopy(
  copies: readonly CopyFacts[],
  added: Pick<CopyFacts, "side" | "sha256">,
  printed: string | null,
): CopyFault | null {
  if (added.sha256 === printed) return "copy_unsigned";
  if (copies.some(({ sha256, isWithdrawn }) => sha256 === added.sha256 && !isWithdrawn)) return "copy_there";
  return copies.filter(({ side }) => side === added.side).length >= MOST_OF_A_SIDE ? "copy_full" : null;
}

/** Why a file is refused: in words of contracts, or in those of every file. */
export function wordsOfRefusal(code: string): "empty" | "too_large" | "wrong_kind" | "file" {
  if (code === "empty" || code === "too_large") return code;
  return OF_EVERY_FILE.has(code) ? "file" : "wrong_kind";
}

const OF_EVERY_FILE = new Set([
  "heic",
  "other_image",
  "polyglot",
  "damaged",
  "too_many_pixels",
  "infected",
  "scanner_away",
]);
