import { isPlainLine } from "#app/encoding/text/plain-text.ts";
import { readUpload } from "#app/http/upload.server.ts";
import { findUnprintable } from "#app/press/fonts/printable.ts";
import { LARGEST_LOGO_BYTES } from "#app/press/logo.ts";
import { basedOn as basedOnField } from "#app/setting/setting.ts";
import type { BrandFault, BrandStatement } from "./brand-look.server.ts";

/** Errors of the form, from the form itself and from the service. */
export type FormFault =
  | BrandFault
  | { field: "nameEn" | "nameZh"; code: "too_long" | "text_forbidden" }
  | { field: "nameEn" | "nameZh"; code: "unprintable"; facts: { character: string; codePoint: string } }
  | { field: "logo"; code: "no_file" };

export interface TypedBrand {
  accent: string;
  nameEn: string;
  nameZh: string;
  /** Setting, and the version that the form was based on. */
  setting: string;
  basedOn: string;
}

const LONGEST_NAME = 200;

/** Reads the form as a stream, up to the largest allowed picture. */
export async function readBrandForm(
  request: Request,
): Promise<
  { typed: TypedBrand } & (
    | { ok: true; statement: BrandStatement & { basedOn: number } }
    | { ok: false; fault: FormFault }
  )
> {
  const upload = await readUpload(request, {
    fileField: "logo",
    fields: ["accent", "nameEn", "nameZh", "logoAct", "setting", "basedOn"],
    maxBytes: LARGEST_LOGO_BYTES,
  });
  const { accent = "", nameEn = "", nameZh = "", logoAct, setting = "", basedOn = "" } = upload.fields;
  const typed = { accent, nameEn, nameZh, setting, basedOn };
  const stated = { accent, nameEn, nameZh, basedOn: basedOnField.parse(basedOn) };
  const fault = findNameFault("nameEn", nameEn) ?? findNameFault("nameZh", nameZh);
  if (fault) return { ok: false, fault, typed };
  if (upload.isTooLarge) return { ok: false, fault: { field: "logo", code: "too_large" }, typed };
  if (logoAct === "remove") return { ok: true, typed, statement: { ...stated, logo: "remove" } };
  // A selected file is used even if the choice next to it was not changed.
  if (upload.file) return { ok: true, typed, statement: { ...stated, logo: upload.file.bytes } };
  if (logoAct === "replace") return { ok: false, fault: { field: "logo", code: "no_file" }, typed };
  return { ok: true, typed, statement: { ...stated, logo: "keep" } };
}

function findNameFault(field: "nameEn" | "nameZh", name: string): FormFault | null {
  if (name.length > LONGEST_NAME) return { field, code: "too_long" };
  if (!isPlainLine(name)) return { field, code: "text_forbidden" };
  const missing = findUnprintable(name);
  if (!missing) return null;
  return { field, code: "unprintable", facts: { character: missing.character, codePoint: missing.codePoint } };
}
