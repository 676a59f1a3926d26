import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { regionOfPlace, SUBDIVISIONS } from "#app/carbon/factor/grid-region.ts";
import { readShare } from "#app/carbon/line/boundary.ts";
import { isPlainLine } from "#app/encoding/text/plain-text.ts";
import type { Messages } from "#app/i18n/index.ts";
import { COUNTRY_CODES } from "#app/kit/country.ts";
import { listErrors } from "#app/kit/form-errors.tsx";
import type { Facility, FacilityInput } from "./facility.server.ts";
import type { GridRegionChoice } from "./grid-region.ts";

const name = z.string("too_long").max(200, "too_long").refine(isPlainLine, "text_forbidden").default("");

const facilityFields = {
  nameEn: name,
  nameZh: name,
  country: z.string("country_missing").refine((code) => COUNTRY_CODES.includes(code), "country_missing"),
  subdivision: z
    .string("subdivision_other_country")
    .refine((code) => code === "" || SUBDIVISIONS.includes(code), "subdivision_other_country")
    .default(""),
  gridRegion: z.string("region_unknown").max(40, "region_unknown").default(""),
  /**
   * Set by the page's script, which updates the displayed region with the location. It shows that the user saw this
   * region.
   */
  regionShown: z.enum(["", "on"]).default(""),
  consolidationShare: z
    .string()
    .default("")
    .transform((text) => text || "1")
    .refine((text) => readShare(text) !== null, "share_invalid"),
};

const hasName = (names: { nameEn: string; nameZh: string }) => names.nameEn !== "" || names.nameZh !== "";
const NAME_MISSING = { error: "name_missing", path: ["nameEn"] };

const isInCountry = ({ country, subdivision }: { country: string; subdivision: string }) =>
  subdivision === "" || subdivision.startsWith(`${country}-`);
const ELSEWHERE = { error: "subdivision_other_country", path: ["subdivision"] };

/** The facility form. Errors are keys of `facility.fault`. */
export const FacilityForm = z.object(facilityFields).refine(hasName, NAME_MISSING).refine(isInCountry, ELSEWHERE);

export const FacilitiesActions = defineActions({ save: { right: "places.write", schema: FacilityForm } });

/** Reasons against a removal, as keys of `facility.fault`. */
export const REFUSED_REMOVAL = {
  facility_has_sources: "form",
  source_has_records: "form",
  source_is_spoken_of: "form",
};

export const FacilityActions = defineActions({
  save: {
    right: "places.write",
    schema: z
      .object({ basedOn: z.string().max(100).default(""), ...facilityFields })
      .refine(hasName, NAME_MISSING)
      .refine(isInCountry, ELSEWHERE),
  },
  remove: { right: "places.write", schema: z.object({}), faults: REFUSED_REMOVAL },
});

type FacilityPlace = Pick<Facility, "country" | "subdivision" | "gridRegion">;

/**
 * Matches the grid region to the location. An empty region follows the location. If the location has no region, the
 * country code is stored. Without JavaScript, a region that followed the old location follows the new one.
 *
 * @param before the stored facility, if it is being changed
 * @returns the facility, or a key of `facility.fault` if the region is not published or is in another country
 */
export function resolveGridRegion(
  form: z.output<typeof FacilityForm>,
  regions: readonly GridRegionChoice[],
  before?: FacilityPlace,
): { ok: true; value: FacilityInput } | { ok: false; fault: "region_unknown" | "region_other_country" } {
  const { nameEn, nameZh, country, subdivision, consolidationShare } = form;
  const codes = regions.map(({ code }) => code);
  const isOfPlace = !form.regionShown && followsPlace(form.gridRegion, codes, before);
  const gridRegion = (isOfPlace ? regionOfPlace(form, codes) : form.gridRegion) || country;
  const value = { nameEn, nameZh, country, subdivision, gridRegion, consolidationShare };
  if (value.gridRegion === country) return { ok: true, value };
  const region = regions.find(({ code }) => code === gridRegion);
  if (!region) return { ok: false, fault: "region_unknown" };
  if (region.country !== country) return { ok: false, fault: "region_other_country" };
  return { ok: true, value };
}

/** An unchanged region follows the location if it did before. Otherwise the first list entry means automatic. */
function followsPlace(region: string, codes: readonly string[], before?: FacilityPlace): boolean {
  if (!before || region !== shownRegion(before.gridRegion, codes)) return region === "";
  return region === regionOfPlace(before, codes);
}

/** The list entry for a stored region: the first, empty entry if no factor is published for it. */
export function shownRegion(gridRegion: string, published: readonly string[]): string {
  return published.includes(gridRegion) ? gridRegion : "";
}

export function faultText(t: Messages["facility"], key: string | undefined): string | undefined {
  if (!key) return undefined;
  return t.fault[key as keyof typeof t.fault] ?? key;
}

/** Error messages for the summary of a form. `form` concerns no single field. */
export function listFaults(t: Messages["facility"], errors: Record<string, string>) {
  return listErrors(errors, (key) => faultText(t, key));
}
