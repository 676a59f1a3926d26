import { listHeldNames } from "#app/identity/name-review.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ReportDescription } from "./report-description.server.ts";

/** The names that a reader takes for the issuer: of the issuer, on the cover, and of the preparer. */
export async function listNameBlockers(
  tx: TenantTx,
  { issuer, brand, preparedBy }: Pick<ReportDescription, "issuer" | "brand" | "preparedBy">,
  authorId: string | null,
): Promise<{ code: "name_held"; facts: Record<string, string> }[]> {
  const names = [issuer, brand?.name ?? {}, preparedBy ?? {}].flatMap(({ en, zh }) => [en ?? "", zh ?? ""]);
  const held = await listHeldNames(tx, { names, authorId });
  return held.map(({ name, resembles }) => ({ code: "name_held", facts: { name, resembles } }));
}
