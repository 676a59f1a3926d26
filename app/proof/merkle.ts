import { concatBytes, equalBytes } from "#app/encoding/bytes.ts";
import { sha256 } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";

/** The hash of the complete subtree over leaves `index·2^level` to `(index+1)·2^level − 1`; level 0 is a leaf hash. */
export type NodeReader = (level: number, index: number) => Uint8Array | Promise<Uint8Array>;

/**
 * What is needed to append: the roots of the complete subtrees along the right edge, the largest first, one for each
 * bit set in `size`. A few hundred bytes represent a log of any length.
 */
export interface MerkleEdge {
  size: number;
  hashes: Uint8Array[];
}

export const EMPTY_EDGE: MerkleEdge = { size: 0, hashes: [] };

/** RFC 6962 §2.1: SHA-256(00 ‖ entry). */
export function hashLeaf(entry: Uint8Array): Promise<Uint8Array> {
  return sha256(concatBytes(Uint8Array.of(0), entry));
}

/** RFC 6962 §2.1: SHA-256(01 ‖ left ‖ right). */
export function hashNode(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  return sha256(concatBytes(Uint8Array.of(1), left, right));
}

/** A new edge with one more leaf; the given one is not changed. */
export async function appendLeafHash(edge: MerkleEdge, leafHash: Uint8Array): Promise<MerkleEdge> {
  const hashes = [...edge.hashes];
  let carry = leafHash;
  for (let rest = edge.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    carry = await hashNode(hashes.pop() as Uint8Array, carry);
  }
  hashes.push(carry);
  return { size: edge.size + 1, hashes };
}

/** The root over all leaves behind the edge; of an empty log it is SHA-256 of nothing. */
export async function rootOfEdge(edge: MerkleEdge): Promise<Uint8Array> {
  const [last, ...larger] = [...edge.hashes].reverse();
  if (last === undefined) return sha256(new Uint8Array());
  let root = last;
  for (const hash of larger) root = await hashNode(hash, root);
  return root;
}

/** The root over a list of leaf hashes, derived from nothing else. */
export async function rootOfLeafHashes(leafHashes: readonly Uint8Array[]): Promise<Uint8Array> {
  let edge = EMPTY_EDGE;
  for (const leafHash of leafHashes) edge = await appendLeafHash(edge, leafHash);
  return rootOfEdge(edge);
}

/** Reads subtree hashes from leaf hashes held in memory, and remembers what it has hashed. */
export function readNodesFromLeafHashes(leafHashes: readonly Uint8Array[]): NodeReader {
  const known = new Map<string, Promise<Uint8Array>>();
  const read = (level: number, index: number): Promise<Uint8Array> => {
    const key = `${level}/${index}`;
    const remembered = known.get(key);
    if (remembered) return remembered;
    const hash = level === 0 ? leafAt(leafHashes, index) : hashChildren(read, level, index);
    known.set(key, hash);
    return hash;
  };
  return read;
}

/** RFC 9162 §2.1.3.1: the path from the leaf's sibling up to the child of the root. Throws `out_of_range`. */
export async function proveInclusion(index: number, size: number, readNode: NodeReader): Promise<Uint8Array[]> {
  if (!isIndex(index) || !isIndex(size) || index >= size) throw outOfRange({ index, size });
  const path: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + largestPowerOfTwoBelow(end - start);
    if (index < middle) {
      path.unshift(await rootOfRange(middle, end, readNode));
      end = middle;
    } else {
      path.unshift(await rootOfRange(start, middle, readNode));
      start = middle;
    }
  }
  return path;
}

/** RFC 9162 §2.1.4.1: shows that the tree of `newSize` leaves begins with the tree of `oldSize`. Throws `out_of_range`. */
export async function proveConsistency(oldSize: number, newSize: number, readNode: NodeReader): Promise<Uint8Array[]> {
  if (!isIndex(oldSize) || !isIndex(newSize) || oldSize < 1 || oldSize > newSize)
    throw outOfRange({ oldSize, newSize });
  const path: Uint8Array[] = [];
  let [start, end] = [0, newSize];
  while (end !== oldSize) {
    const middle = start + largestPowerOfTwoBelow(end - start);
    if (oldSize <= middle) {
      path.unshift(await rootOfRange(middle, end, readNode));
      end = middle;
    } else {
      path.unshift(await rootOfRange(start, middle, readNode));
      start = middle;
    }
  }
  // The verifier knows the old root; the proof repeats it only where it is not a subtree of its own.
  return start === 0 ? path : [await rootOfRange(start, end, readNode), ...path];
}

/** RFC 9162 §2.1.3.2. False for anything malformed: no size, an index beyond it, a hash that is not 32 bytes. */
export async function verifyInclusion(proof: {
  index: number;
  size: number;
  leafHash: Uint8Array;
  path: readonly Uint8Array[];
  root: Uint8Array;
}): Promise<boolean> {
  const { index, size, leafHash, path, root } = proof;
  if (!isIndex(index) || !isIndex(size) || index >= size || ![leafHash, root, ...path].every(isHash)) return false;
  let [position, last, hash] = [index, size - 1, leafHash];
  for (const sibling of path) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = await hashNode(sibling, hash);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else hash = await hashNode(hash, sibling);
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && equalBytes(hash, root);
}

/** RFC 9162 §2.1.4.2. False for anything malformed, and for an old size of 0, which would prove nothing. */
export async function verifyConsistency(proof: {
  oldSize: number;
  newSize: number;
  oldRoot: Uint8Array;
  newRoot: Uint8Array;
  path: readonly Uint8Array[];
}): Promise<boolean> {
  const { oldSize, newSize, oldRoot, newRoot, path } = proof;
  if (!isIndex(oldSize) || !isIndex(newSize) || oldSize < 1 || oldSize > newSize) return false;
  if (![oldRoot, newRoot, ...path].every(isHash)) return false;
  if (oldSize === newSize) return path.length === 0 && equalBytes(oldRoot, newRoot);
  if (path.length === 0) return false;
  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...path] : path;
  let [position, last] = [oldSize - 1, newSize - 1];
  while (position % 2 === 1) [position, last] = [half(position), half(last)];
  let [oldHash, newHash] = [first as Uint8Array, first as Uint8Array];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      oldHash = await hashNode(sibling, oldHash);
      newHash = await hashNode(sibling, newHash);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else newHash = await hashNode(newHash, sibling);
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot);
}

/** The root over the first `size` leaves, from the few subtrees that they make up. Throws `out_of_range` for none. */
export function rootOfTree(size: number, readNode: NodeReader): Promise<Uint8Array> {
  if (!isIndex(size) || size < 1) throw outOfRange({ size });
  return rootOfRange(0, size, readNode);
}

/** The root over leaves `start` to `end − 1`, where `start` is a multiple of the range's largest power of two. */
async function rootOfRange(start: number, end: number, readNode: NodeReader): Promise<Uint8Array> {
  const width = end - start;
  if (isPowerOfTwo(width)) return readNode(Math.log2(width), start / width);
  const middle = start + largestPowerOfTwoBelow(width);
  return hashNode(await rootOfRange(start, middle, readNode), await rootOfRange(middle, end, readNode));
}

async function hashChildren(readNode: NodeReader, level: number, index: number): Promise<Uint8Array> {
  return hashNode(await readNode(level - 1, 2 * index), await readNode(level - 1, 2 * index + 1));
}

async function leafAt(leafHashes: readonly Uint8Array[], index: number): Promise<Uint8Array> {
  const hash = leafHashes[index];
  if (!hash) throw outOfRange({ index, size: leafHashes.length });
  return hash;
}

/** The largest power of two that is smaller than the width (RFC 6962 §2.1: k < n ≤ 2k). */
function largestPowerOfTwoBelow(width: number): number {
  let power = 1;
  while (power * 2 < width) power *= 2;
  return power;
}

// Sizes may pass 2^31, where the bit operators of the language stop.
const half = (value: number) => Math.floor(value / 2);
const isPowerOfTwo = (value: number) => Number.isInteger(Math.log2(value)) && 2 ** Math.log2(value) === value;
const isIndex = (value: number) => Number.isSafeInteger(value) && value >= 0;
const isHash = (value: Uint8Array) => value.length === 32;

function outOfRange(numbers: Record<string, number>): TransparencyError {
  return new TransparencyError(
    "out_of_range",
    Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, `${value}`])),
  );
}
