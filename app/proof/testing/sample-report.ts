import PDFDocument from "pdfkit";
import { encodeUtf8 } from "#app/encoding/bytes.ts";
import { canonicalJson, type JsonObject } from "#app/encoding/canonical-json.ts";
import { encodeMultikey } from "#app/encoding/multikey.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { addSealField } from "#app/press/layout/seal-field.ts";
import type { Bundle } from "#app/proof/bundle.ts";
import { signCheckpoint } from "#app/proof/checkpoint.ts";
import { buildReportCredential, deriveIssueEntry, type ReportFacts, signCredential } from "#app/proof/credential.ts";
import { didOf, issuerDidOf } from "#app/proof/did-document.ts";
import { totalsOfDocument } from "#app/proof/document-totals.ts";
import { deriveKeyEntry } from "#app/proof/issuer-key.ts";
import type { PublishedKey } from "#app/proof/jwks.ts";
import { formatKeySet, parseKeySet, type RevokedIssuerKey } from "#app/proof/key-set.ts";
import { encodeLogEntry, type OpenEntry } from "#app/proof/log-entry.ts";
import { hashLeaf, proveInclusion, readNodesFromLeafHashes, rootOfLeafHashes } from "#app/proof/merkle.ts";
import { drawReportCode, formatReportNumber } from "#app/proof/report-number.ts";
import type { StatedProofs } from "#app/proof/stated-proof.ts";
import { signStatusList } from "#app/proof/status-list.ts";
import { formatTlogProof } from "#app/proof/tlog-proof.ts";
import { type Seal, sealPdf } from "#app/seal/seal-pdf.ts";
import { makeSampleKey } from "./sample-keys.ts";

/** A host that exists nowhere; the keys behind it are made from fixed seeds and protect nothing. */
export const SAMPLE_DID = "did:web:reports.example";
/** Public id of the workspace that issues the sample. */
export const SAMPLE_IDENTITY = "5f0c1d2e-3a4b-4c5d-8e6f-7a8b9c0d1e2f";
export const SAMPLE_ISSUER = `${SAMPLE_DID}:keys:${SAMPLE_IDENTITY}`;
const BASE = "https://reports.example";
/** When the key of the issuer entered the log. */
export const KEY_SINCE = "2026-01-15T08:00:00.000Z";
export const ISSUED_AT = "2026-03-02T09:15:00Z";
/** Within the validity of the sample's status lists. */
export const WHILE_FRESH = "2026-03-02T10:00:00Z";
export const AFTER_FRESH = "2026-04-02T10:00:00Z";

/** A document with one line, whose results are parameters so that the room needs no calculation of its own. */
export function sampleDocument(): JsonObject {
  const kg = "2680";
  const zero = "0";
  return {
    schema: "truetonne/inventory-document/v1",
    organization: {
      name: { en: "Sample Precision Co., Ltd.", zh: "示例精密制造有限公司" },
      legalId: "91320000SAMPLE001X",
      consolidationApproach: "operational_control",
    },
    period: { start: "2025-01-01", end: "2025-12-31" },
    gwp: { set: "AR6", values: { CO2: "1" } },
    factors: [{ kind: "emission", id: "diesel", version: "2025", unit: "L", gases: { CO2: "2.68" } }],
    activities: [
      {
        id: "a1",
        facility: "f1",
        scope: 1,
        category: "mobile_combustion",
        period: { start: "2025-01-01", end: "2025-12-31" },
        quantity: "1000",
        unit: "L",
        factor: "diesel@2025",
      },
    ],
    results: {
      engine: "truetonne-carbon/2",
      rounding: "none",
      lines: [
        {
          activity: "a1",
          factorQuantity: "1000",
          gasesKg: { CO2: kg },
          co2eKg: kg,
          biogenicCo2Kg: zero,
          uncertaintyPercent: null,
        },
      ],
      totals: {
        co2eKg: kg,
        co2eKgMarketBased: kg,
        biogenicCo2Kg: zero,
        creditsCo2eKg: zero,
        byScope: { "1": kg, "2": zero, "3": zero },
        scope2: { locationBased: zero, marketBased: zero },
        byCategory: { mobile_combustion: kg },
        byGasKg: { CO2: kg },
        byGasCo2eKg: { CO2: kg },
        byFacility: { f1: kg },
        uncertaintyPercent: null,
      },
      disclosures: [],
      issues: [],
    },
  };
}

/** A PDF as pdfkit writes it, with the document attached the way the report does it and another attachment. */
export async function samplePdf(given: {
  inventory: Uint8Array;
  number: string;
  hash: string;
  compress?: boolean;
  base?: string;
  /** Whether it has a field for a seal. */
  isSealable?: boolean;
}): Promise<Uint8Array> {
  const issuedAt = new Date(ISSUED_AT);
  const pdf = new PDFDocument({
    compress: given.compress ?? true,
    pdfVersion: "1.7",
    info: {
      Title: "Sample",
      Keywords: `sha256:${given.hash} report:${given.number}`,
      CreationDate: issuedAt,
      ModDate: issuedAt,
    },
  });
  const parts: Uint8Array[] = [];
  const done = new Promise<void>((resolve) => pdf.on("end", resolve));
  pdf.on("data", (part: Uint8Array) => parts.push(part));
  pdf.text("Sample");
  pdf.link(72, 72, 100, 20, `${given.base ?? BASE}/verify/${given.number}`);
  const dates = { creationDate: issuedAt, modifiedDate: issuedAt };
  pdf.file(Buffer.from(encodeUtf8('{"not":"this one"}')), { name: "other.json", type: "application/json", ...dates });
  pdf.file(Buffer.from(given.inventory), { name: "inventory.json", type: "application/json", ...dates });
  if (given.isSealable) addSealField(pdf, "Seal");
  pdf.end();
  await done;
  return new Uint8Array(Buffer.concat(parts));
}

export interface SampleReport extends Bundle {
  /** The report before its seal; the same as `pdf` where it has none. */
  unsealed: Uint8Array;
  facts: ReportFacts;
  /** Of the installation. */
  keyList: PublishedKey[];
  issuerKey: PublishedKey;
}

export interface SampleOptions {
  document?: JsonObject;
  withdrawn?: boolean;
  superseded?: boolean;
  /** When its validity ends; never by default. */
  expiresAt?: string;
  /** Public address of the issuer; the sample host by default. */
  base?: string;
  listsValidUntil?: string;
  seal?: Seal;
  /** The bytes from which other keys are made than those of the issuer, the installation and the log: of a forger. */
  issuerSeed?: number;
  installationSeed?: number;
  logSeed?: number;
  /** What the log has in place of the key of the issuer. */
  loggedKey?: OpenEntry;
  /** Whether the key enters the log after the report. */
  isKeyLate?: boolean;
  /** The key of the issuer was revoked at this time (ISO 8601), when the log had this many entries. */
  revoked?: { at: string; size: number } | undefined;
  /** Of its entry in the log; always the same by default. */
  logSalt?: string;
  /** What the record states instead of the true hash of the report before its seal. */
  unsealedHash?: string;
  /** What the installation had on record about the issuer. Nothing is stated by default, as in older records. */
  stated?: StatedProofs;
}

/** A whole issued report with proofs, as the services make it: entry 3 of 5 in the log. */
export async function issueSampleReport(options: SampleOptions = {}): Promise<SampleReport> {
  const base = options.base ?? BASE;
  const did = didOf(base);
  const issuerDid = issuerDidOf(did, SAMPLE_IDENTITY);
  const origin = `${new URL(base).host}/log`;
  const installation = await makeSampleKey(options.installationSeed ?? 1, "credential");
  const issuer = await makeSampleKey(options.issuerSeed ?? 5, "credential");
  const log = await makeSampleKey(options.logSeed ?? 2, "log");
  const document = options.document ?? sampleDocument();
  const inventory = encodeUtf8(canonicalJson(document));
  const place = { year: 2026, serial: 417 };
  const number = formatReportNumber({ ...place, code: drawReportCode(place, countingBytes()) });
  const hash = await sha256Hex(inventory);
  const unsealed = await samplePdf({ inventory, number, hash, base, isSealable: options.seal !== undefined });
  const pdf = options.seal ? await sealPdf(unsealed, options.seal, ISSUED_AT) : unsealed;
  const lists = { revocation: `${base}/status/revocation/1`, message: `${base}/status/message/1` };
  const facts: ReportFacts = {
    number,
    version: 1,
    address: `${base}/verify/${number}`,
    issuer: {
      did: issuerDid,
      name: "Sample Precision Co., Ltd.",
      key: { publicKeyMultibase: encodeMultikey(issuer.key.publicKey), since: KEY_SINCE },
      ...(options.stated ? { stated: options.stated } : {}),
    },
    organization: {
      name: { en: "Sample Precision Co., Ltd.", zh: "示例精密制造有限公司" },
      legalId: "91320000SAMPLE001X",
    },
    standards: ["ISO 14064-1:2018"],
    period: { start: "2025-01-01", end: "2025-12-31" },
    consolidationApproach: "operational_control",
    gwpSet: "AR6",
    engine: "truetonne-carbon/2",
    totals: totalsOfDocument(document),
    hashes: {
      inventory: hash,
      editions: [
        {
          language: "en",
          unsignedPdf: options.unsealedHash ?? (await sha256Hex(unsealed)),
          sealedPdf: options.seal ? await sha256Hex(pdf) : null,
        },
      ],
    },
    assurance: { status: "not_verified" },
    issuedAt: ISSUED_AT,
    expiresAt: options.expiresAt ?? null,
    supersedes: null,
    logSalt: options.logSalt ?? "5a".repeat(32),
    status: [
      { purpose: "revocation", list: lists.revocation, index: 4217 },
      { purpose: "message", list: lists.message, index: 4217 },
    ],
  };
  const credential = await signCredential(buildReportCredential(facts), issuer.signer, ISSUED_AT);
  const leaf = await hashLeaf(encodeLogEntry(await deriveIssueEntry(credential)));
  const others = await Promise.all([0, 1, 2, 3].map((at) => hashLeaf(Uint8Array.of(at))));
  const logged = options.loggedKey ?? deriveKeyEntry(facts.issuer);
  const keyLeaf = await hashLeaf(encodeLogEntry(logged));
  // The entry of a key that is logged late is after that of the report.
  const keyIndex = options.isKeyLate ? 3 : 1;
  const leaves = [others[0], others[1], leaf, others[2], others[3]] as Uint8Array[];
  leaves[keyIndex] = keyLeaf;
  const root = await rootOfLeafHashes(leaves);
  const checkpoint = await signCheckpoint({ origin, size: leaves.length, root }, log.signer);
  const prove = async (index: number) => {
    const path = await proveInclusion(index, leaves.length, readNodesFromLeafHashes(leaves));
    return formatTlogProof({ index, path, checkpoint });
  };
  const keyList = [installation.key, log.key];
  const window = {
    issuerDid: did,
    validFrom: ISSUED_AT,
    validUntil: options.listsValidUntil ?? "2026-03-03T09:15:00Z",
  };
  const statusLists = await Promise.all(
    (["revocation", "message"] as const).map(async (purpose) => {
      const isSet = purpose === "revocation" ? options.withdrawn : options.superseded;
      const list = { ...window, address: lists[purpose], purpose, set: isSet ? [4217] : [1, 2, 3] };
      return canonicalJson(await signStatusList(list, installation.signer));
    }),
  );
  return {
    pdf,
    unsealed,
    inventory,
    credential: canonicalJson(credential),
    proof: await prove(2),
    keyProof: await prove(keyIndex),
    keys: await formatKeySet(did, keyList, origin, {
      revokedIssuerKeys: revokedOf(options, issuerDid, issuer.key.keyId),
    }),
    statusLists,
    readme: "Sample bundle\n",
    facts,
    keyList,
    issuerKey: { ...issuer.key, validFrom: KEY_SINCE },
  };
}

function revokedOf({ revoked }: SampleOptions, issuer: string, keyId: string): RevokedIssuerKey[] {
  return revoked ? [{ issuer, keyId, revokedAt: revoked.at, revokedSize: revoked.size }] : [];
}

/** The key set of a sample report, read as a verifier reads it. */
export function sampleKeys(report: SampleReport) {
  return parseKeySet(report.keys);
}

function countingBytes(): (target: Uint8Array<ArrayBuffer>) => Uint8Array {
  let next = 7;
  return (target) =>
    target.map(() => {
      next = (next * 167 + 13) % 251;
      return next;
    });
}
