import { unzipSync, zipSync } from "fflate";
import { decodeUtf8, encodeUtf8, equalBytes } from "#app/encoding/bytes.ts";
import { canonicalBytes, isJsonObject, parseJson } from "#app/encoding/canonical-json.ts";
import { omit } from "#app/encoding/omit.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type AssuranceEvidence, isDisowningOrNull } from "./check-assurance.ts";
import { LARGEST_INVENTORY_BYTES, LARGEST_PDF_BYTES } from "./extract-inventory.ts";

/** Everything needed to check a report without its issuer. Texts are the published ones, byte for byte. */
export interface Bundle {
  pdf: Uint8Array;
  inventory: Uint8Array;
  /** Canonical JSON. */
  credential: string;
  proof: string;
  /** That the log has the key of the issuer. */
  keyProof: string;
  /** JWKS with DID document and log keys, see `formatKeySet`. */
  keys: string;
  /** Signed status lists as they stood when the bundle was made, in the order of the credential. */
  statusLists: string[];
  /** What the bundle is and how to check it, for people. */
  readme: string;
  /** What third parties stated about the report, in order of recording; `unpackBundle` gives none as absent. */
  assurance?: AssuranceEvidence[];
  /** `docs/verify.py`: the same checks in sixty lines, for readers who want to read what they run. */
  script?: string;
  /** The SHA-256 of every other file, as `sha256sum --check` reads it. */
  sums?: string;
}

/**
 * The file names in the archive, in their order; status lists follow as `status-1.json`, `status-2.json` …, statements
 * of third parties as `assurance-1.vc.json` with `assurance-1.tlog-proof` and `assurance-1.withdrawal.json` or
 * `assurance-1.disowned.json` where there are such, then `verify.py` and `SHA256SUMS`.
 */
export const BUNDLE_NAMES = {
  readme: "README.txt",
  pdf: "report.pdf",
  inventory: "inventory.json",
  credential: "report.vc.json",
  proof: "report.tlog-proof",
  keyProof: "issuer-key.tlog-proof",
  keys: "keys.json",
} as const;

const OPTIONAL_NAMES = { script: "verify.py", sums: "SHA256SUMS" } as const;
const MOST_STATUS_LISTS = 4;
/** Of third parties, about one report. */
export const MOST_STATEMENTS = 16;
const MOST_FILES = 9 + MOST_STATUS_LISTS + 4 * MOST_STATEMENTS;
const LARGEST_TEXT_BYTES = 1024 * 1024;
export const LARGEST_BUNDLE_BYTES = LARGEST_PDF_BYTES + LARGEST_INVENTORY_BYTES + MOST_FILES * LARGEST_TEXT_BYTES;

/** Whether the bytes begin like a ZIP archive. */
export function isZip(bytes: Uint8Array): boolean {
  return equalBytes(bytes.subarray(0, 4), Uint8Array.of(0x50, 0x4b, 0x03, 0x04));
}

/**
 * The bundle as a ZIP archive with nothing left open: fixed order, fixed time, stored without compression (the PDF is
 * compressed already). The same content is the same archive on every machine and with every version of a compressor.
 */
export function packBundle(bundle: Bundle): Uint8Array {
  // Local midnight, because the archiver writes local time: the bytes are then the same in every time zone.
  return zipSync(filesOf(bundle), { level: 0, mtime: new Date(1980, 0, 1), os: 0, attrs: 0 });
}

/** The text of `SHA256SUMS` for a bundle: a line for each of its files, in their order. */
export async function sumBundle(bundle: Bundle): Promise<string> {
  const summed = omit(bundle, "sums");
  const lines = Object.entries(filesOf(summed)).map(async ([name, bytes]) => `${await sha256Hex(bytes)}  ${name}\n`);
  return (await Promise.all(lines)).join("");
}

function filesOf(bundle: Bundle): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {
    [BUNDLE_NAMES.readme]: encodeUtf8(bundle.readme),
    [BUNDLE_NAMES.pdf]: bundle.pdf,
    [BUNDLE_NAMES.inventory]: bundle.inventory,
    [BUNDLE_NAMES.credential]: encodeUtf8(bundle.credential),
    [BUNDLE_NAMES.proof]: encodeUtf8(bundle.proof),
    [BUNDLE_NAMES.keyProof]: encodeUtf8(bundle.keyProof),
    [BUNDLE_NAMES.keys]: encodeUtf8(bundle.keys),
  };
  for (const [at, list] of bundle.statusLists.entries()) files[statusName(at)] = encodeUtf8(list);
  for (const [at, { credential, proof, withdrawal, disowned }] of (bundle.assurance ?? []).entries()) {
    files[statementName(at, "vc.json")] = encodeUtf8(credential);
    if (proof !== null) files[statementName(at, "tlog-proof")] = encodeUtf8(proof);
    if (withdrawal !== null) files[statementName(at, "withdrawal.json")] = canonicalBytes(withdrawal);
    if (disowned !== null) files[statementName(at, "disowned.json")] = canonicalBytes(disowned);
  }
  if (bundle.script !== undefined) files[OPTIONAL_NAMES.script] = encodeUtf8(bundle.script);
  if (bundle.sums !== undefined) files[OPTIONAL_NAMES.sums] = encodeUtf8(bundle.sums);
  return files;
}

/**
 * Takes a bundle apart. It must be exactly the archive that `packBundle` makes of its content, so that no byte of it,
 * README and archive headers included, can differ from the one handed out without being noticed. An archive that was
 * unpacked and packed again is refused with `not_a_bundle`, too large parts with `too_large`.
 */
export function unpackBundle(archive: Uint8Array): Bundle {
  if (archive.length > LARGEST_BUNDLE_BYTES)
    throw new TransparencyError("too_large", { limit: `${LARGEST_BUNDLE_BYTES}` });
  const files = unzip(archive);
  const statusLists: string[] = [];
  for (let at = 0; files[statusName(at)] !== undefined; at += 1) statusLists.push(textOf(files, statusName(at)));
  const assurance = readStatements(files);
  const bundle: Bundle = {
    readme: textOf(files, BUNDLE_NAMES.readme),
    pdf: bytesOf(files, BUNDLE_NAMES.pdf),
    inventory: bytesOf(files, BUNDLE_NAMES.inventory),
    credential: textOf(files, BUNDLE_NAMES.credential),
    proof: textOf(files, BUNDLE_NAMES.proof),
    keyProof: textOf(files, BUNDLE_NAMES.keyProof),
    keys: textOf(files, BUNDLE_NAMES.keys),
    statusLists,
    ...(assurance.length > 0 ? { assurance } : {}),
    ...(files[OPTIONAL_NAMES.script] ? { script: textOf(files, OPTIONAL_NAMES.script) } : {}),
    ...(files[OPTIONAL_NAMES.sums] ? { sums: textOf(files, OPTIONAL_NAMES.sums) } : {}),
  };
  if (!equalBytes(packBundle(bundle), archive)) throw new TransparencyError("not_a_bundle");
  return bundle;
}

function readStatements(files: Record<string, Uint8Array>): AssuranceEvidence[] {
  const statements: AssuranceEvidence[] = [];
  for (let at = 0; files[statementName(at, "vc.json")] !== undefined; at += 1) {
    const textIfThere = (kind: StatementPart) =>
      files[statementName(at, kind)] === undefined ? null : textOf(files, statementName(at, kind));
    const withdrawal = textIfThere("withdrawal.json");
    const disowned = textIfThere("disowned.json");
    statements.push({
      credential: textOf(files, statementName(at, "vc.json")),
      proof: textIfThere("tlog-proof"),
      withdrawal: withdrawal === null ? null : readWithdrawal(withdrawal),
      disowned: disowned === null ? null : readDisowning(disowned),
    });
  }
  return statements;
}

function readDisowning(text: string): AssuranceEvidence["disowned"] {
  const value = parseJson(text);
  if (!isDisowningOrNull(value)) throw new TransparencyError("not_a_bundle");
  return value;
}

function readWithdrawal(text: string): AssuranceEvidence["withdrawal"] {
  const value = parseJson(text);
  const isText = (one: unknown) => typeof one === "string";
  if (!isJsonObject(value) || ![value.kind, value.reason, value.salt, value.at].every(isText))
    throw new TransparencyError("not_a_bundle");
  return value as unknown as AssuranceEvidence["withdrawal"];
}

function unzip(archive: Uint8Array): Record<string, Uint8Array> {
  const limits = new Map<string, number>([
    [BUNDLE_NAMES.pdf, LARGEST_PDF_BYTES],
    [BUNDLE_NAMES.inventory, LARGEST_INVENTORY_BYTES],
  ]);
  let count = 0;
  const isWanted = ({
    name,
    originalSize,
    compression,
  }: {
    name: string;
    originalSize: number;
    compression: number;
  }) => {
    count += 1;
    // Stored only: what is not compressed cannot unfold.
    if (!isOurName(name) || compression !== 0 || count > MOST_FILES)
      throw new TransparencyError("not_a_bundle", { name });
    if (originalSize > (limits.get(name) ?? LARGEST_TEXT_BYTES)) throw new TransparencyError("too_large", { name });
    return true;
  };
  try {
    return unzipSync(archive, { filter: isWanted });
  } catch (error) {
    if (error instanceof TransparencyError) throw error;
    throw new TransparencyError("not_a_bundle");
  }
}

function isOurName(name: string): boolean {
  const isNamed = [...Object.values<string>(BUNDLE_NAMES), ...Object.values<string>(OPTIONAL_NAMES)].includes(name);
  return (
    isNamed ||
    /^status-[1-4]\.json$|^assurance-\d{1,2}\.(vc\.json|tlog-proof|withdrawal\.json|disowned\.json)$/.test(name)
  );
}

function statusName(at: number): string {
  return `status-${at + 1}.json`;
}

type StatementPart = "vc.json" | "tlog-proof" | "withdrawal.json" | "disowned.json";

function statementName(at: number, kind: StatementPart): string {
  return `assurance-${at + 1}.${kind}`;
}

function bytesOf(files: Record<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files[name];
  if (bytes === undefined) throw new TransparencyError("not_a_bundle", { missing: name });
  return bytes;
}

function textOf(files: Record<string, Uint8Array>, name: string): string {
  return decodeUtf8(bytesOf(files, name));
}
