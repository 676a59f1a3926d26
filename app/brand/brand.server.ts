import { AppError } from "#app/encoding/errors.ts";
import { SPRUCE } from "#app/press/layout/style.ts";
import type { Logo } from "#app/press/logo.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import {
  type BrandFault,
  type BrandStatement,
  judgeLook,
  type Look,
  logoOf,
  lookText,
  resolveLogo,
} from "./brand-look.server.ts";
import type { ReportBrand } from "./look.ts";
import { getTenantBrand } from "./tenant-brand.server.ts";

/**
 * How the reports of an organization look; the name stands on the cover's first line in place of the organization's own,
 * and the issuer stays who it is. A statement is never edited: the newest holds, and a report keeps its own.
 */
export interface Brand extends Look {
  /** 0 for what holds before anything was stated. */
  version: number;
  statedAt: Date | null;
  authorName: string | null;
}

type Author = ChangeAuthor & { organizationId: string };

/** The brand in force; the house's own before the first statement. */
export async function getBrand(tx: TenantTx, organizationId: string): Promise<Brand> {
  const [latest] = await listBrands(tx, organizationId, 1);
  if (latest) return latest;
  return { version: 0, accent: SPRUCE, name: { en: "", zh: "" }, logo: null, statedAt: null, authorName: null };
}

/** Every statement, newest first. */
export async function listBrands(tx: TenantTx, organizationId: string, limit = 100): Promise<Brand[]> {
  const rows = await tx
    .selectFrom("brand")
    .leftJoin("brand_logo", "brand_logo.sha256", "brand.logo_sha256")
    .leftJoin("author", "author.id", "brand.created_by")
    .selectAll("brand")
    .select(["brand_logo.media_type", "brand_logo.width", "brand_logo.height", "author.name as author_name"])
    .where("organization_id", "=", organizationId)
    .orderBy("version", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    accent: row.accent,
    name: { en: row.name_en, zh: row.name_zh },
    logo: logoOf(row),
    statedAt: row.created_at,
    authorName: row.author_name,
  }));
}

/** States the brand anew, for reports issued from now on. What can be put right is returned, with what to do instead. */
export async function stateBrand(
  tx: TenantTx,
  author: Author,
  statement: BrandStatement,
): Promise<{ ok: true; brand: Brand } | { ok: false; fault: BrandFault }> {
  const judged = judgeLook(statement);
  if (!judged.ok) return judged;
  const { accent, name, picture } = judged;
  // Two statements at once must not take the same number; the lock ends with the transaction.
  await tx.selectFrom("organization").select("id").where("id", "=", author.organizationId).forUpdate().execute();
  const before = await getBrand(tx, author.organizationId);
  const logo = await resolveLogo(tx, author, statement, { picture, before: before.logo });
  if (toEntry(before) === lookText({ accent, name, logo }))
    return { ok: false, fault: { field: "form", code: "nothing_changed" } };
  await tx
    .insertInto("brand")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      version: before.version + 1,
      accent,
      name_en: name.en,
      name_zh: name.zh,
      logo_sha256: logo,
      created_by: author.userId,
    })
    .execute();
  const brand = await getBrand(tx, author.organizationId);
  await recordChange(tx, author, {
    action: "brand.stated",
    subject: "brand",
    subjectId: author.organizationId,
    before: JSON.parse(toEntry(before)),
    after: { ...JSON.parse(toEntry(brand)), version: brand.version },
  });
  return { ok: true, brand };
}

function toEntry({ accent, name, logo }: Look): string {
  return lookText({ accent, name, logo: logo?.sha256 ?? null });
}

/** The bytes of a logo that the organization's brand names or named. @throws AppError `not_found` for any other */
export async function getLogo(
  tx: TenantTx,
  organizationId: string,
  sha256: string,
): Promise<{ bytes: Uint8Array; mediaType: Logo["mediaType"] }> {
  const row = await tx
    .selectFrom("brand_logo")
    .select(["bytes", "media_type"])
    .where("sha256", "=", sha256)
    .where("sha256", "in", (used) =>
      used
        .selectFrom("brand")
        .select("logo_sha256")
        .where("organization_id", "=", organizationId)
        .where("logo_sha256", "is not", null)
        .$castTo<{ logo_sha256: string }>(),
    )
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return { bytes: new Uint8Array(row.bytes), mediaType: row.media_type };
}

/** What a report freezes of the brand: the organization's own, else its workspace's; undefined before either was stated. */
export async function describeBrand(tx: TenantTx, organizationId: string): Promise<ReportBrand | undefined> {
  const { version, accent, name, logo } = await getBrand(tx, organizationId);
  if (version === 0) {
    const inherited = await getTenantBrand(tx);
    return inherited.version === 0 ? undefined : { accent: inherited.accent };
  }
  return { accent, ...(name.en ? { name } : {}), ...(logo ? { logo } : {}) };
}

/** The bytes of the logo that the facts of a report name; null where they name none. */
export async function findReportLogo(
  tx: TenantTx,
  organizationId: string,
  brand: ReportBrand | undefined,
): Promise<Uint8Array | null> {
  return brand?.logo ? (await getLogo(tx, organizationId, brand.logo.sha256)).bytes : null;
}
