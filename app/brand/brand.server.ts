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
 * Design of the reports of an organization. The name replaces the organization's own on the first line of the cover. It doesn't
 * change the issuer. Versions are never edited: the newest applies, and a report keeps the version it was issued with.
 */
export interface Brand extends Look {
  /** 0 for the default. */
  version: number;
  statedAt: Date | null;
  authorName: string | null;
}

type Author = ChangeAuthor & { organizationId: string };

export const keptBrand = keepSetting(BrandSetting, LOOK);

/** The current design, or the default one. */
export async function getBrand(tx: TenantTx, organizationId: string): Promise<Brand> {
  return toBrand(tx, await keptBrand.latest(tx, { organization_id: organizationId }));
}

/** All versions, newest first. */
export async function listBrands(tx: TenantTx, organizationId: string): Promise<Brand[]> {
  const versions = await keptBrand.list(tx, { organization_id: organizationId });
  return Promise.all(versions.map((one) => toBrand(tx, one)));
}

async function toBrand(tx: TenantTx, { value, version, savedAt, authorName }: Saved<KeptLook>): Promise<Brand> {
  return { ...(await describeLook(tx, value)), version, statedAt: savedAt, authorName };
}

/** Saves the design for reports issued from now on. @returns errors that the user can fix, if any */
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

/** The bytes of a current or earlier logo of the organization. @throws AppError `not_found` for any other */
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

/** The design that a report freezes: the organization's, else the workspace's, else undefined. */
export async function describeBrand(tx: TenantTx, organizationId: string): Promise<ReportBrand | undefined> {
  const { version, accent, name, logo } = await getBrand(tx, organizationId);
  if (version === 0) {
    const inherited = await getTenantBrand(tx);
    return inherited.version === 0 ? undefined : { accent: inherited.accent };
  }
  return { accent, ...(name.en ? { name } : {}), ...(logo ? { logo } : {}) };
}

/** The bytes of the logo named in the facts of a report, or null. */
export async function findReportLogo(
  tx: TenantTx,
  organizationId: string,
  brand: ReportBrand | undefined,
): Promise<Uint8Array | null> {
  return brand?.logo ? (await getLogo(tx, organizationId, brand.logo.sha256)).bytes : null;
}
