import { ENGINE_VERSION } from "#app/carbon/document/engine-version.ts";
import type {
  Disclosure,
  DocumentActivity,
  InventoryDocument,
  Withheld,
} from "#app/carbon/document/inventory-document.ts";
import { stateResult, withoutNames } from "#app/carbon/document/withheld.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { encodeHex } from "#app/encoding/hex.ts";
import { omit } from "#app/encoding/omit.ts";
import {
  isPrivateFactor,
  type LinePart,
  PARTS_OF,
  referencesOf,
  splitLine,
  type WithholdLevel,
  withheldParts,
  withoutWords,
} from "./line-parts.ts";
import { hashOfLeaf, rootOfCopy, saltOf } from "./line-tree.ts";

/** How much is left out of which line, by the line's id. */
export type Withholding = Readonly<Record<string, WithholdLevel>>;

/** The copy for everybody, with its results, and the root over what it leaves out; null where it leaves out nothing. */
export interface Disclosed {
  document: InventoryDocument;
  root: string | null;
}

/**
 * Makes the public copy of a calculated document: the same lines in the same order, of some of them only what
 * `withholding` leaves. Its results are calculated from the copy itself. The same document, withholding and secret give
 * the same copy, by which a verifier who holds all three checks it.
 */
export async function discloseDocument(
  whole: InventoryDocument,
  withholding: Withholding,
  secret: Uint8Array,
): Promise<Disclosed> {
  const levels = new Map(Object.entries(withholding));
  if (levels.size === 0) return { document: whole, root: null };
  const told = disclosuresByLine(whole);
  const context = openContext(whole);
  const activities: DocumentActivity[] = [];
  for (const [index, activity] of whole.activities.entries()) {
    const level = levels.get(activity.id);
    if (!level) {
      activities.push(activity);
      continue;
    }
    const { shown, values } = splitLine(whole, activity, level);
    const withheld: Withheld = {};
    for (const part of PARTS_OF[level]) {
      const leaf = { line: activity.id, part, salt: await saltOf(secret, activity.id, part), value: values[part] };
      withheld[part] = encodeHex(await hashOfLeaf(leaf));
    }
    if (level === "inputs") {
      const { line, disclosures } = calculateActivity(context, activity, index);
      if (!line) throw new Error(`line ${activity.id} has no result to state`);
      withheld.result = stateResult(line, disclosures);
    }
    // A line that still names its factor is compared with the others in the copy itself.
    const lost = (told.get(activity.id) ?? []).filter(({ code }) => level === "inputs" || OF_PERIODS.has(code));
    if (lost.length > 0) withheld.disclosures = lost.map(withoutNames);
    activities.push({ ...shown, withheld });
  }
  const inputs = omit(whole, "results");
  const copy: InventoryDocument = {
    ...inputs,
    ...withFacilities(whole, activities),
    factors: shownFactors(whole, activities),
    activities,
  };
  // By the rules and under the name of the engine that calculated the whole, so that each later one makes the same copy.
  const engine = whole.results?.engine ?? ENGINE_VERSION;
  const results = runInventory({ ...copy, ...(whole.results ? { results: whole.results } : {}) });
  const document = { ...copy, results: { ...results, engine } };
  return { document, root: await rootOfCopy(document) };
}

/**
 * The value and salt of one part of a line, for a person with permission to see it. Null where nothing of it is
 * withheld.
 */
export async function openPart(
  whole: InventoryDocument,
  withholding: Withholding,
  { secret, line, part }: { secret: Uint8Array; line: string; part: LinePart },
): Promise<{ salt: string; value: unknown } | null> {
  const activity = whole.activities.find(({ id }) => id === line);
  const level = Object.hasOwn(withholding, line) ? withholding[line] : undefined;
  if (!activity || !level || !PARTS_OF[level].includes(part)) return null;
  return { salt: await saltOf(secret, line, part), value: splitLine(whole, activity, level).values[part] };
}

/** Facilities whose every line has its inputs withheld: they stay in the boundary, under their number alone. */
export function namelessFacilities({ activities }: Pick<InventoryDocument, "activities">): Set<string> {
  const shown = new Set<string>();
  const hidden = new Set<string>();
  for (const { facility, withheld } of activities) (withheld?.inputs ? hidden : shown).add(facility);
  return new Set([...hidden].filter((facility) => !shown.has(facility)));
}

function withFacilities(
  { facilities }: InventoryDocument,
  activities: DocumentActivity[],
): Pick<InventoryDocument, "facilities"> {
  if (!facilities) return {};
  const nameless = namelessFacilities({ activities });
  const entries = Object.entries(facilities).map(([id, words]) => [
    id,
    nameless.has(id) ? { name: facilityName(id) } : words,
  ]);
  return { facilities: Object.fromEntries(entries) };
}

/** What a facility is called whose name is withheld. */
export function facilityName(id: string): { en: string; zh: string } {
  return { en: `Facility ${id} (name withheld)`, zh: `设施 ${id}（名称未公开）` };
}

/** Factors that a line still uses; the words of a private one only where a line shown in whole uses it. */
function shownFactors({ factors }: InventoryDocument, activities: DocumentActivity[]): InventoryDocument["factors"] {
  const used = new Set(activities.flatMap(referencesOf));
  const named = new Set(activities.filter(({ withheld }) => !withheldParts(withheld).length).flatMap(referencesOf));
  return factors.flatMap((factor) => {
    const reference = `${factor.id}@${factor.version}`;
    if (!used.has(reference)) return [];
    return isPrivateFactor(factor) && !named.has(reference) ? [withoutWords(factor)] : [factor];
  });
}

/** What is said of the days of a source. */
const OF_PERIODS = new Set(["period_gap", "period_overlap", "records_overlap"]);

/** Notes that follow from comparing the lines of a category. */
const OF_MIXTURES = new Set(["radiative_forcing_mixed", "boundary_mixed"]);

/** Notes that no line has alone, at the line concerned, or at the first line of the source. */
function disclosuresByLine({ activities, results }: InventoryDocument): Map<string, Disclosure[]> {
  const firstOf = new Map<string, string>();
  for (const { id, emissionSource } of activities) {
    if (emissionSource !== undefined && !firstOf.has(emissionSource)) firstOf.set(emissionSource, id);
  }
  const found = new Map<string, Disclosure[]>();
  for (const disclosure of results?.disclosures ?? []) {
    if (!OF_PERIODS.has(disclosure.code) && !OF_MIXTURES.has(disclosure.code)) continue;
    const line = disclosure.activity ?? firstOf.get(disclosure.detail?.source ?? "");
    if (line !== undefined) found.set(line, [...(found.get(line) ?? []), disclosure]);
  }
  return found;
}
