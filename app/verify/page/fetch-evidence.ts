import type { ReportLocale } from "#app/encoding/report-locale.ts";
import type { AssuranceEvidence } from "#app/proof/check-assurance.ts";

/** Response of `/verify/<number>/evidence.json`. */
export interface FetchedEvidence {
  credential: string;
  tlogProof: string | null;
  keyProof: string | null;
  keys: string;
  statusLists: string[];
  /** Third-party statements. Absent in responses of older versions. */
  assurance?: AssuranceEvidence[];
}

/** `unknown`: the register has no such report. `unreachable`: no usable response. Only the number is sent. */
export async function fetchEvidence(number: string): Promise<FetchedEvidence | "unknown" | "unreachable"> {
  try {
    const response = await fetch(`/verify/${number}/evidence.json`);
    if (response.status === 404) return "unknown";
    if (!response.ok) return "unreachable";
    const value: unknown = await response.json();
    return isEvidence(value) ? value : "unreachable";
  } catch {
    return "unreachable";
  }
}

/** The issued file in a language, or in the first one if none is asked for. Null if it could not be downloaded. */
export async function fetchIssuedFile(number: string, language?: ReportLocale): Promise<Uint8Array | null> {
  try {
    const query = language ? `?language=${language}` : "";
    const response = await fetch(`/verify/${number}/report.pdf${query}`);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

function isEvidence(value: unknown): value is FetchedEvidence {
  if (typeof value !== "object" || value === null) return false;
  const { credential, tlogProof, keyProof, keys, statusLists } = value as Record<string, unknown>;
  const isProof = [tlogProof, keyProof].every((proof) => proof === null || typeof proof === "string");
  const isLists = Array.isArray(statusLists) && statusLists.every((list) => typeof list === "string");
  return typeof credential === "string" && typeof keys === "string" && isProof && isLists;
}
