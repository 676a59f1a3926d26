import type { ExpressionBuilder } from "kysely";
import type { AnyTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import type { GridRegionChoice } from "./grid-region.ts";

export async function listGridRegions(tx: AnyTx): Promise<GridRegionChoice[]> {
  const rows = await tx
    .selectFrom("emission_factor")
    .select(["region", "version", "name_en", "name_zh"])
    .where(isGridAverage)
    .orderBy("region")
    .orderBy("version")
    .execute();
  const regions = new Map<string, GridRegionChoice>();
  for (const row of rows) {
    const code = row.region!;
    const known = regions.get(code);
    const editions = [...new Set([...(known?.editions ?? []), row.version])];
    regions.set(code, { code, country: code.slice(0, 2), name: { en: row.name_en, zh: row.name_zh }, editions });
  }
  return [...regions.values()];
}

function isGridAverage(where: ExpressionBuilder<Database, "emission_factor">) {
  return where.and([
    where("method", "=", "grid_average"),
    where("category", "=", "purchased_electricity"),
    where("status", "=", "active"),
    where("region", "is not", null),
  ]);
}
