import { Transform } from "node:stream";

/** React fills a chunk up with zero bytes where a character of several bytes doesn't fit; no page has any of its own. */
export function withoutPadding(): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk);
    },
  });
}
