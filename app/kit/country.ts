import { type Locale, languageTag } from "#app/i18n/locale.ts";
import { remembering } from "#app/number/remember.ts";

/** ISO 3166-1 alpha-2, officially assigned codes. */
const CODES =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

export const COUNTRY_CODES: readonly string[] = CODES.split(" ");
const KNOWN: ReadonlySet<string> = new Set(COUNTRY_CODES);

/** Creating one takes longer than naming all countries with it. */
const namesIn = remembering((tag) => new Intl.DisplayNames(tag, { type: "region" }));

const countriesIn = remembering((tag): readonly { code: string; name: string }[] => {
  const { compare } = new Intl.Collator(tag);
  return COUNTRY_CODES.map((code) => ({ code, name: nameOf(code, tag) })).sort((a, b) => compare(a.name, b.name));
});

function nameOf(code: string, tag: string): string {
  return namesIn(tag).of(code) ?? code;
}

/**
 * Countries and territories by name in the reader's language. For the server only: browsers and servers have different
 * versions of the names, and both must render the same page.
 */
export function listCountries(locale: Locale): { code: string; name: string }[] {
  return [...countriesIn(languageTag(locale))];
}

/** The name of a country or territory, or its code if there is no name. */
export function countryName(code: string, locale: Locale): string {
  return KNOWN.has(code) ? nameOf(code, languageTag(locale)) : code;
}
