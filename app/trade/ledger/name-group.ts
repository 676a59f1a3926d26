import { localName, type Messages } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { countryName } from "#app/kit/country.ts";
import { EBOPS, type EbopsCode } from "#app/trade/service/trade-statistics.ts";
import { type ExportedService, type ExportGroup, NO_CHOICE, SEVERAL } from "./exported-service.ts";

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

/** The services of an export by name, and that it has lines of their own. */
export function nameServices(
  { services, hasOtherLines }: Pick<ExportedService, "services" | "hasOtherLines">,
  { exportedService: t }: Messages,
  locale: Locale,
): string[] {
  const names = services.map(({ nameEn, nameZh }) => localName({ en: nameEn, zh: nameZh }, locale));
  return hasOtherLines || names.length === 0 ? [...names, t.noService] : names;
}
