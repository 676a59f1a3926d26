import { isCategory, scopeOf } from "#app/carbon/line/scope.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { AppError } from "#app/encoding/errors.ts";
import {
  addEmissionSource,
  type EmissionSource,
  type EmissionSourceInput,
} from "#app/places/emission-source.server.ts";
import { type Facility, listFacilities } from "#app/places/facility/facility.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { resolveFactorChoice } from "./source-factor.server.ts";

export interface NewSourceChoice {
  facilityId: string;
  /** As entered by the user or given in the file. */
  name: string;
  category: string;
  unit: string;
  factor: string;
  via: string;
}

/**
 * Creates a source from a confirmed suggestion.
 *
 * @throws AppError `not_found` for a facility of another organization, `invalid` for an invalid suggestion
 */
export async function addSourceFromFactor(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  choice: NewSourceChoice,
): Promise<EmissionSource> {
  const facility = (await listFacilities(tx, author.organizationId)).find(({ id }) => id === choice.facilityId);
  if (!facility) throw new AppError("not_found");
  return addEmissionSource(tx, author, await sourceOfFactor(tx, author.organizationId, facility, choice));
}

/** The source of a suggestion. @throws AppError `invalid` for an invalid suggestion */
export async function sourceOfFactor(
  tx: TenantTx,
  organizationId: string,
  facility: Facility,
  { facilityId, name, category, unit, factor, via }: NewSourceChoice,
): Promise<Omit<EmissionSourceInput, "recordsEvery">> {
  if (!isCategory(category) || !isUnitCode(unit) || name.trim() === "") throw new AppError("invalid");
  const choice = { organizationId, facility, category, unit, factor, via, useResidual: true };
  const resolved = await resolveFactorChoice(tx, choice);
  if (!resolved.ok) throw new AppError("invalid", { details: { field: resolved.field, fault: resolved.fault } });
  const isHan = /\p{Script=Han}/u.test(name);
  return {
    facilityId,
    nameEn: isHan ? "" : name.trim().slice(0, 200),
    nameZh: isHan ? name.trim().slice(0, 200) : "",
    scope: scopeOf(category),
    category,
    unit,
    factorSelection: resolved.selection,
    uncertainty: null,
  };
}
