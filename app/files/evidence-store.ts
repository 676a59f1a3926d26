/** A file that was received and hashed, waiting on disk to be stored. */
export interface ReceivedFile {
  path: string;
  size: number;
  /** Lower-case hex. */
  sha256: string;
}

/**
 * Where the bytes of evidence are. The one seam: nothing else knows whether it is a folder or a bucket. Keys are made
 * by `evidenceKey`; no part of one comes from a user.
 */
export interface EvidenceStore {
  /** Stores it whole or not at all; when this returns, the bytes outlast a loss of power. May take the file away. */
  put(key: string, file: ReceivedFile): Promise<void>;
  /** The bytes, as a stream; null where there are none. */
  get(key: string): Promise<AsyncIterable<Uint8Array> | null>;
  head(key: string): Promise<{ size: number } | null>;
  /** Nothing to delete is no fault. */
  delete(key: string): Promise<void>;
}

const KEY = /^([0-9a-f-]{36})\/[0-9a-f]{2}\/([0-9a-f]{64})-([0-9a-f-]{36})$/;

/** Each kept file has a key of its own, so that erasing one never touches the same content uploaded again. */
export function evidenceKey(tenantId: string, sha256: string, fileId: string): string {
  return `${tenantId}/${sha256.slice(0, 2)}/${sha256}-${fileId}`;
}

/** Whose file a key is. @throws Error for a key of another shape */
export function readEvidenceKey(key: string): { tenantId: string; sha256: string; fileId: string } {
  const [, tenantId, sha256, fileId] = KEY.exec(assertKey(key))!;
  return { tenantId: tenantId!, sha256: sha256!, fileId: fileId! };
}

/** @throws Error for a key of another shape: it would be a fault of ours */
export function assertKey(key: string): string {
  if (!KEY.test(key)) throw new Error("not a key of evidence");
  return key;
}
