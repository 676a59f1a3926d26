import { readMonth } from "#app/day/read-period.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { foldName } from "#app/encoding/text/name-match.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ColumnMapping, SheetShape, SuggestedMapping } from "./file/activity-file.ts";
import { suggestMapping } from "./file/suggest-mapping.ts";
import type { ImportDraft } from "./import-draft.server.ts";

type Author = ChangeAuthor & { organizationId: string };

export interface RememberedMapping {
  mapping: ColumnMapping;
  fileName: string;
}

/** The saved mapping of the last file with this layout, or null. */
export async function findMapping(
  tx: TenantTx,
  organizationId: string,
  shapeKey: string,
): Promise<RememberedMapping | null> {
  const row = await tx
    .selectFrom("import_mapping")
    .select(["mapping", "file_name"])
    .where("organization_id", "=", organizationId)
    .where("shape_key", "=", shapeKey)
    .executeTakeFirst();
  return row ? { mapping: row.mapping as ColumnMapping, fileName: row.file_name } : null;
}

/** Saves the mapping for the next file with this layout, replacing the earlier one. */
export async function rememberMapping(
  tx: TenantTx,
  author: Author,
  shapeKey: string,
  { mapping, fileName }: RememberedMapping,
): Promise<void> {
  const before = await findMapping(tx, author.organizationId, shapeKey);
  const text = canonicalJson(mapping);
  if (before && canonicalJson(before.mapping) === text && before.fileName === fileName) return;
  await tx
    .insertInto("import_mapping")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      shape_key: shapeKey,
      mapping: text,
      file_name: fileName,
      created_by: author.userId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "organization_id", "shape_key"])
        .doUpdateSet({ mapping: text, file_name: fileName, created_by: author.userId, created_at: new Date() }),
    )
    .execute();
  await recordChange(tx, author, {
    action: "import_mapping.set",
    subject: "import_mapping",
    subjectId: author.organizationId,
    before: before?.mapping,
    after: { shapeKey, ...mapping },
  });
}

/** Without a saved mapping there is nothing to delete. */
export async function forgetMapping(tx: TenantTx, author: Author, shapeKey: string): Promise<void> {
  const row = await tx
    .deleteFrom("import_mapping")
    .where("organization_id", "=", author.organizationId)
    .where("shape_key", "=", shapeKey)
    .returning("mapping")
    .executeTakeFirst();
  if (!row) return;
  await recordChange(tx, author, {
    action: "import_mapping.forgotten",
    subject: "import_mapping",
    subjectId: author.organizationId,
    before: { shapeKey, ...row.mapping },
  });
}

/** Information about a file besides its rows. */
export interface FileFacts {
  fileName: string;
  /** Whether the workbook has other sheets with a table. */
  isOneOfMany: boolean;
  year: number;
}

export function factsOf({ fileName, shape }: Pick<ImportDraft, "fileName" | "shape">, year: number): FileFacts {
  return { fileName, year, isOneOfMany: shape.sheets.filter(hasFigures).length > 1 };
}

/** Whether a sheet can contain records. Help and list sheets have no numbers. */
export function hasFigures({ headings, samples }: SheetShape): boolean {
  return (
    headings.length > 1 &&
    samples.some((row) => row.some((cell) => /^\s*-?\d[\d.,\s]*$/.test(normalText(cell, "NFKC"))))
  );
}

/**
 * The suggested mapping, with the saved columns of this layout. Fixed values are only used if this file names the same
 * facility and source (see `splitRemembered`).
 */
export function ofSheet(sheet: SheetShape, remembered: RememberedMapping | null, file: FileFacts): SuggestedMapping {
  const suggested = suggestMapping(sheet, file.year);
  const name = nameOfSheet(sheet, file);
  const layout = remembered?.mapping ?? suggested;
  // With a column for each facility, the sheet is named after what they used.
  const field = layout.amounts.some(({ facility }) => facility !== undefined) ? "source" : "facility";
  if (!remembered) {
    if (name === null || suggested.columns.some((column) => column.field === field)) return suggested;
    return { ...suggested, constants: { ...suggested.constants, [field]: name } };
  }
  const { columns } = remembered.mapping;
  const { taken, isSamePlace } = splitRemembered(sheet, remembered, file);
  // Months of another year have the same headings but are different months.
  const periods = new Map(suggested.amounts.map(({ column, period }) => [column, period]));
  const amounts = remembered.mapping.amounts.map((amount) => {
    const period = periods.get(amount.column) ?? amount.period;
    return period === undefined ? amount : { ...amount, period };
  });
  const isFree = (field: string) => !columns.some((column) => column.field === field);
  const year = columns.some(({ field }) => field === "month") ? { year: String(file.year) } : {};
  const own = { ...year, ...(name === null ? {} : { [field]: name }), ...suggested.constants };
  const constants = Object.fromEntries(
    Object.entries({ ...taken, ...own, ...(taken[field] ? { [field]: taken[field] } : {}) }).filter(([field]) =>
      isFree(field),
    ),
  );
  const decimal = isSamePlace ? remembered.mapping.decimal : suggested.decimal;
  return { sheet: sheet.name, headingRow: sheet.headingRow, columns, amounts, decimal, constants };
}

/** A sheet named after a month or year, or with a default name, names no facility. */
function nameOfSheet({ name }: SheetShape, { isOneOfMany }: FileFacts): string | null {
  const text = normalText(name, "NFKC").trim();
  const isNeutral =
    /^(sheet|工作表|表|table|data|数据)\s*\d*$/i.test(text) || /^\d{4}/.test(text) || readMonth(text) !== null;
  return isOneOfMany && text !== "" && !isNeutral ? name.trim() : null;
}

/** Fixed values that identify a place, that depend on it, and that belong to one file only. */
const PLACE = ["facility", "source"] as const;
const OF_PLACE = ["unit", "dataQuality"] as const;
const OF_FILE = ["period", "evidence"] as const;

/**
 * Decides which fixed values of the last file apply: facility and source if they occur in this file's name, sheet or
 * title, and dependent values only then. The others are suggested.
 */
export function splitRemembered(
  sheet: SheetShape,
  { mapping }: RememberedMapping,
  { fileName }: Pick<FileFacts, "fileName">,
): { taken: Record<string, string>; offered: Record<string, string>; isSamePlace: boolean } {
  const words = foldName([fileName, sheet.name, ...sheet.titles].join(" "));
  const constants: Record<string, string | undefined> = mapping.constants;
  const isNamed = (field: string) => !constants[field] || words.includes(foldName(constants[field]));
  const isSamePlace = PLACE.every(isNamed);
  const taken: Record<string, string> = {};
  const offered: Record<string, string> = {};
  for (const field of [...PLACE, ...OF_PLACE, ...OF_FILE]) {
    const value = constants[field];
    if (!value) continue;
    const isTaken = PLACE.some((one) => one === field)
      ? isNamed(field)
      : isSamePlace && !OF_FILE.some((one) => one === field);
    (isTaken ? taken : offered)[field] = value;
  }
  return { taken, offered, isSamePlace };
}
