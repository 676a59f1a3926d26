import { contrastRatio, isHexColor, LEAST_CONTRAST } from "#app/report/contrast.ts";
import { GROUNDS, SPRUCE } from "#app/report/layout/style.ts";
import type { LocalText } from "#app/report/model.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ChangeAuthor, recordChange } from "./audit-trail.server.ts";
import { readActingAuthor } from "./engagement/acting.server.ts";

/** How a workspace shows itself: what its organizations' reports look like unless they state their own, and who issues. */
export interface TenantBrand {
  /** 0 for what holds before anything was stated. */
  version: number;
  /** `#RRGGBB`, in capitals. */
  accent: string;
  /** The issuer of reports that people of the workspace issue; empty where each organization issues its own. */
  name: { en: string; zh: string };
}

/** What can be put right, by the field that it is about; each is a message key. */
export type TenantBrandFault = {
  accent?: "not_a_color" | "contrast";
  nameEn?: "name_in_both";
  nameZh?: "name_in_both";
};

export async function getTenantBrand(tx: TenantTx): Promise<TenantBrand> {
  const row = await tx
    .selectFrom("tenant_brand")
    .select(["version", "accent", "name_en", "name_zh"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return { version: 0, accent: SPRUCE, name: { en: "", zh: "" } };
  return { version: row.version, accent: row.accent, name: { en: row.name_en, zh: row.name_zh } };
}

/** States it anew, for reports issued from now on; a report keeps its own. @returns what can be put right, or null */
export async function stateTenantBrand(
  tx: TenantTx,
  author: ChangeAuthor,
  input: { accent: string; nameEn: string; nameZh: string },
): Promise<TenantBrandFault | null> {
  const accent = input.accent.trim().toUpperCase();
  const name = { en: input.nameEn.trim(), zh: input.nameZh.trim() };
  if (!isHexColor(accent)) return { accent: "not_a_color" };
  if (Math.min(...GROUNDS.map((ground) => contrastRatio(accent, ground))) < LEAST_CONTRAST)
    return { accent: "contrast" };
  if ((name.en === "") !== (name.zh === ""))
    return name.en === "" ? { nameEn: "name_in_both" } : { nameZh: "name_in_both" };
  const before = await getTenantBrand(tx);
  if (before.accent === accent && before.name.en === name.en && before.name.zh === name.zh) return null;
  await tx
    .insertInto("tenant_brand")
    .values({
      tenant_id: author.tenantId,
      version: before.version + 1,
      accent,
      name_en: name.en,
      name_zh: name.zh,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "tenant_brand.stated",
    subject: "tenant_brand",
    subjectId: author.tenantId,
    before: { accent: before.accent, name: before.name },
    after: { accent, name },
  });
  return null;
}

/**
 * Who issues a report: the consultancy for which somebody acts, else the workspace under the name that it states, else the
 * organization itself.
 *
 * @param authorId of whoever issues; null for a draft that nobody has issued
 */
export async function findIssuer(tx: TenantTx, authorId: string | null, organization: LocalText): Promise<LocalText> {
  const engaged = authorId === null ? null : readActingAuthor(authorId);
  if (engaged) {
    const { consultancy_name: name } = await tx
      .selectFrom("engagement_acceptance")
      .select("consultancy_name")
      .where("engagement_id", "=", engaged.engagementId)
      .executeTakeFirstOrThrow();
    return { en: name, zh: name };
  }
  const { name } = await getTenantBrand(tx);
  return name.en === "" ? organization : name;
}
