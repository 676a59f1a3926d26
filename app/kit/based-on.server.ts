import { createHash } from "node:crypto";
import { AppError } from "#app/encoding/errors.ts";

/**
 * What somebody saw who fills in a form: equal for equal states, as a strong entity tag is (RFC 9110, 8.8.3). A form carries
 * it, so that nobody replaces a change that they have not seen.
 *
 * @param state what the database holds, as a service gives it
 */
export function basedOnOf(state: object): string {
  return createHash("sha256").update(JSON.stringify(state)).digest("base64url");
}

/**
 * Refuses a change of what has become another since it was looked at. The row must be locked
 * (`for no key update`, as an update does), or two who saw the same could both pass.
 *
 * @param basedOn null where nobody looked at anything: samples, programs
 * @throws AppError `conflict` with `stale`
 */
export function refuseUnseen(before: object, basedOn: string | null): void {
  if (basedOn !== null && basedOn !== basedOnOf(before))
    throw new AppError("conflict", { details: { reason: "stale" } });
}
