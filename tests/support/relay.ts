import { connect, createServer, type Socket } from "node:net";

/** A connection to a server that can be cut: open connections are lost, and new ones are refused or get no answer. */
export interface Relay {
  port: number;
  /** Closes every connection and refuses new ones. */
  cut: () => void;
  /** Forwards nothing and keeps every connection open: clients get neither a refusal nor an answer. */
  hold: () => void;
  mend: () => void;
  close: () => Promise<void>;
}

/** @param rewrite changes the server's bytes on their way, keeping their number */
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
