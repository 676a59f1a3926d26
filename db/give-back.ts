/** Frees a buffer that nobody reads any more at once: left to the collector, dozens of large ones wait for it. */
export function giveBack({ buffer }: Uint8Array): void {
  // Small ones are parts of a pool that is Node's own.
  if (buffer.byteLength !== Buffer.poolSize) (buffer as ArrayBuffer).transfer(0);
}
