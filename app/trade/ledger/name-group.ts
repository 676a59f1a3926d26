import type { Messages } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { countryName } from "#app/kit/country.ts";
import { EBOPS, type EbopsCode } from "#app/trade/service/trade-statistics.ts";
import { type ExportGroup, NO_CHOICE, SEVERAL } from "./exported-service.ts";

/** The name of a group of exports. @param names clients by id */
export function nameGroup(
  key: string,
  by: ExportGroup,
  { words, locale, names }: { words: Messages; locale: Locale; names: ReadonlyMap<string, string> },
): string {
  const { exportedService: t, service } = words;
  if (key === SEVERAL) return t.several;
  if (key === NO_CHOICE) return by === "kind" ? t.noService : t.notChosen;
  const named: Record<ExportGroup, () => string> = {
    quarter: () => t.quarterOf(key.slice(0, 4), key.slice(-1)),
    country: () => countryName(key, locale),
    client: () => names.get(key) ?? key,
    currency: () => key,
    kind: () => service.kinds[key as keyof typeof service.kinds],
    ebops: () => `${EBOPS[key as EbopsCode]} ${service.ebopsItems[key as EbopsCode]}`,
    mode: () => service.supplyModes[Number(key) as keyof typeof service.supplyModes],
  };
  return named[by]();
}
