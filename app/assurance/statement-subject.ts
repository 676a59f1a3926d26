import { UUID } from "#app/encoding/uuid.ts";
/** What a statement can be about, as a form offers it. */
export interface SubjectChoice {
  /** `report:…` or `calculation:…`, with the id. */
  value: string;
  /** Null for a calculation without a report. */
  number: string | null;
  /** When it was calculated. */
  at: Date;
  period: { start: string; end: string };
  co2eKg: string | null;
  /** SHA-256 of its inventory document. */
  packageHash: string;
}

/** Reads the value of a form; null if it is malformed. */
export function readSubject(value: string): { reportId: string } | { runId: string } | null {
  const [kind, id = ""] = value.split(":");
  if (!UUID.test(id)) return null;
  if (kind === "report") return { reportId: id };
  return kind === "calculation" ? { runId: id } : null;
}
