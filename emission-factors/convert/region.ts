/** English country names of publishers → ISO 3166-1 codes. */

/** Spellings that differ from the common English name. */
const SPELLINGS: Record<string, string> = {
  "hong kong, china": "HK",
  "macau, china": "MO",
  "taiwan, china": "TW",
  "chinese taipei": "TW",
  "people's rep. of china": "CN",
  korea: "KR",
  "czech republic": "CZ",
  "slovak republic": "SK",
  "russian federation": "RU",
  turkey: "TR",
  uk: "GB",
  "uk (london)": "GB",
};

const codes = new Map<string, string>();

function listCountries(): Map<string, string> {
  if (codes.size > 0) return codes;
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      // Withdrawn codes (DD, FX, YU) have the name of their successor, which they canonicalize to.
      const name = new Intl.Locale(`und-${code}`).region === code ? names.of(code)?.toLowerCase() : undefined;
      if (name !== undefined) codes.set(name, code);
    }
  }
  for (const [name, code] of Object.entries(SPELLINGS)) codes.set(name, code);
  return codes;
}

/** The ISO code of a country named in English, or undefined. */
export function regionOfCountry(name: string): string | undefined {
  return listCountries().get(name.trim().toLowerCase());
}
