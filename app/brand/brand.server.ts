import { AppError } from "#app/encoding/errors.ts";
import type { Logo } from "#app/press/logo.ts";
import { keepSetting, type Saved } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import {
  type BrandFault,
  type BrandStatement,
  describeLook,
  judgeLook,
  type KeptLook,
  LOOK,
  type Look,
  resolveLogo,
} from "./brand-look.server.ts";
import { BrandSetting } from "./brand-setting.ts";
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

export const keptBrand = keepSetting(BrandSetting, LOOK);

/** The brand in force; the house's own before the first one was saved. */
export async function getBrand(tx: TenantTx, organizationId: string): Promise<Brand> {
  return toBrand(tx, await keptBrand.latest(tx, { organization_id: organizationId }));
}

/** Every version, newest first. */
export async function listBrands(tx: TenantTx, organizationId: string): Promise<Brand[]> {
  const versions = await keptBrand.list(tx, { organization_id: organizationId });
  return Promise.all(versions.map((one) => toBrand(tx, one)));
}

async function toBrand(tx: TenantTx, { value, version, savedAt, authorName }: Saved<KeptLook>): Promise<Brand> {
  return { ...(await describeLook(tx, value)), version, statedAt: savedAt, authorName };
}

/** Saves the brand, for reports issued from now on. What can be put right is returned, with what to do instead. */
export async function stateBrand(
  tx: TenantTx,
  author: Author,
  { basedOn, ...statement }: BrandStatement & { basedOn: number },
): Promise<{ ok: true; brand: Brand } | { ok: false; fault: BrandFault }> {
  const judged = judgeLook(statement);
  if (!judged.ok) return judged;
  const { accent, name, picture } = judged;
  const before = await keptBrand.open(tx, author, { organization_id: author.organizationId, basedOn });
  const logo = await resolveLogo(tx, author, statement, { picture, before: before.value.logo });
  if ((await keptBrand.save(tx, author, before, { accent, name, logo })) === null)
    return { ok: false, fault: { field: "form", code: "nothing_changed" } };
  return { ok: true, brand: await getBrand(tx, author.organizationId) };
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
