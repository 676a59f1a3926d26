import { randomBytes } from "node:crypto";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import {
  discloseDocument,
  facilityName,
  namelessFacilities,
  type Withholding,
} from "#app/proof/disclosure/disclose.ts";
import type { WithholdLevel } from "#app/proof/disclosure/line-parts.ts";
import { redact, withheldWords } from "#app/proof/disclosure/withheld-words.ts";
import type { CalculationRun } from "#app/runs/calculation.server.ts";
import { listConfidentialSources } from "#app/sources/source-confidentiality.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ReportFacts } from "./model.ts";
import { keepShownAnnexes } from "./report-annex.server.ts";
import type { WithholdChoice } from "./withhold-choice.ts";

type Author = ChangeAuthor & { organizationId: string };

/** A run as everybody may see it, and what makes it so. */
export interface RunCopy {
  /** The run with the copy in the place of its document. */
  run: CalculationRun;
  /** Null where nothing is left out. */
  disclosure: { level: WithholdLevel; withholding: Withholding; secret: Uint8Array; root: string } | null;
  /** The same facts without the words that the copy keeps back. */
  redactFacts(facts: ReportFacts): ReportFacts;
}

/**
 * Makes the copy of a run that a report embeds and prints from; redacted content can then appear nowhere in the
 * report. With nothing chosen, or no line of a confidential source, it is the run itself.
 */
export async function copyRun(
  tx: TenantTx,
  organizationId: string,
  run: CalculationRun,
  choice: WithholdChoice,
): Promise<RunCopy> {
  const whole: RunCopy = { run, disclosure: null, redactFacts: (facts) => facts };
  if (choice === "nothing") return whole;
  const withholding = await chooseLines(tx, organizationId, run, choice);
  if (Object.keys(withholding).length === 0) return whole;
  const secret = new Uint8Array(randomBytes(32));
  const { document, root } = await discloseDocument(run.document, withholding, secret);
  const words = withheldWords(run.document, document, withholding);
  return {
    run: { ...run, document, documentText: canonicalJson(document) },
    disclosure: { level: choice, withholding, secret, root: root! },
    redactFacts: (facts) => redactFacts(facts, { document, words, whole: run.document }),
  };
}

/** The lines of the run whose source is marked. */
async function chooseLines(
  tx: TenantTx,
  organizationId: string,
  run: CalculationRun,
  level: WithholdLevel,
): Promise<Withholding> {
  const marked = await listConfidentialSources(tx, organizationId);
  if (marked.size === 0) return {};
  const { document, places } = run;
  const chosen = document.activities.filter(({ emissionSource = "" }) =>
    marked.has(places.sources[emissionSource] ?? ""),
  );
  return Object.fromEntries(chosen.map(({ id }) => [id, level]));
}

function redactFacts(
  facts: ReportFacts,
  { document, words, whole }: { document: InventoryDocument; words: string[]; whole: InventoryDocument },
): ReportFacts {
  const nameless = namelessFacilities(document);
  const withheld = whole.activities.filter((_, at) => document.activities[at]?.withheld);
  const sources = new Set(withheld.map(({ emissionSource }) => emissionSource));
  const { sourceReasons, uncertaintyBases, boundary } = facts;
  const shown = <T>(bySource: Record<string, T>) =>
    Object.fromEntries(Object.entries(bySource).filter(([source]) => !sources.has(source)));
  const redacted: ReportFacts = {
    ...facts,
    // A statement about the whole data is about no copy.
    assurance: { status: "not_verified" },
    ...keepShownAnnexes(facts, document),
    boundary: {
      ...boundary,
      facilities: boundary.facilities.map((facility) =>
        nameless.has(facility.id)
          ? { id: facility.id, name: facilityName(facility.id), share: facility.share }
          : facility,
      ),
    },
    ...(sourceReasons ? { sourceReasons: shown(sourceReasons) } : {}),
    ...(uncertaintyBases ? { uncertaintyBases: shown(uncertaintyBases) } : {}),
  };
  return redact(redacted, words);
}

/** Keeps with a report what its copy leaves out. */
export async function storeCopy(tx: TenantTx, author: Author, reportId: string, copy: RunCopy): Promise<void> {
  if (!copy.disclosure) return;
  const { level, withholding, secret, root } = copy.disclosure;
  await tx
    .insertInto("report_disclosure")
    .values({
      tenant_id: author.tenantId,
      report_id: reportId,
      level,
      withholding: JSON.stringify(withholding),
      secret,
      lines_root: root,
      document: copy.run.documentText,
    })
    .execute();
  await recordChange(tx, author, {
    action: "report.lines_withheld",
    subject: "report",
    subjectId: reportId,
    after: { level, lines: Object.keys(withholding).length, root },
  });
}

/** The run as the report shows it, and the root over what it leaves out; null where it leaves out nothing. */
export async function readCopy(
  tx: TenantTx,
  reportId: string,
  run: CalculationRun,
): Promise<{ run: CalculationRun; root: string | null }> {
  const row = await findDisclosure(tx, reportId);
  if (!row) return { run, root: null };
  const document = JSON.parse(row.document) as InventoryDocument;
  return { run: { ...run, document, documentText: row.document }, root: row.lines_root };
}

/** What a report leaves out: how much, and of which lines. Null for nothing. */
export async function findWithheld(
  tx: TenantTx,
  reportId: string,
): Promise<{ level: WithholdLevel; lines: string[] } | null> {
  const row = await findDisclosure(tx, reportId);
  return row ? { level: row.level, lines: Object.keys(row.withholding) } : null;
}

/** The frozen row; null where the report shows every line in whole. */
export async function findDisclosure(tx: TenantTx, reportId: string) {
  return tx.selectFrom("report_disclosure").selectAll().where("report_id", "=", reportId).executeTakeFirst();
}
