import { Transform } from "node:stream";

/** React fills up a chunk with zero bytes if a multi-byte character doesn't fit. No page contains others. */
export function withoutPadding(): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk);
    },
  });
}
