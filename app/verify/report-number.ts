import { AppError } from "#app/encoding/errors.ts";
import { parseReportNumber } from "#app/proof/report-number.ts";

/** The number in a URL, in canonical form. @throws AppError `not_found` for anything else */
export function requireReportNumber(text: string | undefined): string {
  const parsed = parseReportNumber(text ?? "");
  if (!parsed.ok) throw new AppError("not_found");
  return parsed.number;
}
