import { canonicalJson, isJsonObject, type JsonObject, parseCanonicalJson } from "#app/encoding/canonical-json.ts";
import { isSha256Hex } from "#app/encoding/hex.ts";
import { isPlainText } from "#app/encoding/plain-text.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { CREDENTIAL_CONTEXTS } from "./credential.ts";
import { signDocument } from "./data-integrity.ts";
import { isNumberOrNull, isUtcTime, type LogOpening } from "./log-entry.ts";
import type { Signer } from "./signer.ts";

export type AssuranceLevel = "limited" | "reasonable" | "agreed_upon_procedures";
type AssuranceOpinion = "unmodified" | "modified" | "adverse" | "disclaimed" | "findings_only";

/** How a verification body proved who it is, as it was when the statement was recorded in its own workspace. */
export interface VerifierIdentity {
  /** `domain`: it controls `value`, a host name. `registration`: the operator compared `value` with a public register. */
  kind: "domain" | "registration";
  value: string;
  /** Day of the last check, `YYYY-MM-DD`. */
  checkedOn: string;
}

/**
 * A third party's statement, in its own words (ISO 14064-3:2019: engagement, parties, subject, opinion, verifier). Days
 * are `YYYY-MM-DD`; totals are tonnes of CO2e as the statement gives them, decimal strings.
 */
export interface AssuranceRecord {
  /** 64 hexadecimal digits; also the salt of its entry in the public log. */
  salt: string;
  /**
   * What the statement is about: our report number and the SHA-256 of the data package that it names. Without a number it
   * is about a calculation before any report of it, and `packageHash` is the hash of its inventory document.
   */
  report: { number: string | null; packageHash: string };
  engagement: {
    type: "verification" | "validation" | "mixed" | "agreed_upon_procedures";
    level: AssuranceLevel;
    objectives: string;
    criteria: string;
    scope: string;
    period: { start: string; end: string };
    /** Empty for agreed-upon procedures only. */
    materiality: string;
  };
  parties: { responsibleParty: string; intendedUser: string };
  totals: { locationBasedTco2e: string; marketBasedTco2e: string | null };
  opinion: { kind: AssuranceOpinion; text: string };
  verifier: {
    name: string;
    accreditationBody: string;
    accreditationNumber: string;
    /** As the body states it, such as standards and sectors. Empty where it is not stated. */
    accreditationScope: string;
    /** Null where no day is stated. */
    accreditationExpiresOn: string | null;
    /** The accreditor's or verifier's own register, https. */
    registerUrl: string;
    leadVerifier: string;
    independentReviewer: string;
    /** Null where it is not proved that the author of the statement is this body. */
    identity: VerifierIdentity | null;
  };
  date: string;
  /** The document in which the third party said it. */
  document: { sha256: string; name: string };
  enteredBy: "organization" | "verifier";
  /**
   * SHA-256 of the record of the organization that the verification body confirms with this one, word for word. Null for
   * a statement of its own.
   */
  confirms: string | null;
}

const ASSURANCE_TYPE = "AssuranceStatementCredential";

/** SHA-256 of the canonical record with its salt: `h_statement` of what the log's entry opens to. */
export function hashAssuranceRecord(record: AssuranceRecord): Promise<string> {
  return sha256Hex(canonicalJson(record as unknown as JsonObject));
}

/**
 * The issuer's signed note that a third party made this statement: the facts are the third party's. Throws
 * `invalid_credential` with the member that is missing or misshapen.
 *
 * @param issued.at time of recording, ISO 8601 in UTC; also of the entry in the log
 */
export async function signAssurance(
  record: AssuranceRecord,
  issued: { did: string; address: string; at: string },
  signer: Signer,
): Promise<JsonObject> {
  const credential: JsonObject = {
    "@context": [...CREDENTIAL_CONTEXTS],
    id: `${issued.address}#assurance-${(await hashAssuranceRecord(record)).slice(0, 16)}`,
    type: ["VerifiableCredential", ASSURANCE_TYPE],
    issuer: { id: issued.did },
    validFrom: issued.at,
    credentialSubject: { type: "GreenhouseGasAssuranceStatement", statedBy: "third party", record: toJson(record) },
  };
  readAssurance(credential);
  return signDocument(credential, signer, issued.at);
}

/** What a signed statement contains, when and by which organization it was recorded. Throws `invalid_credential`. */
export function readAssurance(credential: JsonObject): { record: AssuranceRecord; did: string; recordedAt: string } {
  const { type, issuer, validFrom, credentialSubject: subject } = credential;
  if (!Array.isArray(type) || !type.includes(ASSURANCE_TYPE)) throw misshapen("type");
  if (!isJsonObject(issuer) || typeof issuer.id !== "string") throw misshapen("issuer");
  if (!isUtcTime(validFrom)) throw misshapen("validFrom");
  if (!isJsonObject(subject)) throw misshapen("credentialSubject");
  const record = subject.record;
  assertAssuranceRecord(record);
  return { record, did: issuer.id, recordedAt: validFrom };
}

/** Reads the text of an `assurance-N.vc.json`, which must be canonical. Throws `invalid_json` and as `readAssurance`. */
export function parseAssurance(text: string): { credential: JsonObject } & ReturnType<typeof readAssurance> {
  const credential = parseCanonicalJson(text);
  if (!isJsonObject(credential)) throw new TransparencyError("invalid_credential");
  return { credential, ...readAssurance(credential) };
}

/** What the log's entry for a recorded statement opens to, derived from the signed note alone. */
export async function deriveAssuranceOpening(credential: JsonObject): Promise<LogOpening> {
  const { record, recordedAt } = readAssurance(credential);
  const { number } = record.report;
  const h_statement = await hashAssuranceRecord(record);
  return { statement: { type: "assurance", number, h_statement, ts: recordedAt }, salt: record.salt };
}

/** What the log entry of a withdrawn statement opens to. */
export async function makeAssuranceWithdrawal(
  credential: JsonObject,
  { salt, reason, at }: { salt: string; reason: string; at: string },
): Promise<LogOpening> {
  const { record } = readAssurance(credential);
  const h_statement = await hashAssuranceRecord(record);
  const { number } = record.report;
  return { statement: { type: "assurance_withdrawn", number, h_statement, reason, ts: at }, salt };
}

/** What the log entry of a disowned statement opens to. A confirmation is disowned with the record that it confirms. */
export async function makeAssuranceDisowning(
  credential: JsonObject,
  { salt, at, kind, value, checkedOn }: VerifierIdentity & { salt: string; at: string },
): Promise<LogOpening> {
  const { record } = readAssurance(credential);
  const h_statement = record.confirms ?? (await hashAssuranceRecord(record));
  const { number } = record.report;
  const proved = { kind, value, checked_on: checkedOn };
  return { statement: { type: "assurance_disowned", number, h_statement, ...proved, ts: at }, salt };
}

const isAnyText = (value: unknown) => typeof value === "string" && isPlainText(value);
const isText = (value: unknown) => isAnyText(value) && /\S/.test(value as string);
const isDay = (value: unknown) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
const isDayOrNull = (value: unknown) => value === null || isDay(value);
const isDecimal = (value: unknown) => typeof value === "string" && /^-?\d{1,30}(\.\d{1,30})?$/.test(value);
const isDecimalOrNull = (value: unknown) => value === null || isDecimal(value);
const oneOf =
  (...words: string[]) =>
  (value: unknown) =>
    typeof value === "string" && words.includes(value);
/** A register of another organization, by https, without a name and password in it. */
const isRegister = (value: unknown) => {
  if (typeof value !== "string" || !/^https:\/\/[^\s/]/.test(value) || !URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return protocol === "https:" && username === "" && password === "";
};

const IDENTITY: Shape = { kind: oneOf("domain", "registration"), value: isText, checkedOn: isDay };
const isIdentityOrNull = (value: unknown) => value === null || hasShape(value, IDENTITY);

type Shape = { [member: string]: Shape | ((value: unknown) => boolean) };

const RECORD: Shape = {
  salt: isSha256Hex,
  report: { number: isNumberOrNull, packageHash: isSha256Hex },
  engagement: {
    type: oneOf("verification", "validation", "mixed", "agreed_upon_procedures"),
    level: oneOf("limited", "reasonable", "agreed_upon_procedures"),
    objectives: isText,
    criteria: isText,
    scope: isText,
    period: { start: isDay, end: isDay },
    materiality: isAnyText,
  },
  parties: { responsibleParty: isText, intendedUser: isText },
  totals: { locationBasedTco2e: isDecimal, marketBasedTco2e: isDecimalOrNull },
  opinion: { kind: oneOf("unmodified", "modified", "adverse", "disclaimed", "findings_only"), text: isText },
  verifier: {
    name: isText,
    accreditationBody: isText,
    accreditationNumber: isText,
    accreditationScope: isAnyText,
    accreditationExpiresOn: isDayOrNull,
    registerUrl: isRegister,
    leadVerifier: isText,
    independentReviewer: isText,
    identity: isIdentityOrNull,
  },
  date: isDay,
  document: { sha256: isSha256Hex, name: isText },
  enteredBy: oneOf("organization", "verifier"),
  confirms: (value) => value === null || isSha256Hex(value),
};

/**
 * Nothing missing, nothing more than is known, and no opinion where the engagement gives none. Throws
 * `invalid_credential` with the member.
 */
export function assertAssuranceRecord(value: unknown): asserts value is AssuranceRecord {
  assertShape(value, RECORD, "record");
  const { confirms, engagement, enteredBy, opinion, report, verifier } = value as AssuranceRecord;
  const isProcedures = engagement.level === "agreed_upon_procedures";
  if (isProcedures !== (engagement.type === "agreed_upon_procedures")) throw misshapen("record/engagement/type");
  if (isProcedures !== (opinion.kind === "findings_only")) throw misshapen("record/opinion/kind");
  if (!isProcedures && !isText(engagement.materiality)) throw misshapen("record/engagement/materiality");
  if (engagement.period.start > engagement.period.end) throw misshapen("record/engagement/period/end");
  const [lead, reviewer] = [verifier.leadVerifier, verifier.independentReviewer].map((name) =>
    name.trim().toLowerCase(),
  );
  if (lead === reviewer) throw misshapen("record/verifier/independentReviewer");
  // What an organization reports is not confirmed, and so never precedes its report.
  if (report.number === null && enteredBy !== "verifier") throw misshapen("record/report/number");
  // Only a proved body confirms what the organization reports, which is always about a report.
  if (confirms !== null && (enteredBy !== "verifier" || verifier.identity === null || report.number === null))
    throw misshapen("record/confirms");
}

/** Whether the record of a body confirms that of an organization: it names its hash and repeats its facts. */
export async function isConfirmedBy(reported: AssuranceRecord, record: AssuranceRecord): Promise<boolean> {
  return (
    reported.enteredBy === "organization" &&
    record.confirms === (await hashAssuranceRecord(reported)) &&
    canonicalJson(factsOf(record)) === canonicalJson(factsOf(reported))
  );
}

/** What both records have in common. */
function factsOf({ verifier, ...record }: AssuranceRecord): JsonObject {
  return toJson({
    ...record,
    verifier: { ...verifier, identity: null },
    salt: "",
    enteredBy: "verifier",
    confirms: null,
  });
}

function hasShape(value: unknown, shape: Shape): boolean {
  const names = isJsonObject(value) ? Object.keys(value) : [];
  return (
    names.length === Object.keys(shape).length &&
    Object.entries(shape).every(([name, rule]) => typeof rule === "function" && rule((value as JsonObject)[name]))
  );
}

function assertShape(value: unknown, shape: Shape, path: string): void {
  if (!isJsonObject(value)) throw misshapen(path);
  for (const [name, rule] of Object.entries(shape)) {
    if (typeof rule === "function") {
      if (!rule(value[name])) throw misshapen(`${path}/${name}`);
    } else assertShape(value[name], rule, `${path}/${name}`);
  }
  const extra = Object.keys(value).find((name) => !Object.hasOwn(shape, name));
  if (extra !== undefined) throw misshapen(`${path}/${extra}`);
}

function toJson(record: AssuranceRecord): JsonObject {
  return record as unknown as JsonObject;
}

function misshapen(member: string): TransparencyError {
  return new TransparencyError("invalid_credential", { member });
}
