import { createHash } from "node:crypto";
import { AppError } from "#app/encoding/errors.ts";

/**
 * A tag of the state that a form is based on: equal for equal states, like a strong entity tag (RFC 9110, 8.8.3). Forms
 * send it, so that no one overwrites a change that they have not seen.
 *
 * @param state as a service returns it
 */
export function basedOnOf(state: object): string {
  return createHash("sha256").update(JSON.stringify(state)).digest("base64url");
}

/**
 * Refuses a change if the state changed since its author saw it. The row must be locked (`for no key update`, as an
 * update does), or two authors who saw the same state could both pass.
 *
 * @param basedOn null if no one saw a state: samples, programs
 * @throws AppError `conflict` with `stale`
 */
export function refuseUnseen(before: object, basedOn: string | null): void {
  if (basedOn !== null && basedOn !== basedOnOf(before))
    throw new AppError("conflict", { details: { reason: "stale" } });
}
