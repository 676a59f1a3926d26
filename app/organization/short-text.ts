import { z } from "zod";
import { isPlainLine } from "#app/encoding/text/plain-text.ts";

/** A text of up to `maxLength` characters. Errors are keys of `organization.fault`. */
export function shortText(maxLength: number) {
  return z.string("too_long").max(maxLength, "too_long").refine(isPlainLine, "text_forbidden").default("");
}
