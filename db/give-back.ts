/** Frees a buffer that is no longer read. Dozens of large ones would otherwise wait for the garbage collector. */
export function giveBack({ buffer }: Uint8Array): void {
  // Small buffers are parts of Node's own pool.
  if (buffer.byteLength !== Buffer.poolSize) (buffer as ArrayBuffer).transfer(0);
}
