import { z } from "zod";
import { REPORT_LOCALES } from "#app/encoding/report-locale.ts";
import { JOB } from "#app/jobs/job-state.ts";
import { REPORT } from "#app/report/report-state.ts";
import { Count, DecimalText, Id, Instant, LocalText, named, Period, pageSchema, Sha256 } from "./common.ts";

export const Inventory = named("Inventory", z.object({ id: Id, period: Period }));
export const InventoryPage = pageSchema("InventoryPage", Inventory);

export const Job = named(
  "Job",
  z.object({
    id: Id,
    kind: z.string(),
    subjectId: Id,
    state: z.enum(JOB.all),
    doneCount: Count,
    totalCount: Count.nullable(),
    failure: z.string().nullable(),
  }),
);
export const StartedRun = named("StartedRun", z.object({ runId: Id, job: Job }));

const run = {
  id: Id,
  createdAt: Instant,
  engineVersion: z.string(),
  lineCount: Count,
  issueCount: Count,
  co2eKg: DecimalText.nullable(),
  co2eKgMarketBased: DecimalText.nullable(),
};
export const RunSummary = named("RunSummary", z.object(run));
export const RunPage = pageSchema("RunPage", RunSummary);

const RunIssue = named("RunIssue", z.object({ code: z.string(), activity: z.string(), pointer: z.string() }));
export const Run = named(
  "Run",
  z.object({
    ...run,
    inventoryId: Id,
    inputsHash: Sha256,
    resultHash: Sha256,
    isCurrent: z.boolean(),
    issues: z.array(RunIssue),
  }),
);

export const Report = named(
  "Report",
  z.object({
    id: Id,
    runId: Id,
    number: z.string(),
    languages: z.array(z.enum(REPORT_LOCALES)),
    version: z.int().min(1),
    issuedAt: Instant,
    validUntil: z.iso.date().nullable(),
    state: z.enum(REPORT.all),
    verification: z.url(),
  }),
);
export const ReportPage = pageSchema("ReportPage", Report);

export const NewReport = named(
  "NewReport",
  z.strictObject({
    runId: Id,
    languages: z.array(z.enum(REPORT_LOCALES)).min(1).max(REPORT_LOCALES.length),
    validUntil: z.iso.date().nullable().optional(),
  }),
);
export const StartedReport = named("StartedReport", z.object({ reportId: Id, job: Job }));

const IssuedFile = named(
  "IssuedFile",
  z.object({ language: z.enum(REPORT_LOCALES), pdfSha256: Sha256, pdfBytes: Count, pdf: z.url() }),
);
const VerifiedCheck = named("RecordCheck", z.object({ check: z.string(), outcome: z.string() }));
const HistoryEntry = named(
  "HistoryEntry",
  z.object({
    kind: z.enum([
      "issue",
      "supersede",
      "withdraw",
      "expire",
      "assurance",
      "assurance_withdrawn",
      "assurance_disowned",
    ]),
    at: Instant,
    logIndex: Count,
    successor: z.string().nullable(),
    reason: z.string().nullable(),
  }),
);
const IssuerProofs = named(
  "IssuerProofs",
  z.object({
    domains: z.array(
      named(
        "DomainProof",
        z.object({
          domain: z.string(),
          method: z.enum(["dns", "web"]),
          confirmedAt: Instant,
          failedAt: Instant.nullable(),
          endedAt: Instant.nullable(),
        }),
      ),
    ),
    registrations: z.array(
      named(
        "RegistrationProof",
        z.object({ name: z.string(), number: z.string(), register: z.string(), checkedOn: z.iso.date() }),
      ),
    ),
  }),
);
export const Verification = named(
  "Verification",
  z.object({
    number: z.string(),
    status: z.enum(["current", "superseded", "expired", "withdrawn"]),
    expiresAt: Instant.nullable(),
    verdict: z.string(),
    checks: z.array(VerifiedCheck),
    issuedAt: Instant,
    version: z.int().min(1),
    issuer: LocalText.partial(),
    issuerProofs: IssuerProofs,
    organization: LocalText.partial(),
    legalId: z.string(),
    period: Period,
    consolidationApproach: z.string(),
    standards: z.array(z.string()),
    gwpSet: z.string(),
    co2eKg: DecimalText,
    co2eKgMarketBased: DecimalText,
    scope1Kg: DecimalText,
    scope2Kg: DecimalText,
    scope2MarketBasedKg: DecimalText,
    scope3Kg: DecimalText,
    assurance: z.string(),
    inventorySha256: Sha256,
    history: z.array(HistoryEntry),
    page: z.url(),
    files: z.array(IssuedFile),
    evidence: z.url(),
  }),
);

/** Reports of one request. Their address stays short enough for every proxy. */
export const MOST_STANDINGS = 100;

/** Numbers with a comma between them. */
export const StandingQuery = z.strictObject({
  numbers: z
    .string()
    .max(6000, { error: "numbers_wrong" })
    .transform((text) => text.split(",").map((number) => number.trim()))
    .refine((numbers) => numbers.length <= MOST_STANDINGS && numbers.every((number) => number !== ""), {
      error: "numbers_wrong",
    })
    .meta({ type: "string" }),
});

const VerifierIdentity = named(
  "VerifierIdentity",
  z.object({ kind: z.enum(["domain", "registration"]), value: z.string(), checkedOn: z.iso.date() }),
);
const StandingAssurance = named(
  "StandingAssurance",
  z.object({
    kind: z.enum(["confirmed", "reported", "against", "disowned"]),
    level: z.enum(["limited", "reasonable", "agreed_upon_procedures"]),
    verifier: z.string(),
    identity: VerifierIdentity.nullable(),
    enteredBy: z.enum(["organization", "verifier"]),
  }),
);
const Intensity = named(
  "Intensity",
  z.object({ per: LocalText.partial(), locationBased: DecimalText, marketBased: DecimalText }),
);

const Standing = named(
  "Standing",
  z.object({
    typed: z.string(),
    outcome: z.enum(["current", "superseded", "expired", "withdrawn", "not_public", "mistyped", "shape"]),
    number: z.string().nullable(),
    organization: LocalText.partial().nullable(),
    issuer: LocalText.partial().nullable(),
    issuerProofs: IssuerProofs.nullable(),
    assurance: StandingAssurance.nullable(),
    period: Period.nullable(),
    standards: z.array(z.string()),
    co2eKg: DecimalText.nullable(),
    co2eKgMarketBased: DecimalText.nullable(),
    intensity: Intensity.nullable(),
    successor: z.string().nullable(),
    changedAt: Instant.nullable(),
    page: z.url().nullable(),
  }),
);
export const Standings = named("Standings", z.object({ asOf: Instant, items: z.array(Standing) }));

/** Which language edition; the first of the enumeration in which the report was issued, if absent. */
export const EditionQuery = z.strictObject({ language: z.enum(REPORT_LOCALES).optional() });

const HashCandidate = named(
  "HashCandidate",
  z.object({ number: z.string(), pdfSha256: z.array(Sha256), inventorySha256: Sha256 }),
);
export const HashCandidates = named("HashCandidates", z.object({ items: z.array(HashCandidate) }));
