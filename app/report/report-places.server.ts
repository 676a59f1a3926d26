import { CONTENT_LANGUAGES, type ContentLanguage } from "#app/encoding/language.ts";
import { translator } from "#app/i18n/index.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import { countryName } from "#app/kit/country.ts";
import { type GridRegionChoice, gridRegionName } from "#app/places/facility/grid-region.ts";
import { listGridRegions } from "#app/places/facility/grid-regions.server.ts";
import { subdivisionName } from "#app/places/facility/subdivision.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ReportFacts } from "./model.ts";
import { listPlaceCodes } from "./place-codes.ts";

/**
 * The names of the places that a report prints, frozen with it: the names that Node and browsers know change between
 * their versions, and the report must read the same.
 */
export async function describePlaces(
  tx: TenantTx,
  document: Parameters<typeof listPlaceCodes>[0],
  boundary: ReportFacts["boundary"],
): Promise<Record<string, LocalText>> {
  const codes = listPlaceCodes(document, boundary);
  const isGrid = (code: string) => nameIn("en", code, undefined) === code;
  const regions = codes.some(isGrid) ? await listGridRegions(tx) : [];
  const grids = new Map(regions.map((region) => [region.code, region]));
  return Object.fromEntries(
    codes.map((code) => [
      code,
      Object.fromEntries(CONTENT_LANGUAGES.map((locale) => [locale, nameIn(locale, code, grids.get(code))])),
    ]),
  );
}

function nameIn(locale: ContentLanguage, code: string, grid: GridRegionChoice | undefined): string {
  const { placeGroups } = translator(locale).reportAnnex;
  const own = placeGroups[code as keyof typeof placeGroups];
  if (own) return own;
  const named = code.length === 2 ? countryName(code, locale) : subdivisionName(code, locale);
  if (named !== code || !grid) return named;
  return gridRegionName(grid, locale, translator(locale).facility).replace(/(, average|平均)$/, "");
}
