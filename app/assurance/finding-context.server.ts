import { toSent } from "#app/encoding/sent.ts";
import { nameEvidence } from "#app/evidence/evidence-list.server.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { placeRecords, versionsOfLine } from "#app/runs/record-place.server.ts";
import { findLines, type NamedLine } from "#app/runs/run-outline.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type Calculation, listCalculations } from "./calculations.server.ts";
import type { Finding } from "./finding.server.ts";
import { type FindingFate, fateOf } from "./finding-fate.ts";
import type { FindingView } from "./finding-list.tsx";

interface Scope {
  organizationId: string;
  inventoryId: string;
}

/** The records of a line that are followed into the newest calculation. */
const MOST_FOLLOWED = 1000;

/** Findings as pages show them: what they are about, on which calculation, and what became of it. */
export async function viewFindings(
  tx: TenantTx,
  scope: Scope,
  findings: readonly Finding[],
  locale: Locale,
): Promise<FindingView[]> {
  const { organizationId } = scope;
  const calculations = await listCalculations(
    tx,
    scope,
    findings.flatMap(({ on }) => on.runId ?? []),
  );
  const lines = await readLines(tx, organizationId, findings);
  const fates = await readFates(tx, calculations, findings, lines);
  const files = await nameEvidence(tx, organizationId, subjectsOf(findings, "file"));
  const sources = await listEmissionSources(tx, organizationId);
  const nameOf = ({ subject: { kind, id }, on }: Finding): string => {
    if (kind === "whole") return "";
    if (kind === "line") return localName(lines.get(on.runId!)?.get(id)?.name ?? {}, locale);
    if (kind === "file") return files.find((file) => file.id === id)?.name ?? "";
    const source = sources.find((one) => one.id === id);
    return source ? localName(source.name, locale) : "";
  };
  return findings.map((finding) => {
    const calculation = calculations.find(({ id }) => id === finding.on.runId);
    return {
      ...toSent(finding),
      subject: { ...finding.subject, name: nameOf(finding) },
      calculation: calculation
        ? { id: calculation.id, at: calculation.at.toISOString(), isNewest: calculation.isNewest }
        : null,
      newest: calculations[0] ? { id: calculations[0].id, at: calculations[0].at.toISOString() } : null,
      fate: fates.get(finding.id) ?? null,
    };
  });
}

export function subjectsOf(findings: readonly Finding[], kind: Finding["subject"]["kind"]): string[] {
  return findings.flatMap(({ subject }) => (subject.kind === kind ? [subject.id] : []));
}

type LinesByRun = ReadonlyMap<string, ReadonlyMap<string, NamedLine>>;

async function readLines(tx: TenantTx, organizationId: string, findings: readonly Finding[]): Promise<LinesByRun> {
  const found = new Map<string, Map<string, NamedLine>>();
  const onLines = findings.filter(({ subject }) => subject.kind === "line");
  for (const runId of new Set(onLines.map(({ on }) => on.runId!))) {
    const ids = onLines.flatMap(({ on, subject }) => (on.runId === runId ? [subject.id] : []));
    found.set(runId, await findLines(tx, organizationId, runId, ids));
  }
  return found;
}

/** By id of the finding, of findings on lines of an older calculation. `many` records are not followed. */
async function readFates(
  tx: TenantTx,
  [newest]: readonly Calculation[],
  findings: readonly Finding[],
  lines: LinesByRun,
): Promise<Map<string, FindingFate | "many">> {
  const fates = new Map<string, FindingFate | "many">();
  if (!newest) return fates;
  const versions = new Map<string, string[]>();
  for (const { id, subject, on } of findings) {
    if (subject.kind !== "line" || on.runId === newest.id) continue;
    const line = lines.get(on.runId!)?.get(subject.id);
    const behind = on.versionId
      ? [on.versionId]
      : line && (await versionsOfLine(tx, on.runId!, line.at, MOST_FOLLOWED));
    if (behind) versions.set(id, behind);
    else fates.set(id, "many");
  }
  const recordOf = await readRecords(tx, [...versions.values()].flat());
  const after = await placeRecords(tx, newest.id, [...new Set(recordOf.values())]);
  for (const [id, behind] of versions) {
    const before = behind.map((versionId) => ({ versionId, recordId: recordOf.get(versionId)! }));
    fates.set(id, fateOf(before, after));
  }
  return fates;
}

async function readRecords(tx: TenantTx, versions: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < versions.length; start += MOST_FOLLOWED) {
    const rows = await tx
      .selectFrom("activity_record")
      .select(["id", "record_id"])
      .where("id", "in", versions.slice(start, start + MOST_FOLLOWED))
      .execute();
    for (const { id, record_id } of rows) found.set(id, record_id);
  }
  return found;
}
