import type { LocalText } from "#app/i18n/local-text.ts";

/** Design of a report. It affects neither its proofs nor its issuer. */
export interface ReportBrand {
  /** `#RRGGBB`: headings, rules and the large figure of the cover. */
  accent: string;
  /** First line of the cover. Absent if the issuer's name is printed. */
  name?: LocalText;
  logo?: { sha256: string; mediaType: "image/png" | "image/jpeg"; width: number; height: number };
}

/** Design of the seller's documents, or the default one. */
export interface TradeBrand {
  /** `#RRGGBB`. */
  accent: string;
  logo: { bytes: Uint8Array; width: number; height: number } | null;
}
