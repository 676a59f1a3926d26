import { readActingAuthor } from "#app/access/acting.server.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import {
  type BrandFault,
  type BrandStatement,
  describeLook,
  judgeLook,
  LOOK,
  type Look,
  resolveLogo,
} from "./brand-look.server.ts";
import { TenantBrandSetting } from "./brand-setting.ts";
import type { TradeBrand } from "./look.ts";

/**
 * Design of a workspace: the default colour of its organizations' reports, the name under which its members issue them (empty
 * if each organization issues its own), and colour and logo of its trade documents.
 */
export interface TenantBrand extends Look {
  /** 0 for the default. */
  version: number;
}

export const keptTenantBrand = keepSetting(TenantBrandSetting, LOOK);

export async function getTenantBrand(tx: TenantTx): Promise<TenantBrand> {
  const { value, version } = await keptTenantBrand.latest(tx, {});
  return { ...(await describeLook(tx, value)), version };
}

/**
 * Saves the design for documents that are issued and first printed from now on. Earlier documents keep theirs.
 *
 * @returns errors that the user can fix, or null
 */
export async function stateTenantBrand(
  tx: TenantTx,
  author: ChangeAuthor,
  { basedOn, ...statement }: BrandStatement & { basedOn: number },
): Promise<BrandFault | null> {
  const judged = judgeLook(statement);
  if (!judged.ok) return judged.fault;
  const { accent, name, picture } = judged;
  const before = await keptTenantBrand.open(tx, author, { basedOn });
  const logo = await resolveLogo(tx, author, statement, { picture, before: before.value.logo });
  await keptTenantBrand.save(tx, author, before, { accent, name, logo });
  return null;
}

/** The design of quotes, invoices and credit notes. Null for the default. */
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
 * The issuer of a report: the consultancy that the author acts for, else the workspace under its issuer name, else the
 * organization itself.
 *
 * @param authorId the person who issues the report; null for a draft
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
