import type { Overlay } from "./statements.ts";

/** An edition of a standard that a report is prepared in accordance with. Standard and edition are data. */
export interface Programme {
  id: "iso" | Overlay;
  standard: string;
  edition: string;
}

interface Edition {
  edition: string;
  /** The days on which a report can be issued in accordance with it, both included. */
  from: string;
  until?: string;
}

interface Standard {
  standard: string;
  editions: readonly Edition[];
}

/** In the order in which a report names them. Where the publisher names a month, `from` is its first day. */
const STANDARDS: Record<Programme["id"], Standard> = {
  iso: { standard: "ISO 14064-1", editions: [{ edition: "2018", from: "2018-12-01" }] },
  ghg_protocol: { standard: "GHG Protocol Corporate Standard", editions: [{ edition: "2004", from: "2004-03-01" }] },
  china: {
    standard: "GB/T 32150",
    editions: [
      { edition: "2015", from: "2016-06-01", until: "2026-06-30" },
      // Published on 2025-12-31. It replaces the edition of 2015.
      { edition: "2025", from: "2026-07-01" },
    ],
  },
};

const IDS = Object.keys(STANDARDS) as Programme["id"][];

/**
 * The edition that is in force on a day.
 *
 * @throws RangeError before the first one
 */
export function programmeOn(id: Programme["id"], day: string): Programme {
  const { standard, editions } = STANDARDS[id];
  const found = editions.find(({ from, until }) => from <= day && day <= (until ?? day));
  if (!found) throw new RangeError(`${standard} has no edition on ${day}`);
  return { id, standard, edition: found.edition };
}

/** The edition of each standard that is in force on a day. */
export function editionsOn(day: string): Record<Programme["id"], string> {
  const of = (id: Programme["id"]) => programmeOn(id, day).edition;
  return { iso: of("iso"), ghg_protocol: of("ghg_protocol"), china: of("china") };
}

/** The standards that a report is prepared in accordance with when it is issued on a day: ISO 14064-1 always. */
export function standardsOn(day: string, overlays: readonly Overlay[]): { name: string; edition: string }[] {
  const chosen = IDS.filter((id) => id === "iso" || overlays.includes(id));
  return chosen.map((id) => {
    const { standard, edition } = programmeOn(id, day);
    return { name: standard, edition };
  });
}
