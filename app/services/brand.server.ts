import { createHash } from "node:crypto";
import { AppError } from "#app/errors.ts";
import { contrastRatio, isHexColor, LEAST_CONTRAST, readableShade } from "#app/report/contrast.ts";
import { GROUNDS, SPRUCE } from "#app/report/layout/style.ts";
import { type Logo, type LogoFault, readLogo } from "#app/report/logo.ts";
import type { ReportBrand } from "#app/report/model.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ChangeAuthor, recordChange } from "./audit-trail.server.ts";
import { getTenantBrand } from "./tenant-brand.server.ts";

/** How the reports of an organization look. A statement is never edited: the newest holds, and a report keeps its own. */
export interface Brand {
  /** 0 for what holds before anything was stated. */
  version: number;
  /** `#RRGGBB`, in capitals. */
  accent: string;
  /** On the cover's first line in place of the organization's own; empty where that stands. The issuer stays who it is. */
  name: { en: string; zh: string };
  logo: (Logo & { sha256: string }) | null;
  statedAt: Date | null;
  authorName: string | null;
}

export interface BrandStatement {
  accent: string;
  nameEn: string;
  nameZh: string;
  /** The bytes of a new one, or what becomes of the one there is. */
  logo: Uint8Array | "keep" | "remove";
}

export type BrandFault =
  | { field: "accent"; code: "not_a_color" }
  /** `shade`: the nearest colour that can be read. */
  | { field: "accent"; code: "contrast"; facts: { ratio: string; least: string; shade: string } }
  | { field: "nameEn" | "nameZh"; code: "name_in_both" }
  | { field: "logo"; code: LogoFault }
  | { field: "form"; code: "nothing_changed" };

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
    logo: row.logo_sha256
      ? { sha256: row.logo_sha256, mediaType: row.media_type!, width: row.width!, height: row.height! }
      : null,
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
  const accent = statement.accent.trim().toUpperCase();
  const fault = findFault(accent, statement);
  if (fault) return { ok: false, fault };
  const picture = typeof statement.logo === "string" ? null : readLogo(statement.logo);
  if (picture && "fault" in picture) return { ok: false, fault: { field: "logo", code: picture.fault } };
  // Two statements at once must not take the same number; the lock ends with the transaction.
  await tx.selectFrom("organization").select("id").where("id", "=", author.organizationId).forUpdate().execute();
  const before = await getBrand(tx, author.organizationId);
  const kept = statement.logo === "keep" ? (before.logo?.sha256 ?? null) : null;
  const logo = picture ? await keepLogo(tx, author, statement.logo as Uint8Array, picture) : kept;
  const name = { en: statement.nameEn.trim(), zh: statement.nameZh.trim() };
  if (toEntry(before) === toEntry({ accent, name, logo: logo ? { sha256: logo } : null }))
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

function findFault(accent: string, { nameEn, nameZh }: BrandStatement): BrandFault | null {
  if (!isHexColor(accent)) return { field: "accent", code: "not_a_color" };
  const ratio = Math.min(...GROUNDS.map((ground) => contrastRatio(accent, ground)));
  if (ratio < LEAST_CONTRAST) {
    // Rounded down: 4.496 must not read as the 4.5 that it is not.
    const facts = { ratio: (Math.floor(ratio * 100) / 100).toFixed(2), least: LEAST_CONTRAST.toFixed(1) };
    return { field: "accent", code: "contrast", facts: { ...facts, shade: readableShade(accent, GROUNDS) } };
  }
  if ((nameEn.trim() === "") === (nameZh.trim() === "")) return null;
  return { field: nameEn.trim() === "" ? "nameEn" : "nameZh", code: "name_in_both" };
}

function toEntry({ accent, name, logo }: Pick<Brand, "accent" | "name"> & { logo: { sha256: string } | null }): string {
  return JSON.stringify({ accent, name, logo: logo?.sha256 ?? null });
}

async function keepLogo(tx: TenantTx, author: Author, bytes: Uint8Array, picture: Logo): Promise<string> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await tx
    .insertInto("brand_logo")
    .values({
      tenant_id: author.tenantId,
      sha256,
      media_type: picture.mediaType,
      width: picture.width,
      height: picture.height,
      bytes: Buffer.from(bytes),
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return sha256;
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
