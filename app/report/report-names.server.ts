import type { LocalText } from "#app/i18n/local-text.ts";
import { listHeldNames } from "#app/identity/name-review.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ReportDescription } from "./report-description.server.ts";

/**
 * The names that a reader takes for the issuer (of the issuer, on the cover, and of the preparer), and the name of the
 * organization, which the cover and the page show largest.
 */
export async function listNameBlockers(
  tx: TenantTx,
  {
    issuer,
    brand,
    preparedBy,
    organization,
  }: Pick<ReportDescription, "issuer" | "brand" | "preparedBy" | "organization">,
  authorId: string | null,
): Promise<{ code: "name_held"; facts: Record<string, string> }[]> {
  const written = ({ en, zh }: LocalText) => [en ?? "", zh ?? ""];
  const names = [issuer, brand?.name ?? {}, preparedBy ?? {}].flatMap(written);
  const held = await listHeldNames(tx, { names, subjects: written(organization.legalName), authorId });
  return held.map(({ name, resembles }) => ({ code: "name_held", facts: { name, resembles } }));
}
