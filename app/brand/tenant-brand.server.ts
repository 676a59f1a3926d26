import { readActingAuthor } from "#app/access/acting.server.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import { SPRUCE } from "#app/press/layout/style.ts";
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
import type { TradeBrand } from "./look.ts";

/**
 * How a workspace shows itself: the colour of its organizations' reports unless they state their own, under which name its
 * people issue them (empty where each organization issues its own), and colour and logo of what it sells with.
 */
export interface TenantBrand extends Look {
  /** 0 for what holds before anything was stated. */
  version: number;
}

export async function getTenantBrand(tx: TenantTx): Promise<TenantBrand> {
  const row = await tx
    .selectFrom("tenant_brand")
    .leftJoin("brand_logo", "brand_logo.sha256", "tenant_brand.logo_sha256")
    .select(["version", "accent", "name_en", "name_zh", "logo_sha256", "media_type", "width", "height"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return { version: 0, accent: SPRUCE, name: { en: "", zh: "" }, logo: null };
  return {
    version: row.version,
    accent: row.accent,
    name: { en: row.name_en, zh: row.name_zh },
    logo: logoOf(row),
  };
}

/**
 * States it anew, for what is issued and first printed from now on; what is out keeps its look.
 *
 * @returns what can be put right, or null
 */
export async function stateTenantBrand(
  tx: TenantTx,
  author: ChangeAuthor,
  statement: BrandStatement,
): Promise<BrandFault | null> {
  const judged = judgeLook(statement);
  if (!judged.ok) return judged.fault;
  const { accent, name, picture } = judged;
  const before = await getTenantBrand(tx);
  const logo = await resolveLogo(tx, author, statement, { picture, before: before.logo });
  const [was, is] = [lookText({ ...before, logo: before.logo?.sha256 ?? null }), lookText({ accent, name, logo })];
  if (was === is) return null;
  await tx
    .insertInto("tenant_brand")
    .values({
      tenant_id: author.tenantId,
      version: before.version + 1,
      accent,
      name_en: name.en,
      name_zh: name.zh,
      logo_sha256: logo,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "tenant_brand.stated",
    subject: "tenant_brand",
    subjectId: author.tenantId,
    before: JSON.parse(was),
    after: JSON.parse(is),
  });
  return null;
}

/** What quotes, invoices and credit notes show of the workspace; null before anything was stated. */
export async function describeTradeBrand(tx: TenantTx): Promise<TradeBrand | null> {
  const { version, accent, logo } = await getTenantBrand(tx);
  if (version === 0) return null;
  if (!logo) return { accent, logo: null };
  const { bytes } = await tx
    .selectFrom("brand_logo")
    .select("bytes")
    .where("sha256", "=", logo.sha256)
    .executeTakeFirstOrThrow();
  return { accent, logo: { bytes: new Uint8Array(bytes), width: logo.width, height: logo.height } };
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
