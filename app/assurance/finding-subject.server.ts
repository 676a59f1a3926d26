import { findEvidence } from "#app/evidence/evidence-list.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { getRunHead } from "#app/runs/calculation.server.ts";
import { placeRecords, versionsOfLine } from "#app/runs/record-place.server.ts";
import { findLines } from "#app/runs/run-outline.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { VerifierActor } from "./access.server.ts";
import type { Finding, NewFinding } from "./finding.server.ts";
import { getAssuredInventory } from "./workspace.server.ts";

export interface TypedSubject {
  kind: Finding["subject"]["kind"];
  /** A line number, or the name or id of a source or file. */
  typed: string;
  /** The calculation that the line numbers are of. That of the newest report, or the newest one, if it is empty. */
  runId: string;
  /** One of several records of a line. */
  recordId: string;
}

/**
 * Resolves what a new finding is about.
 *
 * @returns null if the inventory or the calculation has no such thing
 * @throws AppError `not_found` for a calculation of another inventory
 */
export async function findSubject(
  tx: TenantTx,
  who: VerifierActor,
  { kind, typed, runId, recordId }: TypedSubject,
): Promise<Pick<NewFinding, "subject" | "on"> | null> {
  const wanted = typed.trim();
  const run = runId ? await getRunHead(tx, who.organizationId, runId) : (await getAssuredInventory(tx, who)).run;
  const on = { runId: run?.id ?? null, versionId: null };
  switch (kind) {
    case "whole":
      return { subject: { kind, id: "" }, on };
    case "line": {
      const placed = run && (await placeLine(tx, who, { runId: run.id, lineId: wanted, recordId }));
      return placed && { subject: { kind, id: wanted }, on: placed };
    }
    case "source": {
      const sources = await listEmissionSources(tx, who.organizationId);
      const found = sources.find(({ id, name }) => id === wanted || name.en === wanted || name.zh === wanted);
      return found ? { subject: { kind, id: found.id }, on } : null;
    }
    case "file": {
      const file = await findEvidence(tx, who.organizationId, wanted);
      return file && { subject: { kind, id: file.id }, on };
    }
  }
}

/** The version of the record: of the only one of the line, or of the chosen one. Null if the finding is about a sum. */
async function placeLine(
  tx: TenantTx,
  who: VerifierActor,
  { runId, lineId, recordId }: { runId: string; lineId: string; recordId: string },
): Promise<NewFinding["on"] | null> {
  const line = (await findLines(tx, who.organizationId, runId, [lineId])).get(lineId);
  if (!line) return null;
  if (line.records === 1) {
    const [versionId = null] = (await versionsOfLine(tx, runId, line.at, 1)) ?? [];
    return { runId, versionId };
  }
  if (!recordId) return { runId, versionId: null };
  const placed = (await placeRecords(tx, runId, [recordId])).get(recordId);
  return placed?.line === line.at ? { runId, versionId: placed.versionId } : null;
}
