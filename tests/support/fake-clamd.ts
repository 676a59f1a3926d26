import { createServer, type Socket } from "node:net";

/** The harmless text that every scanner reports as infected. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD", "-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

export interface FakeClamd {
  address: string;
  /** Sizes of the scanned files. */
  scanned: number[];
  close: () => Promise<void>;
}

/** Implements the INSTREAM command on a loopback port as the daemon does, and finds the text above. */
export async function startFakeClamd(reply?: string): Promise<FakeClamd> {
  const scanned: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let held = Buffer.alloc(0);
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      held = Buffer.concat([held, chunk]);
      const file = parse(held);
      if (file === null) return;
      scanned.push(file.length);
      const found = file.includes(EICAR) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";
      socket.end(`${reply ?? found}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { address: `127.0.0.1:${port}`, scanned, close };
}

/** The whole file once its last, empty chunk has arrived. @throws Error for another command */
function parse(held: Buffer): Buffer | null {
  const command = "zINSTREAM\0";
  if (held.length < command.length) return null;
  if (held.toString("latin1", 0, command.length) !== command) throw new Error("not INSTREAM");
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= held.length; ) {
    const length = held.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(held.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
