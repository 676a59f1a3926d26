import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { decodeUtf8 } from "#app/encoding/bytes.ts";
import { isJsonObject, parseJson } from "#app/encoding/canonical-json.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { BUNDLE_NAMES, type Bundle, isZip, LARGEST_BUNDLE_BYTES, unpackBundle } from "#app/proof/bundle.ts";
import { type AssuranceEvidence, readAssuranceEvidence } from "#app/proof/check-assurance.ts";
import { parseReportCredential, type ReportFacts } from "#app/proof/credential.ts";
import { hostOfDid } from "#app/proof/did-document.ts";
import { findReportNumber, findVerifyAddress } from "#app/proof/extract-inventory.ts";
import { type KeySet, parseKeySet } from "#app/proof/key-set.ts";
import type { RegisteredReport } from "#app/proof/verify-report.ts";
import { fetchText } from "./fetch-text.ts";

export type KeySource = { kind: "pinned" | "bundle" | "none" } | { kind: "issuer"; host: string };

/** Everything found about a report on this disk and, unless offline, at its issuer's address. */
export interface Evidence {
  file: Uint8Array;
  registered: RegisteredReport | "unknown" | "unreachable";
  keys: KeySet | null;
  keySource: KeySource;
}

interface Sidecars {
  credential: string | null;
  proof: string | null;
  keyProof: string | null;
  keys: string | null;
  statusLists: string[];
  /** Third parties' statements, only available in a bundle. */
  assurance?: AssuranceEvidence[];
  inventory?: Uint8Array;
}

const MOST_STATUS_LISTS = 4;

/** Reads a file of at most the size of a report or bundle. Throws `too_large` and the errors of the file system. */
export async function readBounded(path: string): Promise<Uint8Array> {
  if ((await stat(path)).size > LARGEST_BUNDLE_BYTES) throw new TransparencyError("too_large");
  return new Uint8Array(await readFile(path));
}

/**
 * Collects the evidence for a report PDF, a bundle or a data package with sidecars. Throws `not_a_bundle` for a changed
 * bundle and `invalid_key_set` for a malformed key set.
 */
export async function gatherEvidence(
  path: string,
  content: Uint8Array,
  options: { offline: boolean; pinned: KeySet | null },
): Promise<Evidence> {
  const bundle = isZip(content) ? unpackBundle(content) : null;
  const file = bundle ? bundle.pdf : content;
  const beside = bundle ? sidecarsOf(bundle) : await readSidecars(path);
  const registered = await findRegistered(file, beside, options.offline);
  const facts = typeof registered === "string" ? null : factsOf(registered.credential);
  const { keys, keySource } = await findKeys(facts, beside.keys, options);
  if (typeof registered === "string") return { file, registered, keys, keySource };
  // An older local list counts along with a new one: a report withdrawn in it remains withdrawn.
  const statusLists = [...(options.offline ? [] : await fetchStatusLists(facts)), ...beside.statusLists];
  return { file, registered: { ...registered, statusLists }, keys, keySource };
}

/** Whether evidence is next to a file, which distinguishes a data package from a bare inventory document. */
export async function hasSidecars(path: string): Promise<boolean> {
  return (await readSidecars(path)).credential !== null;
}

async function findRegistered(file: Uint8Array, beside: Sidecars, offline: boolean): Promise<Evidence["registered"]> {
  const { credential, proof, keyProof, statusLists, assurance = [], inventory } = beside;
  if (credential !== null)
    return { credential, proof, keyProof, statusLists, assurance, ...(inventory ? { inventory } : {}) };
  if (offline) return "unreachable";
  const number = findReportNumber(file);
  // Without a report number there is no issuer to ask and no report to compare with.
  if (number === null) return "unknown";
  const address = findVerifyAddress(file, number);
  if (address === null) return "unreachable";
  const record = await fetchText(`${address}/evidence.json`);
  if (record.kind === "missing") return "unknown";
  return record.kind === "unreachable" ? "unreachable" : readRecord(record.text);
}

function readRecord(text: string): RegisteredReport | "unreachable" {
  try {
    const record = parseJson(text);
    if (!isJsonObject(record) || typeof record.credential !== "string") return "unreachable";
    const proof = typeof record.tlogProof === "string" ? record.tlogProof : null;
    const assurance = readAssuranceEvidence(record.assurance);
    const keyProof = typeof record.keyProof === "string" ? record.keyProof : null;
    return { credential: record.credential, proof, keyProof, statusLists: [], assurance };
  } catch (error) {
    if (error instanceof TransparencyError) return "unreachable";
    throw error;
  }
}

/** Keys given by the user come first, then the issuer's published keys. The bundle's keys are used only offline. */
async function findKeys(
  facts: ReportFacts | null,
  fromBundle: string | null,
  { offline, pinned }: { offline: boolean; pinned: KeySet | null },
): Promise<Pick<Evidence, "keys" | "keySource">> {
  if (pinned) return { keys: pinned, keySource: { kind: "pinned" } };
  if (offline) {
    if (fromBundle === null) return { keys: null, keySource: { kind: "none" } };
    return { keys: await parseKeySet(fromBundle), keySource: { kind: "bundle" } };
  }
  const host = facts === null ? null : hostOfDid(facts.issuer.did);
  if (facts === null || host === null) return { keys: null, keySource: { kind: "none" } };
  // did:web means https. Plain http is tried only for an issuer on this machine.
  const published = await fetchText(`${new URL(facts.address).protocol}//${host}/.well-known/jwks.json`);
  if (published.kind !== "found") return { keys: null, keySource: { kind: "none" } };
  return { keys: await parseKeySet(published.text), keySource: { kind: "issuer", host } };
}

async function fetchStatusLists(facts: ReportFacts | null): Promise<string[]> {
  const addresses = [...new Set(facts?.status.map(({ list }) => list) ?? [])].slice(0, MOST_STATUS_LISTS);
  const fetched = await Promise.all(addresses.map(fetchText));
  return fetched.flatMap((answer) => (answer.kind === "found" ? [answer.text] : []));
}

/** The report's own address and lists, read before verification only to find its issuer. */
function factsOf(credential: string): ReportFacts | null {
  try {
    const { facts } = parseReportCredential(credential);
    return URL.canParse(facts.address) ? facts : null;
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}

function sidecarsOf({ credential, proof, keyProof, keys, statusLists, assurance = [], inventory }: Bundle): Sidecars {
  return { credential, proof, keyProof, keys, statusLists, assurance, inventory };
}

/**
 * Next to `report.pdf`: `report.bundle.zip`, or the unpacked parts `report.vc.json`, `report.tlog-proof`,
 * `report.issuer-key.tlog-proof` or `issuer-key.tlog-proof`,
 * `report.keys.json` or `keys.json`, `report.status-1.json` or `status-1.json` and so on.
 */
async function readSidecars(path: string): Promise<Sidecars> {
  const folder = dirname(path);
  const stem = basename(path).replace(/\.(pdf|json)$/i, "");
  const archive = await readIfThere(join(folder, `${stem}.bundle.zip`));
  if (archive) return sidecarsOf(unpackBundle(archive));
  const text = async (...names: string[]) => {
    for (const name of names) {
      const bytes = await readIfThere(join(folder, name));
      if (bytes) return decodeUtf8(bytes);
    }
    return null;
  };
  // The data package of an unpacked bundle doesn't have the report's name.
  const named = basename(path) === BUNDLE_NAMES.inventory ? "report" : stem;
  const statusLists: string[] = [];
  for (let at = 1; at <= MOST_STATUS_LISTS; at += 1) {
    const list = await text(`${named}.status-${at}.json`, `status-${at}.json`);
    if (list !== null) statusLists.push(list);
  }
  return {
    credential: await text(`${named}.vc.json`),
    proof: await text(`${named}.tlog-proof`),
    keyProof: await text(`${named}.${BUNDLE_NAMES.keyProof}`, BUNDLE_NAMES.keyProof),
    keys: await text(`${named}.keys.json`, BUNDLE_NAMES.keys),
    statusLists,
  };
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readBounded(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
