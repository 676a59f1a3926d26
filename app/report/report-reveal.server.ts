import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { AppError } from "#app/encoding/errors.ts";
import { openPart, type Withholding } from "#app/proof/disclosure/disclose.ts";
import { type FullPackage, formatFullPackage } from "#app/proof/disclosure/full-package.ts";
import { type DisclosedPart, formatLineDisclosure } from "#app/proof/disclosure/line-disclosure.ts";
import { type LinePart, PARTS_OF } from "#app/proof/disclosure/line-parts.ts";
import { proveLeaf } from "#app/proof/disclosure/line-tree.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { getReport } from "./report.server.ts";
import { findDisclosure } from "./report-copy.server.ts";

type Author = ChangeAuthor & { organizationId: string };

/** Everything behind a report, for the company and those it trusts: the whole document and the secret of its salts. */
export async function readFullPackage(tx: TenantTx, organizationId: string, reportId: string): Promise<FullPackage> {
  const report = await getReport(tx, organizationId, reportId);
  const run = await getRun(tx, organizationId, report.runId);
  const row = await findDisclosure(tx, reportId);
  return {
    reportNumber: report.number,
    document: run.document,
    withholding: (row?.withholding ?? {}) as Withholding,
    secret: row ? new Uint8Array(row.secret) : new Uint8Array(32),
  };
}

/** The full package as a file, and that it was taken. @throws AppError `not_found` */
export async function exportFullPackage(
  tx: TenantTx,
  author: Author,
  reportId: string,
): Promise<{ number: string; text: string }> {
  const full = await readFullPackage(tx, author.organizationId, reportId);
  await recordChange(tx, author, {
    action: "report.full_package_taken",
    subject: "report",
    subjectId: reportId,
    after: { number: full.reportNumber, lines: full.document.activities.length },
  });
  return { number: full.reportNumber, text: formatFullPackage(full) };
}

/**
 * Gives withheld parts of one line away, as a file that proves itself against the report's credential, and records it.
 *
 * @param parts those to give; all that the line withholds where it is left out
 * @throws AppError `not_found` for a line that withholds none of them
 */
export async function discloseLine(
  tx: TenantTx,
  author: Author,
  { reportId, line, parts }: { reportId: string; line: string; parts?: readonly LinePart[] },
): Promise<{ number: string; text: string }> {
  const { document, withholding, secret, reportNumber } = await readFullPackage(tx, author.organizationId, reportId);
  const level = Object.hasOwn(withholding, line) ? withholding[line] : undefined;
  const row = await findDisclosure(tx, reportId);
  if (!level || !row) throw new AppError("not_found");
  const copy = JSON.parse(row.document) as InventoryDocument;
  const wanted = PARTS_OF[level].filter((part) => parts === undefined || parts.includes(part));
  if (wanted.length === 0) throw new AppError("not_found");
  const disclosed: DisclosedPart[] = [];
  for (const part of wanted) {
    const opened = await openPart(document, withholding, { secret, line, part });
    const proof = await proveLeaf(copy, line, part);
    disclosed.push({ part, salt: opened!.salt, value: opened!.value as JsonObject, ...proof! });
  }
  await recordChange(tx, author, {
    action: "report.line_disclosed",
    subject: "report",
    subjectId: reportId,
    after: { number: reportNumber, line, parts: wanted },
  });
  return { number: reportNumber, text: formatLineDisclosure({ reportNumber, line, parts: disclosed }) };
}
