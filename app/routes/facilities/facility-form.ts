import { z } from "zod";
import { readShare } from "#app/carbon/boundary.ts";
import { type GridSuggestion, SUBDIVISIONS, suggestGridRegion } from "#app/carbon/grid-region.ts";
import { isPlainText } from "#app/carbon/plain-text.ts";
import { AppError } from "#app/errors.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { FacilityInput } from "#app/services/facility.server.ts";
import { listErrors } from "#app/ui/form-errors.tsx";
import { COUNTRY_CODES } from "./country.ts";
import type { GridRegionChoice } from "./grid-region.ts";

const name = z.string("too_long").max(200, "too_long").refine(isPlainText, "text_forbidden").default("");

const facilityFields = {
  nameEn: name,
  nameZh: name,
  country: z.string("country_missing").refine((code) => COUNTRY_CODES.includes(code), "country_missing"),
  subdivision: z
    .string("subdivision_other_country")
    .refine((code) => code === "" || SUBDIVISIONS.includes(code), "subdivision_other_country")
    .default(""),
  gridRegion: z.string("region_unknown").max(40, "region_unknown").default(""),
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

/** The facility as a form states it; an error is a key of `facility.fault`. */
export const FacilityForm = z
  .object({ intent: z.literal("save").default("save"), ...facilityFields })
  .refine(hasName, NAME_MISSING)
  .refine(isInCountry, ELSEWHERE);

/** What the page of a facility may ask for. */
export const FacilityChangeForm = z.discriminatedUnion("intent", [
  z
    .object({ intent: z.literal("save"), basedOn: z.string().max(100).default(""), ...facilityFields })
    .refine(hasName, NAME_MISSING)
    .refine(isInCountry, ELSEWHERE),
  z.object({ intent: z.literal("remove") }),
]);

/**
 * Fits the grid region to the country: without one the country itself stands for it. Returns a key of
 * `facility.fault` where the region is not published or lies elsewhere.
 */
export function resolveGridRegion(
  form: Omit<z.output<typeof FacilityForm>, "intent">,
  regions: readonly GridRegionChoice[],
): { ok: true; value: FacilityInput } | { ok: false; fault: "region_unknown" | "region_other_country" } {
  const { nameEn, nameZh, country, subdivision, gridRegion, consolidationShare } = form;
  const value = { nameEn, nameZh, country, subdivision, gridRegion: gridRegion || country, consolidationShare };
  if (value.gridRegion === country) return { ok: true, value };
  const region = regions.find(({ code }) => code === gridRegion);
  if (!region) return { ok: false, fault: "region_unknown" };
  if (region.country !== country) return { ok: false, fault: "region_other_country" };
  return { ok: true, value };
}

/** A press of "Suggest the grid region": the same form, answered with what its place suggests. */
export const SUGGEST = "suggest";

/** What stands in a form after it asked for a suggestion, and the suggestion; nothing is saved by it. */
export function suggestInForm(
  typed: Record<string, string>,
  regions: readonly GridRegionChoice[],
): { typed: Record<string, string>; suggestion: GridSuggestion } {
  const place = { country: typed.country ?? "", subdivision: typed.subdivision ?? "" };
  const suggestion = suggestGridRegion(
    place,
    regions.map(({ code }) => code),
  );
  // The country as a whole is the first entry of the list.
  const region = suggestion.kind === "one" && suggestion.region !== place.country ? suggestion.region : "";
  return { typed: suggestion.kind === "one" ? { ...typed, gridRegion: region } : typed, suggestion };
}

/** The sentence for a key of `facility.fault`. */
export function faultText(t: Messages["facility"], key: string | undefined): string | undefined {
  if (!key) return undefined;
  return t.fault[key as keyof typeof t.fault] ?? key;
}

/** Errors for the head of a form; one under `form` concerns no field. */
export function listFaults(t: Messages["facility"], errors: Record<string, string>) {
  return listErrors(errors, (key) => faultText(t, key));
}

const REFUSED_REMOVALS = ["facility_has_sources", "source_has_records", "source_is_spoken_of"] as const;
type RefusedRemoval = (typeof REFUSED_REMOVALS)[number];

/** Why a removal was refused, as a key of `facility.fault`; what a service throws for other reasons goes on. */
export function refusedRemoval(error: unknown): RefusedRemoval {
  const reason = error instanceof AppError && error.code === "conflict" ? error.details.reason : undefined;
  const known = REFUSED_REMOVALS.find((one) => one === reason);
  if (known) return known;
  throw error;
}
