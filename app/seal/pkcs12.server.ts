import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  type KeyObject,
  pbkdf2Sync,
  timingSafeEqual,
} from "node:crypto";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { childrenOf, contextTag, type Der, Members, readDer, readOid, TAG } from "./der.ts";
import { OID } from "./object-ids.ts";

/** What a PKCS#12 file (RFC 7292) of a seal holds: one private key, and certificates in no certain order. */
export interface KeyFile {
  privateKey: KeyObject;
  certificates: Uint8Array[];
}

const ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
const SHROUDED_KEY_BAG = "1.2.840.113549.1.12.10.1.2";
const CERTIFICATE_BAG = "1.2.840.113549.1.12.10.1.3";
const X509 = "1.2.840.113549.1.9.22.1";
const PBES2 = "1.2.840.113549.1.5.13";
const PBKDF2 = "1.2.840.113549.1.5.12";
const SHA1_3DES = "1.2.840.113549.1.12.1.3";
const CIPHERS: Record<string, { name: string; bytes: number }> = {
  "2.16.840.1.101.3.4.1.2": { name: "aes-128-cbc", bytes: 16 },
  "2.16.840.1.101.3.4.1.22": { name: "aes-192-cbc", bytes: 24 },
  "2.16.840.1.101.3.4.1.42": { name: "aes-256-cbc", bytes: 32 },
  "1.2.840.113549.3.7": { name: "des-ede3-cbc", bytes: 24 },
};
const DIGESTS: Record<string, string> = {
  "1.3.14.3.2.26": "sha1",
  [OID.sha256]: "sha256",
  [OID.sha384]: "sha384",
  [OID.sha512]: "sha512",
};
const PSEUDORANDOM: Record<string, string> = {
  "1.2.840.113549.2.7": "sha1",
  "1.2.840.113549.2.9": "sha256",
  "1.2.840.113549.2.10": "sha384",
  "1.2.840.113549.2.11": "sha512",
};
/** A file that asks for more would hold up the start. */
const MOST_ITERATIONS = 10_000_000;

/**
 * Opens a PKCS#12 file with password integrity and password privacy, as OpenSSL, Java and Windows write it: PBES2 with AES
 * or triple DES, or the older SHA-1 with triple DES.
 * @throws `wrong_password`; `not_pkcs12` where it is no such file, `pkcs12_not_supported` where its encryption is
 *   another (RC2, PBMAC1); `no_private_key`
 */
export function openPkcs12(bytes: Uint8Array, password: string): KeyFile {
  try {
    const members = new Members(readDer(bytes));
    members.take(TAG.integer);
    const content = readData(members.enter());
    checkMac(members.enter(), content, password);
    const bags = childrenOf(readDer(content)).flatMap((part) => bagsOf(new Members(part), password));
    const keys = bags.filter(({ type }) => type === SHROUDED_KEY_BAG);
    if (keys.length !== 1) throw new TransparencyError("no_private_key", { keys: `${keys.length}` });
    return { privateKey: openKey(keys[0]!.value, password), certificates: bags.flatMap(certificateOf) };
  } catch (error) {
    if (error instanceof TransparencyError && error.code === "not_der") throw new TransparencyError("not_pkcs12");
    throw error;
  }
}

function readData(content: Members): Uint8Array {
  if (readOid(content.take()) !== OID.data) throw new TransparencyError("not_pkcs12");
  return content.enter(contextTag(0)).take(TAG.octetString).content;
}

function checkMac(mac: Members, content: Uint8Array, password: string): void {
  const stated = mac.enter();
  const algorithm = stated.enter();
  const digest = DIGESTS[readOid(algorithm.take())];
  if (!digest) throw new TransparencyError("pkcs12_not_supported");
  const expected = stated.take(TAG.octetString).content;
  const salt = mac.take(TAG.octetString).content;
  const count = mac.takeOptional(TAG.integer);
  const bytes = createHash(digest).digest().length;
  const key = deriveKey(password, { digest, salt, iterations: count ? wholeNumber(count) : 1, purpose: 3, bytes });
  const actual = createHmac(digest, key).update(content).digest();
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw new TransparencyError("wrong_password");
}

interface Bag {
  type: string;
  value: Der;
}

function bagsOf(part: Members, password: string): Bag[] {
  const type = readOid(part.take());
  const content = part.enter(contextTag(0));
  const safe = type === ENCRYPTED_DATA ? decryptData(content.enter(), password) : content.take(TAG.octetString).content;
  return childrenOf(readDer(safe)).map((element) => {
    const bag = new Members(element);
    return { type: readOid(bag.take()), value: bag.enter(contextTag(0)).take() };
  });
}

function decryptData(data: Members, password: string): Uint8Array {
  data.take(TAG.integer);
  const content = data.enter();
  content.take(TAG.oid);
  const algorithm = content.enter();
  return decrypt(algorithm, content.take(0x80).content, password);
}

function decrypt(algorithm: Members, content: Uint8Array, password: string): Uint8Array {
  const { cipher, key, iv } = cipherOf(algorithm, password);
  try {
    const decipher = createDecipheriv(cipher, key, iv);
    return new Uint8Array(Buffer.concat([decipher.update(content), decipher.final()]));
  } catch {
    throw new TransparencyError("wrong_password");
  }
}

function cipherOf(algorithm: Members, password: string): { cipher: string; key: Uint8Array; iv: Uint8Array } {
  const name = readOid(algorithm.take());
  const parameters = algorithm.enter();
  if (name === SHA1_3DES) {
    const salt = parameters.take(TAG.octetString).content;
    const settings = { digest: "sha1", salt, iterations: wholeNumber(parameters.take(TAG.integer)) };
    const key = deriveKey(password, { ...settings, purpose: 1, bytes: 24 });
    return { cipher: "des-ede3-cbc", key, iv: deriveKey(password, { ...settings, purpose: 2, bytes: 8 }) };
  }
  if (name !== PBES2) throw new TransparencyError("pkcs12_not_supported", { algorithm: name });
  const derivation = parameters.enter();
  const encryption = parameters.enter();
  const cipher = CIPHERS[readOid(encryption.take())];
  if (!cipher || readOid(derivation.take()) !== PBKDF2) throw new TransparencyError("pkcs12_not_supported");
  const settings = derivation.enter();
  const salt = settings.take(TAG.octetString).content;
  const iterations = wholeNumber(settings.take(TAG.integer));
  settings.takeOptional(TAG.integer);
  const random = settings.takeOptional(TAG.sequence);
  const digest = random ? PSEUDORANDOM[readOid(new Members(random).take())] : "sha1";
  if (!digest) throw new TransparencyError("pkcs12_not_supported");
  const key = pbkdf2Sync(password, salt, iterations, cipher.bytes, digest);
  return { cipher: cipher.name, key, iv: encryption.take(TAG.octetString).content };
}

function certificateOf({ type, value }: Bag): Uint8Array[] {
  if (type !== CERTIFICATE_BAG) return [];
  const bag = new Members(value);
  return readOid(bag.take()) === X509 ? [bag.enter(contextTag(0)).take(TAG.octetString).content] : [];
}

function openKey({ raw }: Der, password: string): KeyObject {
  const encrypted = new Members(readDer(raw));
  const algorithm = encrypted.enter();
  const key = decrypt(algorithm, encrypted.take(TAG.octetString).content, password);
  return createPrivateKey({ key: Buffer.from(key), format: "der", type: "pkcs8" });
}

/** The key derivation of PKCS#12 itself (RFC 7292, appendix B.2). `purpose`: 1 key, 2 initial value, 3 integrity. */
function deriveKey(
  password: string,
  settings: { digest: string; salt: Uint8Array; iterations: number; purpose: number; bytes: number },
): Uint8Array {
  const { digest, salt, iterations, purpose, bytes } = settings;
  const block = digest === "sha384" || digest === "sha512" ? 128 : 64;
  const secret = Buffer.from(`${password}\0`, "utf16le").swap16();
  const input = Buffer.concat([fillBlocks(salt, block), fillBlocks(secret, block)]);
  const parts: Buffer[] = [];
  for (let length = 0; length < bytes; ) {
    let hash = createHash(digest).update(Buffer.alloc(block, purpose)).update(input).digest();
    for (let round = 1; round < iterations; round++) hash = createHash(digest).update(hash).digest();
    parts.push(hash);
    length += hash.length;
    const addend = fillBlocks(hash, block).subarray(0, block);
    for (let at = 0; at < input.length; at += block) addPlusOne(input.subarray(at, at + block), addend);
  }
  return Buffer.concat(parts).subarray(0, bytes);
}

function fillBlocks(bytes: Uint8Array, block: number): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}

/** `target` + `addend` + 1 as big-endian numbers, without the last carry. */
function addPlusOne(target: Buffer, addend: Buffer): void {
  let carry = 1;
  for (let at = target.length - 1; at >= 0; at--) {
    carry += target[at]! + addend[at]!;
    target[at] = carry & 0xff;
    carry >>= 8;
  }
}

function wholeNumber({ content }: Der): number {
  const number = content.reduce((sum, byte) => sum * 256 + byte, 0);
  if (number < 1 || number > MOST_ITERATIONS) throw new TransparencyError("pkcs12_not_supported");
  return number;
}
