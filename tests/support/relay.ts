import { connect, createServer, type Socket } from "node:net";

/** A way to a server that can be cut: a connection through it is lost, and a new one refused or left without an answer. */
export interface Relay {
  port: number;
  /** Breaks every connection and refuses new ones. */
  cut: () => void;
  /** Carries nothing any more, and keeps every connection open: nobody is refused and nobody is answered. */
  hold: () => void;
  mend: () => void;
  close: () => Promise<void>;
}

/** @param rewrite changes what the server says on its way, as many bytes as there were */
export async function startRelay(
  target: { host: string; port: number },
  rewrite?: (bytes: Buffer) => Buffer,
): Promise<Relay> {
  let state: "open" | "cut" | "held" = "open";
  const pairs = new Set<[Socket, Socket]>();
  const server = createServer((inward) => {
    if (state === "cut") return inward.destroy();
    const outward = connect(target);
    const pair: [Socket, Socket] = [inward, outward];
    pairs.add(pair);
    for (const [one, other] of [pair, [outward, inward]] as const) {
      one.on("error", () => {});
      one.on("close", () => {
        other.destroy();
        pairs.delete(pair);
      });
    }
    if (state === "open") join(pair, rewrite);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as { port: number }).port,
    cut: () => {
      state = "cut";
      for (const [inward] of pairs) inward.destroy();
    },
    hold: () => {
      state = "held";
      for (const [inward, outward] of pairs) {
        for (const one of [inward, outward]) one.unpipe().pause();
      }
    },
    mend: () => {
      if (state === "held") for (const pair of pairs) join(pair, rewrite);
      state = "open";
    },
    close: async () => {
      for (const [inward] of pairs) inward.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function join([inward, outward]: [Socket, Socket], rewrite?: (bytes: Buffer) => Buffer): void {
  inward.pipe(outward);
  if (rewrite) outward.on("data", (bytes) => inward.write(rewrite(bytes)));
  else outward.pipe(inward);
}
