import type { Messages } from "#app/i18n/index.ts";
import type { FindingFate } from "./finding-fate.ts";

/** @param at when the newest calculation was made, in the reader's format */
export function fateText(t: Messages["assurance"]["lines"], fate: FindingFate | "many", at: string): string {
  if (fate === "many") return t.fate.many;
  const { unchanged, corrected, gone, version } = fate;
  if (unchanged + corrected + gone > 1) return t.fate.several(at, String(unchanged), String(corrected), String(gone));
  if (version !== null) return t.fate.corrected(at, String(version));
  return gone > 0 ? t.fate.gone(at) : t.fate.unchanged(at);
}
