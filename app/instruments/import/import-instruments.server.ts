import { sql } from "kysely";
import { sortableSerials } from "#app/carbon/factor/serial-range.ts";
import type { InstrumentContent } from "#app/instruments/contractual-instrument.ts";
import { addInstrument } from "#app/instruments/instrument.server.ts";
import { checkInstrument, type InstrumentField } from "#app/instruments/instrument-check.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { InstrumentRow } from "./read-instruments.ts";

export interface RowFault {
  row: number;
  field: InstrumentField;
  /** A key of `instrument.fault` or of `instrumentImport.fault`. */
  fault: string;
  /** The row of the file with the same certificate. */
  otherRow: number | null;
}

interface Taken {
  row: number;
  range: { from: string; to: string };
}

/**
 * Adds the instruments of a file with the checks of the page: all of them, or none if a row has an error. With `check`,
 * none is added, and the errors are those that an import would have now.
 */
export async function importInstruments(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  rows: readonly InstrumentRow[],
  { check }: { check: boolean },
): Promise<RowFault[]> {
  await sql`savepoint instruments`.execute(tx);
  const names = rows.map(({ values }) => values.statementFileId ?? "");
  const files = await filesByName(tx, author.organizationId, names);
  const faults: RowFault[] = [];
  const taken: Taken[] = [];
  for (const { row, values, broken } of rows) {
    const found = broken.length > 0 ? brokenCells(broken) : await addRow(tx, author, withFile(values, files));
    if ("content" in found) {
      const range = rangeOf(found.content);
      if (range) taken.push({ row, range });
      continue;
    }
    const { twice } = found;
    const otherRow = (twice && taken.find(({ range }) => overlaps(range, twice))?.row) ?? null;
    for (const [field, fault] of Object.entries(found.faults)) {
      const isHere = fault === "claimed_twice" && otherRow !== null;
      const code = isHere ? "claimed_in_file" : fault;
      faults.push({ row, field: field as InstrumentField, fault: code, otherRow: isHere ? otherRow : null });
    }
  }
  if (check || faults.length > 0) await sql`rollback to savepoint instruments`.execute(tx);
  return faults;
}

type Row =
  | { content: InstrumentContent }
  | { faults: Partial<Record<InstrumentField, string>>; twice?: Taken["range"] };

function brokenCells(fields: readonly InstrumentField[]): Row {
  return { faults: Object.fromEntries(fields.map((field) => [field, "cell_broken"])) };
}

async function addRow(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  values: InstrumentRow["values"] | { fault: string },
): Promise<Row> {
  if ("fault" in values) return { faults: { statementFileId: values.fault as string } };
  const checked = checkInstrument(values as InstrumentRow["values"]);
  if ("faults" in checked) return checked;
  const added = await addInstrument(tx, author, checked.content);
  if (!("faults" in added)) return checked;
  const range = rangeOf(checked.content);
  return range ? { faults: added.faults, twice: range } : { faults: added.faults };
}

function rangeOf({ registry, serials }: InstrumentContent): Taken["range"] | null {
  return serials && sortableSerials(registry, serials);
}

function overlaps(a: Taken["range"], b: Taken["range"]): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** A file names its statement, and the register has its id. */
function withFile(
  values: InstrumentRow["values"],
  files: ReadonlyMap<string, string[]>,
): InstrumentRow["values"] | { fault: string } {
  const name = values.statementFileId ?? "";
  if (name === "") return values;
  const ids = files.get(name) ?? [];
  if (ids.length === 1) return { ...values, statementFileId: ids[0]! };
  return { fault: ids.length === 0 ? "file_not_found" : "file_ambiguous" };
}

async function filesByName(
  tx: TenantTx,
  organizationId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const rows = await tx
    .selectFrom("evidence_file as f")
    .select(["f.id", "f.name"])
    .where("f.organization_id", "=", organizationId)
    .where(sql<boolean>`f.name = any(${[...new Set(names)]}::text[])`)
    .where("f.id", "not in", (erased) => erased.selectFrom("evidence_erasure").select("file_id"))
    .execute();
  const files = new Map<string, string[]>();
  for (const { id, name } of rows) files.set(name, [...(files.get(name) ?? []), id]);
  return files;
}
