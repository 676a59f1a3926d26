import type { LocalText } from "#app/i18n/local-text.ts";

/** How a report looks. It changes nothing of what proves it, nor who its issuer is. */
export interface ReportBrand {
  /** `#RRGGBB`: headings, rules and the large figure of the cover. */
  accent: string;
  /** The first line of the cover; absent where the issuer's name is printed. */
  name?: LocalText;
  logo?: { sha256: string; mediaType: "image/png" | "image/jpeg"; width: number; height: number };
}

/** How the seller's documents look; the house's own where there is none. */
export interface TradeBrand {
  /** `#RRGGBB`. */
  accent: string;
  logo: { bytes: Uint8Array; width: number; height: number } | null;
}
