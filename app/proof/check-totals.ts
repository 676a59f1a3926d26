import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { isJsonObject, type JsonObject, parseCanonicalJson } from "#app/encoding/canonical-json.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { isPdf } from "#app/pdf/embedded-file.ts";
import { compareResults } from "./compare-results.ts";
import type { ReportFacts } from "./credential.ts";
import { countWithheld, rootOfCopy } from "./disclosure/line-tree.ts";
import { totalsOfDocument } from "./document-totals.ts";
import { extractInventory } from "./extract-inventory.ts";
import { type Check, failed, notApplicable, notDone, passed } from "./verdict.ts";

/** Calculates a document again and gives its `results`. Throws an error with a `code` for an invalid document. */
export type Recompute = (document: JsonObject) => unknown;

/**
 * That the totals follow from the lines: takes the data out of the file, checks that they are the signed data, runs the
 * calculation and compares every figure, makes the root over withheld parts of lines again, then compares root, totals and
 * period with those in the credential.
 */
export async function checkTotals(given: {
  file: Uint8Array | undefined;
  inventory: Uint8Array | undefined;
  facts: ReportFacts;
  recompute: Recompute | null;
}): Promise<Check> {
  try {
    const data = await dataOf(given.file, given.inventory);
    if (data === null) return notApplicable("totals", "no_file");
    const sha256 = await sha256Hex(data);
    const registered = given.facts.hashes.inventory;
    const beside = given.inventory === undefined ? registered : await sha256Hex(given.inventory);
    if (beside !== registered) return failed("totals", "data_differs", { sha256: beside, registered });
    if (sha256 !== registered) return failed("totals", "data_differs", { sha256, registered });
    const document = parseCanonicalJson(data);
    if (!isJsonObject(document) || given.recompute === null)
      return notDone("totals", "cannot_recompute", { fault: "no_engine" });
    const check = checkDocument(document, given.recompute);
    if (check.outcome !== "passed") return check;
    return (await checkRoot(document, given.facts)) ?? checkAgainstCredential(document, given.facts, check);
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    return notDone("totals", "no_data", { fault: error.code });
  }
}

/** Compares every figure in a document's `results` with a new calculation and names the first that differs. */
export function checkDocument(document: JsonObject, recompute: Recompute): Check {
  let recomputed: unknown;
  try {
    recomputed = recompute(document);
  } catch (error) {
    if (!isCoded(error)) throw error;
    return notDone("totals", "cannot_recompute", { fault: error.code, pointer: error.facts?.pointer ?? "" });
  }
  if (!isJsonObject(document.results)) return notDone("totals", "no_data", { fault: "no_results" });
  // The engine's own name may differ: what counts is that it comes to the same figures.
  const { engine: statedEngine, ...stated } = document.results;
  const { engine, ...figures } = isJsonObject(recomputed) ? recomputed : {};
  const { compared, difference } = compareResults(stated, figures);
  const lines = Array.isArray(document.activities) ? document.activities.length : 0;
  const evidence = {
    figures: `${compared}`,
    lines: `${lines}`,
    engine: String(engine),
    statedEngine: String(statedEngine),
  };
  if (difference === null) return passed("totals", ...equalBy(document, evidence));
  const { pointer, stated: before, recomputed: after } = difference;
  return failed("totals", "totals_differ", {
    ...evidence,
    pointer: `/results${pointer}`,
    stated: before ?? "",
    recomputed: after ?? "",
  });
}

/** Equal, and where parts of lines are withheld, from how many lines' inputs. */
function equalBy(
  { activities }: JsonObject,
  evidence: Record<string, string>,
): ["totals_equal" | "totals_equal_withheld", Record<string, string>] {
  const { lines, inputs } = countWithheld(activities as unknown as InventoryDocument["activities"]);
  if (lines === 0) return ["totals_equal", evidence];
  return ["totals_equal_withheld", { ...evidence, withheldLines: `${lines}`, withheldInputs: `${inputs}` }];
}

/** What the data leave out must be what was signed as left out; null where it is. */
async function checkRoot(document: JsonObject, { hashes }: ReportFacts): Promise<Check | null> {
  const derived = await rootOfCopy(document as unknown as InventoryDocument);
  const registered = hashes.lines ?? null;
  if (derived === registered) return null;
  return failed("totals", "lines_differ", { derived: derived ?? "", registered: registered ?? "" });
}

function checkAgainstCredential(document: JsonObject, facts: ReportFacts, whenEqual: Check): Check {
  const stated = { totals: facts.totals, period: facts.period };
  const { difference } = compareResults(stated, { totals: totalsOfDocument(document), period: document.period });
  if (difference === null) return whenEqual;
  return failed("totals", "credential_totals_differ", {
    pointer: difference.pointer,
    stated: difference.stated ?? "",
    recomputed: difference.recomputed ?? "",
  });
}

async function dataOf(file: Uint8Array | undefined, inventory: Uint8Array | undefined): Promise<Uint8Array | null> {
  if (file === undefined) return inventory ?? null;
  return isPdf(file) ? extractInventory(file) : file;
}

function isCoded(error: unknown): error is { code: string; facts?: Readonly<Record<string, string>> } {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string";
}
