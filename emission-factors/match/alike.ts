import { readLine } from "./read-line.ts";
import type { LedgerLine } from "./reading.ts";

/** What two lines have in common if they are of the same thing, or null if the line is not understood. */
export function matterOf(line: LedgerLine): string | null {
  const { concept, kind, gas, stream, unit, origin } = readLine(line);
  if (kind === "nothing" || kind === "unclear" || origin !== "text") return null;
  if (concept === null && gas === null) return null;
  return [kind, concept?.id ?? "", gas ?? "", stream ?? "", unit.measure].join(" ");
}
