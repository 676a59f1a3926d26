import { decodeBase64Url, encodeBase64Url } from "#app/encoding/base64.ts";
import { isJsonObject, type JsonObject, parseCanonicalJson } from "#app/encoding/canonical-json.ts";
import { compressGzip, decompress } from "#app/encoding/decompress.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { StatusPlace } from "./credential.ts";
import { signDocument, verifyDocument } from "./data-integrity.ts";
import type { PublishedKey } from "./jwks.ts";
import { isUtcTime } from "./log-entry.ts";
import type { Signer } from "./signer.ts";

/** The least length that W3C Bitstring Status List 1.0 allows, so that a report hides among many: 16 kB of bits. */
export const STATUS_LIST_LENGTH = 131_072;
const LIST_BYTES = STATUS_LIST_LENGTH / 8;

/**
 * The position of a report in the status lists: lists follow one another, and the next begins where one is full.
 *
 * @param place counted from 0 over all lists
 * @returns the list, counted from 1, and the index in it
 */
export function locateStatus(place: number): { list: number; index: number } {
  return { list: Math.floor(place / STATUS_LIST_LENGTH) + 1, index: place % STATUS_LIST_LENGTH };
}

/** Of reports that were withdrawn, or replaced. */
export type StatusListName = "revocation" | "superseded";

/** The path of a list below the installation's address. The first has no number: it was alone once. */
export function pathOfStatusList(name: StatusListName, list: number): string {
  return list === 1 ? `/status/${name}` : `/status/${name}/${list}`;
}

export interface StatusListFacts {
  /** Address of the list, which is its id. */
  address: string;
  issuerDid: string;
  purpose: StatusPlace["purpose"];
  /** Indexes whose bit is set. */
  set: Iterable<number>;
  validFrom: string;
  /** Soon after `validFrom`: an old copy of the list would hide a withdrawal. */
  validUntil: string;
}

/** What a signed list states about one place, and when. */
export interface StatusReading {
  isSet: boolean;
  /** The list was signed at this time: "status as of". */
  asOf: string;
  validUntil: string;
  /** Whether `now` lies within the list's validity. A stale list proves what it shows set, never what it does not. */
  isFresh: boolean;
}

/** A status list as a signed credential (W3C Bitstring Status List 1.0). Throws `invalid_status_index`. */
export async function signStatusList(facts: StatusListFacts, signer: Signer): Promise<JsonObject> {
  const bits = new Uint8Array(LIST_BYTES);
  for (const index of facts.set) {
    assertIndex(index);
    bits[index >> 3] = (bits[index >> 3] as number) | bitOf(index);
  }
  const list: JsonObject = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    id: facts.address,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer: facts.issuerDid,
    validFrom: facts.validFrom,
    validUntil: facts.validUntil,
    credentialSubject: {
      id: `${facts.address}#list`,
      type: "BitstringStatusList",
      statusPurpose: facts.purpose,
      // `u` is the multibase prefix for base64url without padding.
      encodedList: `u${encodeBase64Url(await compressGzip(bits))}`,
    },
  };
  return signDocument(list, signer, facts.validFrom);
}

/**
 * Reads one place of a signed list after checking that it is the list the credential names, signed by the same issuer.
 * Throws `wrong_status_list`, `invalid_status_list`, and whatever `verifyDocument` throws.
 */
export async function readStatusList(
  text: string,
  place: StatusPlace & { issuerDid: string },
  context: { keys: readonly PublishedKey[]; now: string },
): Promise<StatusReading> {
  const list = parseCanonicalJson(text);
  if (!isJsonObject(list) || list.id !== place.list || list.issuer !== place.issuerDid) {
    throw new TransparencyError("wrong_status_list", { list: place.list });
  }
  await verifyDocument(list, context.keys);
  const { validFrom, validUntil, credentialSubject: subject } = list;
  const isList =
    isUtcTime(validFrom) &&
    isUtcTime(validUntil) &&
    isJsonObject(subject) &&
    subject.type === "BitstringStatusList" &&
    subject.statusPurpose === place.purpose &&
    typeof subject.encodedList === "string" &&
    subject.encodedList.startsWith("u");
  if (!isList) throw new TransparencyError("invalid_status_list", { list: place.list });
  const bits = await decompress(decodeBase64Url((subject.encodedList as string).slice(1)), "gzip", LIST_BYTES);
  assertIndex(place.index);
  if (bits.length !== LIST_BYTES) throw new TransparencyError("invalid_status_list", { list: place.list });
  const now = Date.parse(context.now);
  return {
    isSet: ((bits[place.index >> 3] as number) & bitOf(place.index)) !== 0,
    asOf: validFrom,
    validUntil,
    isFresh: now >= Date.parse(validFrom) && now < Date.parse(validUntil),
  };
}

/** The address of a list, read without judging it, to find the one that a credential names. Null when it is no list. */
export function addressOfStatusList(text: string): string | null {
  try {
    const list = parseCanonicalJson(text);
    return isJsonObject(list) && typeof list.id === "string" ? list.id : null;
  } catch {
    return null;
  }
}

/** Index 0 is the left-most bit of the first byte. */
function bitOf(index: number): number {
  return 0x80 >> (index & 7);
}

function assertIndex(index: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= STATUS_LIST_LENGTH) {
    throw new TransparencyError("invalid_status_index", { index: `${index}` });
  }
}
