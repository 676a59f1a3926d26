import { readIssuerProofs } from "#app/identity/issuer-proof.server.ts";
import { type IssuerProofs, NO_PROOFS } from "#app/identity/issuer-proof.ts";
import type { IssuerIdentity } from "#app/log/keys/issuer-keys.server.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { type Verification, verifyReport } from "#app/proof/verify-report.ts";
import type { PublicTx } from "#db/doors.ts";
import { listPublicDocuments } from "./published-assurance.server.ts";
import { findListingIssuer } from "./report-listing.server.ts";
import { collectEvidence, getPublishedReport, type PublishedReport } from "./verification.server.ts";

/** A published report with what its own evidence proves. */
export interface ReportRecord {
  report: PublishedReport;
  /** Of the record only: no file is compared and no total computed here. */
  verification: Verification;
  /** Size of the evidence as it is handed out. */
  evidenceBytes: number;
  /** Hashes of documents of third parties' statements that anyone may have. */
  publicDocuments: string[];
  /** Under which its issuer lists its reports; null where it doesn't. */
  listedIssuer: string | null;
  /** What is on record now about its issuer. */
  issuerProofs: IssuerProofs;
}

/**
 * Reads a published report and checks its signature, log proof and status with the code that a reader's browser runs.
 *
 * @throws AppError `not_found` alike for a number never used, one of a draft and one that is private
 */
export async function readReportRecord(
  tx: PublicTx,
  issuer: IssuerIdentity,
  number: string,
  now: Date,
): Promise<ReportRecord> {
  const report = await getPublishedReport(tx, number);
  const evidence = await collectEvidence(tx, issuer, number, now);
  const verification = await verifyReport({
    registered: {
      credential: evidence.credential,
      proof: evidence.tlogProof,
      keyProof: evidence.keyProof,
      statusLists: evidence.statusLists,
      assurance: evidence.assurance,
      notice: noticeOf(report),
    },
    number,
    keys: await parseKeySet(evidence.keys),
    now: now.toISOString(),
    recompute: null,
    online: true,
  });
  const numbers = verification.assurance.flatMap((one) => (one.holds ? [one.record.report.number ?? number] : []));
  const publicDocuments = await listPublicDocuments(tx, numbers);
  const listedIssuer = await findListingIssuer(tx, number);
  const proofs = await readIssuerProofs(tx, [{ number, issuer: report.summary.issuer }], now);
  return {
    report,
    verification,
    publicDocuments,
    listedIssuer,
    issuerProofs: proofs.get(number) ?? NO_PROOFS,
    evidenceBytes: Buffer.byteLength(JSON.stringify(evidence)),
  };
}

function noticeOf({ history }: PublishedReport) {
  const superseded = history.find(({ kind }) => kind === "supersede");
  const withdrawn = history.find(({ kind }) => kind === "withdraw");
  return {
    ...(superseded && { supersededAt: superseded.at.toISOString(), supersededBy: superseded.facts.by ?? "" }),
    ...(withdrawn && { withdrawnAt: withdrawn.at.toISOString(), reason: withdrawn.facts.reason ?? "" }),
  };
}
