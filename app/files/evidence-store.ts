/** A received and hashed file on disk, waiting to be stored. */
export interface ReceivedFile {
  path: string;
  size: number;
  /** Lower-case hex. */
  sha256: string;
}

/**
 * The storage of evidence bytes. No other code depends on whether it is a folder or a bucket. `evidenceKey` creates the
 * keys, and no part of them comes from user input.
 */
export interface EvidenceStore {
  /**
   * Stores the file completely or not at all. After it returns, the bytes survive a power failure. May move the file.
   */
  put(key: string, file: ReceivedFile): Promise<void>;
  /** The bytes as a stream, or null if there are none. */
  get(key: string): Promise<AsyncIterable<Uint8Array> | null>;
  head(key: string): Promise<{ size: number } | null>;
  /** Deleting a missing file is not an error. */
  delete(key: string): Promise<void>;
}

const KEY = /^([0-9a-f-]{36})\/[0-9a-f]{2}\/([0-9a-f]{64})-([0-9a-f-]{36})$/;

/** Each stored file has its own key, so that erasing one never affects identical content uploaded again. */
export function evidenceKey(tenantId: string, sha256: string, fileId: string): string {
  return `${tenantId}/${sha256.slice(0, 2)}/${sha256}-${fileId}`;
}

/** The owner of a key. @throws Error for a malformed key */
export function readEvidenceKey(key: string): { tenantId: string; sha256: string; fileId: string } {
  const [, tenantId, sha256, fileId] = KEY.exec(assertKey(key))!;
  return { tenantId: tenantId!, sha256: sha256!, fileId: fileId! };
}

/** @throws Error for a malformed key, which would be a bug */
export function assertKey(key: string): string {
  if (!KEY.test(key)) throw new Error("not a key of evidence");
  return key;
}
