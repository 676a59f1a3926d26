import { canonicalJson } from "#app/encoding/canonical-json.ts";
import type { Doors } from "#db/doors.ts";
import { listEditions, locateLibrary, readEdition, readGwpSets } from "#emission-factors/read-library.ts";
import { toDocumentFactor, toDocumentGwp } from "#emission-factors/to-document.ts";
import type { Inspection } from "./inspection.ts";

/**
 * Compares the published factors with the shipped library, release by release, and the number of rows of every release
 * with the stated number. Releases imported by this installation have no shipped counterpart.
 */
export async function checkLibrary(doors: Pick<Doors, "withPublic">, inspection: Inspection): Promise<void> {
  const folder = locateLibrary();
  const datasets = await doors.withPublic((tx) =>
    tx
      .selectFrom("factor_dataset as d")
      .select((select) => [
        "d.id",
        "d.edition",
        "d.row_count",
        "d.sha256",
        select
          .selectFrom("emission_factor as f")
          .select((count) => count.fn.countAll<number>().as("count"))
          .whereRef("f.dataset_id", "=", "d.id")
          .whereRef("f.version", "=", "d.edition")
          .as("found"),
      ])
      .execute(),
  );
  const stored = new Map(datasets.map((dataset) => [`${dataset.id}@${dataset.edition}`, dataset]));
  for (const { id, edition, row_count, found } of datasets) {
    if (Number(found) !== row_count)
      inspection.fault(`factor_dataset ${id}@${edition}`, `${found} rows instead of ${row_count}`);
  }
  for (const listed of listEditions(folder)) {
    const { id, edition, sha256 } = listed.manifest;
    const held = stored.get(`${id}@${edition}`);
    if (!held) continue;
    if (held.sha256 !== sha256) {
      inspection.fault(
        `factor_dataset ${id}@${edition}`,
        `its figures have the checksum ${held.sha256}, not ${sha256}`,
      );
      continue;
    }
    await checkEdition(doors, readEdition(listed), inspection);
  }
  await checkGwpSets(doors, folder, inspection);
}

async function checkEdition(
  doors: Pick<Doors, "withPublic">,
  { manifest, rows }: ReturnType<typeof readEdition>,
  inspection: Inspection,
): Promise<void> {
  const shipped = new Map(rows.map((row) => [row.id, row]));
  const stored = await doors.withPublic((tx) =>
    tx
      .selectFrom("emission_factor")
      .select(["id", "kind", "unit", "document"])
      .where("dataset_id", "=", manifest.id)
      .where("version", "=", manifest.edition)
      .execute(),
  );
  inspection.count("factors", stored.length);
  for (const { id, kind, unit, document } of stored) {
    const row = shipped.get(id);
    const at = `emission_factor ${id}@${manifest.edition}`;
    if (!row) inspection.fault(at, "the edition has no such row");
    else if (row.kind !== kind || row.unit !== unit) inspection.fault(at, "kind or unit differ from the edition");
    else if (plain(document) !== plain(toDocumentFactor(row, manifest)))
      inspection.fault(at, "its figures differ from the edition");
  }
}

async function checkGwpSets(doors: Pick<Doors, "withPublic">, folder: string, inspection: Inspection): Promise<void> {
  const stored = await doors.withPublic((tx) => tx.selectFrom("gwp_set").select(["id", "document"]).execute());
  const shipped = new Map(readGwpSets(folder).map((set) => [set.manifest.id, set]));
  for (const { id, document } of stored) {
    const set = shipped.get(id);
    if (set && plain(document) !== plain(toDocumentGwp(set)))
      inspection.fault(`gwp_set ${id}`, "its figures differ from the shipped set");
  }
}

/** Converts through JSON, which drops members without a value. */
function plain(value: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)));
}
