import { canonicalJson, isJsonObject, type JsonObject, parseCanonicalJson } from "#app/encoding/canonical-json.ts";
import { isSha256Hex } from "#app/encoding/hex.ts";
import { isPlainText } from "#app/encoding/plain-text.ts";
import { isReportLocale, type ReportLocale } from "#app/encoding/report-locale.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { VerifierIdentity } from "./assurance-credential.ts";
import { signDocument, type VerifiedProof, verifyDocument } from "./data-integrity.ts";
import { installationOf } from "./did-document.ts";
import type { PublishedKey } from "./jwks.ts";
import { commitTo, isUtcTime, type LogEntry, type LogOpening } from "./log-entry.ts";
import { parseReportNumber } from "./report-number.ts";
import type { Signer } from "./signer.ts";
import { readStatedProofs, type StatedProofs, writeStatedProofs } from "./stated-proof.ts";

/** Totals of the report in kg CO2e, decimal strings exactly as in the inventory document. */
export interface CredentialTotals {
  locationBasedCo2eKg: string;
  marketBasedCo2eKg: string;
  biogenicCo2Kg: string;
  scope1Co2eKg: string;
  scope2LocationBasedCo2eKg: string;
  scope2MarketBasedCo2eKg: string;
  scope3Co2eKg: string;
}

/** A language edition: SHA-256 of the PDF before a seal, and of the sealed PDF (null without a seal). */
export interface ReportEdition {
  language: ReportLocale;
  unsignedPdf: string;
  sealedPdf: string | null;
}

/**
 * SHA-256 of the data package, which every edition contains, and of the files. `lines` is the root over the parts of
 * lines that the data package leaves out (`disclosure/line-tree.ts`); absent where it shows all.
 */
export interface ReportHashes {
  inventory: string;
  /** One for each language. */
  editions: ReportEdition[];
  lines?: string | undefined;
}

/** SHA-256 of the file as handed out. */
export function issuedHashOf({ unsignedPdf, sealedPdf }: ReportEdition): string {
  return sealedPdf ?? unsignedPdf;
}

/** Whether the files bear a seal: all of them or none. */
export function isSealed({ editions }: ReportHashes): boolean {
  return editions.every(({ sealedPdf }) => sealedPdf !== null);
}

/** A third party's statement about this report, or that there is no such statement. */
export type CredentialAssurance =
  | { status: "not_verified" }
  | {
      status: "verified";
      verifier: string;
      level: "limited" | "reasonable";
      statementDate: string;
      statementHash: string;
      /** What was proved of the verifier. Absent in reports before it was kept. */
      identity?: VerifierIdentity | undefined;
    };

export interface StatusPlace {
  purpose: "revocation" | "message";
  /** Address of the status list credential. */
  list: string;
  index: number;
}

/** Who signs, by its own claim, and the key. The log has an entry with exactly these (`issuer-key.ts`). */
export interface CredentialIssuer {
  /** Below the identifier of the installation (`issuerDidOf`). */
  did: string;
  name: string;
  /** `since`: the time of the entry in the log from which on the key may sign under this name. */
  key: { publicKeyMultibase: string; since: string };
  /** Absent in records before they were kept: nothing is checked. */
  stated?: StatedProofs | undefined;
}

/** Everything the issuer puts its signature to. Times are ISO 8601 in UTC, days `YYYY-MM-DD`. */
export interface ReportFacts {
  number: string;
  version: number;
  /** Address of the public verification page of this report. */
  address: string;
  issuer: CredentialIssuer;
  organization: { name: { en?: string; zh?: string }; legalId: string | null };
  /** Such as `ISO 14064-1:2018`, edition included. */
  standards: string[];
  period: { start: string; end: string };
  consolidationApproach: string;
  gwpSet: string;
  engine: string;
  totals: CredentialTotals;
  /** What the organization divides its totals by. Absent if it states none. */
  intensity?: { per: { en?: string; zh?: string }; quantity: string } | undefined;
  hashes: ReportHashes;
  assurance: CredentialAssurance;
  issuedAt: string;
  /** null when the report does not expire. */
  expiresAt: string | null;
  /** Number of the report that this one replaces. */
  supersedes: string | null;
  status: StatusPlace[];
  /** 64 hexadecimal digits that open the entry of the issue in the public log. */
  logSalt: string;
}

export const CREDENTIAL_TYPE = "GreenhouseGasInventoryStatement";
// The second context is W3C's own for terms without a published definition.
export const CREDENTIAL_CONTEXTS = [
  "https://www.w3.org/ns/credentials/v2",
  "https://www.w3.org/ns/credentials/undefined-terms/v2",
];
const TOTALS: (keyof CredentialTotals)[] = [
  "locationBasedCo2eKg",
  "marketBasedCo2eKg",
  "biogenicCo2Kg",
  "scope1Co2eKg",
  "scope2LocationBasedCo2eKg",
  "scope2MarketBasedCo2eKg",
  "scope3Co2eKg",
];

/** The credential (W3C Verifiable Credentials 2.0) for a report, not yet signed. Throws `invalid_credential`. */
export function buildReportCredential(facts: ReportFacts): JsonObject {
  const { organization, assurance } = facts;
  const { did, name, key, stated } = facts.issuer;
  const { lines, inventory, editions } = facts.hashes;
  const hashes = { inventory, editions: editions.map((edition) => ({ ...edition })) };
  const credential: JsonObject = {
    "@context": [...CREDENTIAL_CONTEXTS],
    id: facts.address,
    type: ["VerifiableCredential", CREDENTIAL_TYPE],
    issuer: { id: did, name, key: { ...key }, ...writeStatedProofs(stated) },
    validFrom: facts.issuedAt,
    ...(facts.expiresAt === null ? {} : { validUntil: facts.expiresAt }),
    credentialSubject: {
      type: "Organization",
      legalName: { ...organization.name },
      legalId: organization.legalId,
      inventory: {
        reportNumber: facts.number,
        version: facts.version,
        standards: [...facts.standards],
        period: { ...facts.period },
        consolidationApproach: facts.consolidationApproach,
        gwpSet: facts.gwpSet,
        engine: facts.engine,
        totals: Object.fromEntries(TOTALS.map((name) => [name, facts.totals[name]])),
        ...(facts.intensity ? { intensity: { ...facts.intensity, per: { ...facts.intensity.per } } } : {}),
        hashes: { ...hashes, ...(lines === undefined ? {} : { lines }) },
        assurance: { ...assurance } as JsonObject,
        supersedes: facts.supersedes,
        logSalt: facts.logSalt,
      },
    },
    credentialStatus: facts.status.map(toStatusEntry),
  };
  // What cannot be read back was not fit to be signed.
  if (canonicalJson(readReportFacts(credential)) !== canonicalJson(facts))
    throw new TransparencyError("invalid_credential");
  return credential;
}

/** Signs with `eddsa-jcs-2022`. `created` is the time of issue, ISO 8601 in UTC. */
export function signCredential(credential: JsonObject, signer: Signer, created: string): Promise<JsonObject> {
  return signDocument(credential, signer, created);
}

/** Checks the signature only; throws what `verifyDocument` throws. Its contents are read by `readReportFacts`. */
export function verifyCredential(credential: JsonObject, keys: readonly PublishedKey[]): Promise<VerifiedProof> {
  return verifyDocument(credential, keys);
}

/**
 * Reads the text of a `.vc.json`. It must be in canonical form, so that the file has one spelling and one hash.
 * Throws `invalid_json`, `not_canonical` or `invalid_credential`.
 */
export function parseReportCredential(text: string): { credential: JsonObject; facts: ReportFacts } {
  const credential = parseCanonicalJson(text);
  if (!isJsonObject(credential)) throw new TransparencyError("invalid_credential");
  return { credential, facts: readReportFacts(credential) };
}

/**
 * What the log's entry for the issue of a report opens to: derived from the signed credential alone, and from nothing
 * less. `h_vc` is the SHA-256 of the canonical signed credential, salt included; `ts` its time of issue.
 */
export async function deriveIssueOpening(signedCredential: JsonObject): Promise<LogOpening> {
  const { number, hashes, issuedAt, logSalt } = readReportFacts(signedCredential);
  return {
    statement: {
      type: "issue",
      number,
      h_inv: hashes.inventory,
      h_pdf: hashes.editions.map(issuedHashOf),
      h_vc: await sha256Hex(canonicalJson(signedCredential)),
      ts: issuedAt,
    },
    salt: logSalt,
  };
}

/** The one leaf that the log holds for the issue of a report. */
export async function deriveIssueEntry(signedCredential: JsonObject): Promise<LogEntry> {
  return commitTo(await deriveIssueOpening(signedCredential));
}

/** What a credential of ours states. Throws `invalid_credential` with the member that is missing or misshapen. */
export function readReportFacts(credential: JsonObject): ReportFacts {
  const issuer = objectAt(credential, "issuer");
  const subject = objectAt(credential, "credentialSubject");
  const inventory = objectAt(subject, "inventory");
  const names = objectAt(subject, "legalName");
  const totals = objectAt(inventory, "totals");
  const types = credential.type;
  if (!Array.isArray(types) || !types.includes(CREDENTIAL_TYPE)) throw misshapen("type");
  return {
    number: readNumber(inventory, "reportNumber"),
    version: readVersion(inventory),
    address: textAt(credential, "id"),
    issuer: readIssuer(issuer),
    organization: {
      name: { ...optionalText(names, "en"), ...optionalText(names, "zh") },
      legalId: subject.legalId === null ? null : textAt(subject, "legalId"),
    },
    standards: readStandards(inventory),
    period: { start: dayAt(objectAt(inventory, "period"), "start"), end: dayAt(objectAt(inventory, "period"), "end") },
    consolidationApproach: textAt(inventory, "consolidationApproach"),
    gwpSet: textAt(inventory, "gwpSet"),
    engine: textAt(inventory, "engine"),
    totals: Object.fromEntries(TOTALS.map((name) => [name, decimalAt(totals, name)])) as unknown as CredentialTotals,
    ...readIntensity(inventory),
    hashes: readHashes(objectAt(inventory, "hashes")),
    assurance: readAssurance(objectAt(inventory, "assurance")),
    issuedAt: timeAt(credential, "validFrom"),
    expiresAt: credential.validUntil === undefined ? null : timeAt(credential, "validUntil"),
    supersedes: inventory.supersedes === null ? null : readNumber(inventory, "supersedes"),
    status: readStatus(credential),
    logSalt: readSalt(inventory),
  };
}

function readIssuer(issuer: JsonObject): CredentialIssuer {
  const did = textAt(issuer, "id");
  const key = objectAt(issuer, "key");
  if (installationOf(did) === null) throw misshapen("issuer/id");
  const stated = readStatedProofs(issuer);
  return {
    did,
    name: textAt(issuer, "name"),
    key: { publicKeyMultibase: textAt(key, "publicKeyMultibase"), since: timeAt(key, "since") },
    ...(stated === undefined ? {} : { stated }),
  };
}

function readIntensity(inventory: JsonObject): Pick<ReportFacts, "intensity"> {
  if (inventory.intensity === undefined) return {};
  const intensity = objectAt(inventory, "intensity");
  const per = objectAt(intensity, "per");
  const names = { ...optionalText(per, "en"), ...optionalText(per, "zh") };
  if (Object.keys(names).length === 0) throw misshapen("intensity/per");
  return { intensity: { per: names, quantity: decimalAt(intensity, "quantity") } };
}

function toStatusEntry({ purpose, list, index }: StatusPlace): JsonObject {
  const entry = {
    id: `${list}#${index}`,
    type: "BitstringStatusListEntry",
    statusPurpose: purpose,
    statusListIndex: `${index}`,
    statusListCredential: list,
  };
  if (purpose === "revocation") return entry;
  const statusMessage = [
    { status: "0x0", message: "current" },
    { status: "0x1", message: "superseded" },
  ];
  return { ...entry, statusSize: 1, statusMessage };
}

function readStatus(credential: JsonObject): StatusPlace[] {
  const entries = credential.credentialStatus;
  if (!Array.isArray(entries)) throw misshapen("credentialStatus");
  return entries.map((entry) => {
    if (!isJsonObject(entry) || entry.type !== "BitstringStatusListEntry") throw misshapen("credentialStatus");
    const purpose = entry.statusPurpose;
    const index = textAt(entry, "statusListIndex");
    if ((purpose !== "revocation" && purpose !== "message") || !/^(0|[1-9]\d{0,6})$/.test(index))
      throw misshapen("statusListIndex");
    return { purpose, list: textAt(entry, "statusListCredential"), index: Number(index) };
  });
}

function readHashes(hashes: JsonObject): ReportHashes {
  const { inventory, lines } = hashes;
  if (!isSha256Hex(inventory)) throw misshapen("hashes/inventory");
  if (lines !== undefined && !isSha256Hex(lines)) throw misshapen("hashes/lines");
  return { inventory, editions: readEditions(hashes.editions), ...(lines === undefined ? {} : { lines }) };
}

/** At least one, each language once, with a seal in all of them or in none. */
function readEditions(value: unknown): ReportEdition[] {
  if (!Array.isArray(value) || value.length === 0) throw misshapen("hashes/editions");
  const editions = value.map((edition): ReportEdition => {
    if (!isJsonObject(edition)) throw misshapen("hashes/editions");
    const { language, unsignedPdf, sealedPdf } = edition;
    if (!isReportLocale(language)) throw misshapen("hashes/editions/language");
    if (!isSha256Hex(unsignedPdf)) throw misshapen("hashes/editions/unsignedPdf");
    if (sealedPdf !== null && !isSha256Hex(sealedPdf)) throw misshapen("hashes/editions/sealedPdf");
    return { language, unsignedPdf, sealedPdf };
  });
  const languages = new Set(editions.map(({ language }) => language));
  const seals = new Set(editions.map(({ sealedPdf }) => sealedPdf === null));
  if (languages.size < editions.length || seals.size > 1) throw misshapen("hashes/editions");
  return editions;
}

function readSalt({ logSalt }: JsonObject): string {
  if (!isSha256Hex(logSalt)) throw misshapen("logSalt");
  return logSalt;
}

function readAssurance(assurance: JsonObject): CredentialAssurance {
  if (assurance.status === "not_verified") return { status: "not_verified" };
  const { level, statementHash } = assurance;
  if (
    assurance.status !== "verified" ||
    (level !== "limited" && level !== "reasonable") ||
    !isSha256Hex(statementHash)
  ) {
    throw misshapen("assurance");
  }
  const verifier = textAt(assurance, "verifier");
  const statementDate = dayAt(assurance, "statementDate");
  const identity = assurance.identity === undefined ? {} : { identity: readIdentity(objectAt(assurance, "identity")) };
  return { status: "verified", verifier, level, statementDate, statementHash, ...identity };
}

function readIdentity(identity: JsonObject): VerifierIdentity {
  const { kind } = identity;
  if (kind !== "domain" && kind !== "registration") throw misshapen("identity/kind");
  return { kind, value: textAt(identity, "value"), checkedOn: dayAt(identity, "checkedOn") };
}

function readNumber(inventory: JsonObject, name: string): string {
  const number = textAt(inventory, name);
  const parsed = parseReportNumber(number);
  if (!parsed.ok || parsed.number !== number) throw misshapen(name);
  return number;
}

function readVersion({ version }: JsonObject): number {
  if (typeof version !== "number" || !Number.isSafeInteger(version) || version < 1) throw misshapen("version");
  return version;
}

function readStandards({ standards }: JsonObject): string[] {
  const isList =
    Array.isArray(standards) && standards.length > 0 && standards.every((item) => typeof item === "string");
  if (!isList) throw misshapen("standards");
  return standards as string[];
}

function objectAt(parent: JsonObject, name: string): JsonObject {
  const value = parent[name];
  if (!isJsonObject(value)) throw misshapen(name);
  return value;
}

function textAt(parent: JsonObject, name: string): string {
  const text = matching(parent, name, /\S/);
  if (!isPlainText(text)) throw misshapen(name);
  return text;
}

function optionalText<K extends string>(parent: JsonObject, name: K): { [P in K]?: string } {
  return parent[name] === undefined ? {} : ({ [name]: textAt(parent, name) } as { [P in K]?: string });
}

function decimalAt(parent: JsonObject, name: string): string {
  return matching(parent, name, /^-?\d+(\.\d+)?$/);
}

function dayAt(parent: JsonObject, name: string): string {
  return matching(parent, name, /^\d{4}-\d{2}-\d{2}$/);
}

function timeAt(parent: JsonObject, name: string): string {
  const value = parent[name];
  if (!isUtcTime(value)) throw misshapen(name);
  return value;
}

function matching(parent: JsonObject, name: string, pattern: RegExp): string {
  const value = parent[name];
  if (typeof value !== "string" || !pattern.test(value)) throw misshapen(name);
  return value;
}

function misshapen(member: string): TransparencyError {
  return new TransparencyError("invalid_credential", { member });
}
