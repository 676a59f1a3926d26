import { createHash } from "node:crypto";
import { contrastRatio, isHexColor, LEAST_CONTRAST, readableShade } from "#app/press/contrast.ts";
import { GROUNDS, SPRUCE } from "#app/press/layout/style.ts";
import { type Logo, type LogoFault, readLogo } from "#app/press/logo.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** The submitted design of an organization or a workspace. */
export interface BrandStatement {
  accent: string;
  nameEn: string;
  nameZh: string;
  /** The bytes of a new logo, or whether the current one is kept or removed. */
  logo: Uint8Array | "keep" | "remove";
}

export type BrandFault =
  | { field: "accent"; code: "not_a_color" }
  /** `shade`: the nearest readable colour. */
  | { field: "accent"; code: "contrast"; facts: { ratio: string; least: string; shade: string } }
  | { field: "nameEn" | "nameZh"; code: "name_in_both" }
  | { field: "logo"; code: LogoFault }
  | { field: "form"; code: "nothing_changed" };

/** A stored picture with the type found in its bytes. */
export type KeptLogo = Logo & { sha256: string };

export interface Look {
  /** `#RRGGBB`, in capitals. */
  accent: string;
  /** Empty, or in both languages. */
  name: { en: string; zh: string };
  logo: KeptLogo | null;
}

/** A valid design with its checked picture, or errors that the user can fix. */
export function judgeLook(
  statement: BrandStatement,
):
  | { ok: true; accent: string; name: Look["name"]; picture: { bytes: Uint8Array; logo: Logo } | null }
  | { ok: false; fault: BrandFault } {
  const accent = statement.accent.trim().toUpperCase();
  const name = { en: statement.nameEn.trim(), zh: statement.nameZh.trim() };
  const fault = findFault(accent, name);
  if (fault) return { ok: false, fault };
  if (typeof statement.logo === "string") return { ok: true, accent, name, picture: null };
  const logo = readLogo(statement.logo);
  if ("fault" in logo) return { ok: false, fault: { field: "logo", code: logo.fault } };
  return { ok: true, accent, name, picture: { bytes: statement.logo, logo } };
}

function findFault(accent: string, name: Look["name"]): BrandFault | null {
  if (!isHexColor(accent)) return { field: "accent", code: "not_a_color" };
  const ratio = Math.min(...GROUNDS.map((ground) => contrastRatio(accent, ground)));
  if (ratio < LEAST_CONTRAST) {
    // Rounded down, so that 4.496 is not shown as the required 4.5.
    const facts = { ratio: (Math.floor(ratio * 100) / 100).toFixed(2), least: LEAST_CONTRAST.toFixed(1) };
    return { field: "accent", code: "contrast", facts: { ...facts, shade: readableShade(accent, GROUNDS) } };
  }
  if ((name.en === "") === (name.zh === "")) return null;
  return { field: name.en === "" ? "nameEn" : "nameZh", code: "name_in_both" };
}

/** Stores the picture of a valid design and returns its hash, or null for no picture. */
export async function resolveLogo(
  tx: TenantTx,
  author: ChangeAuthor,
  statement: BrandStatement,
  { picture, before }: { picture: { bytes: Uint8Array; logo: Logo } | null; before: string | null },
): Promise<string | null> {
  if (!picture) return statement.logo === "keep" ? before : null;
  const { bytes, logo } = picture;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await tx
    .insertInto("brand_logo")
    .values({
      tenant_id: author.tenantId,
      sha256,
      media_type: logo.mediaType,
      width: logo.width,
      height: logo.height,
      bytes: Buffer.from(bytes),
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return sha256;
}

/** A stored design, with the hash of its picture. */
export type KeptLook = Pick<Look, "accent" | "name"> & { logo: string | null };

/** Columns that both tables of designs share. */
export const LOOK = {
  toRow: ({ accent, name, logo }: KeptLook) => ({
    accent,
    name_en: name.en,
    name_zh: name.zh,
    logo_sha256: logo,
  }),
  fromRow: (row: { accent: string; name_en: string; name_zh: string; logo_sha256: string | null }): KeptLook => ({
    accent: row.accent,
    name: { en: row.name_en, zh: row.name_zh },
    logo: row.logo_sha256,
  }),
  initial: { accent: SPRUCE, name: { en: "", zh: "" }, logo: null } as KeptLook,
  facts: ({ accent, name, logo }: KeptLook) => ({ accent, name, logo }),
};

/** A design with size and type of its picture. */
export async function describeLook(tx: TenantTx, { accent, name, logo: sha256 }: KeptLook): Promise<Look> {
  if (sha256 === null) return { accent, name, logo: null };
  const {
    media_type: mediaType,
    width,
    height,
  } = await tx
    .selectFrom("brand_logo")
    .select(["media_type", "width", "height"])
    .where("sha256", "=", sha256)
    .executeTakeFirstOrThrow();
  return { accent, name, logo: { sha256, mediaType, width, height } };
}
