import type { ColumnMapping, SheetShape, SuggestedMapping } from "#app/exchange/activity-file/activity-file.ts";
import { suggestMapping } from "#app/exchange/activity-file/suggest-mapping.ts";
import { canonicalJson } from "#app/transparency/canonical-json.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ChangeAuthor, recordChange } from "../audit-trail.server.ts";

type Author = ChangeAuthor & { organizationId: string };

/** What the columns of files of this shape were said to mean; null where nobody said so. */
export async function findMapping(
  tx: TenantTx,
  organizationId: string,
  shapeKey: string,
): Promise<ColumnMapping | null> {
  const row = await tx
    .selectFrom("import_mapping")
    .select("mapping")
    .where("organization_id", "=", organizationId)
    .where("shape_key", "=", shapeKey)
    .executeTakeFirst();
  return (row?.mapping as ColumnMapping | undefined) ?? null;
}

/** Remembers what columns mean, for the next file of the same shape; what was remembered before is replaced. */
export async function rememberMapping(
  tx: TenantTx,
  author: Author,
  shapeKey: string,
  mapping: ColumnMapping,
): Promise<void> {
  const before = await findMapping(tx, author.organizationId, shapeKey);
  const text = canonicalJson(mapping);
  if (before && canonicalJson(before) === text) return;
  await tx
    .insertInto("import_mapping")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      shape_key: shapeKey,
      mapping: text,
      created_by: author.userId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "organization_id", "shape_key"])
        .doUpdateSet({ mapping: text, created_by: author.userId, created_at: new Date() }),
    )
    .execute();
  await recordChange(tx, author, {
    action: "import_mapping.set",
    subject: "import_mapping",
    subjectId: author.organizationId,
    before: before ?? undefined,
    after: { shapeKey, ...mapping },
  });
}

/** Nothing remembered is nothing to forget. */
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

/** What was said for another file of the shape, at the places of this one; else what its headings and values suggest. */
export function ofSheet(sheet: SheetShape, remembered: SuggestedMapping | null, year: number): SuggestedMapping {
  const suggested = suggestMapping(sheet, year);
  if (!remembered) return suggested;
  // The months of a later year stand under the same headings but are other months.
  const periods = new Map(suggested.amounts.map(({ column, period }) => [column, period]));
  const amounts = remembered.amounts.map((amount) => {
    const period = periods.get(amount.column) ?? amount.period;
    return period === undefined ? amount : { ...amount, period };
  });
  return { ...remembered, sheet: sheet.name, headingRow: sheet.headingRow, amounts };
}
