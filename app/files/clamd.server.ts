import { createReadStream } from "node:fs";
import { connect, type Socket } from "node:net";
import { AppError } from "#app/encoding/errors.ts";

export type ScanResult = { state: "clean" } | { state: "infected"; signature: string } | { state: "not_scanned" };
/** Infected files are not kept. */
export type KeptScan = Exclude<ScanResult["state"], "infected">;

/** Scans a file on disk before anyone can access it. @throws AppError `unavailable` if the scan fails */
export type Scanner = (path: string) => Promise<ScanResult>;

const TIMEOUT_MILLISECONDS = 60_000;
const CHUNK_BYTES = 64 * 1024;
const REPLY_BYTES = 4096;

/** For installations without a scanner. Files are marked as not scanned, also on their page. */
export const noScanner: Scanner = async () => ({ state: "not_scanned" });

/**
 * Scans with a ClamAV daemon and its INSTREAM command: the file in chunks, each after its length, then a zero length.
 *
 * @param address `host:port`, or the path of a socket.
 */
export function clamdScanner(address: string, timeout = TIMEOUT_MILLISECONDS): Scanner {
  return async (path) => {
    let reply: string;
    try {
      reply = await exchange(open(address), path, timeout);
    } catch (cause) {
      throw away(cause);
    }
    const found = /^stream: (.+) FOUND$/.exec(reply);
    if (found) return { state: "infected", signature: found[1]!.slice(0, 200) };
    if (reply === "stream: OK") return { state: "clean" };
    // For example, its size limit or a database that is loading. A file that was not scanned must not pass.
    throw away(new Error(`clamd said: ${reply.slice(0, 200)}`));
  };
}

function open(address: string): Socket {
  const tcp = /^([^/]+):(\d+)$/.exec(address);
  return tcp
    ? connect({ host: tcp[1]!.replace(/^\[(.+)\]$/, "$1"), port: Number(tcp[2]) })
    : connect({ path: address });
}

/** Sends the file and reads the one-line response. */
function exchange(socket: Socket, path: string, timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let reply = "";
    const timer = setTimeout(() => socket.destroy(new Error("clamd did not answer in time")), timeout);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      socket.destroy();
      act();
    };
    socket.setEncoding("utf8");
    socket.on("data", (text) => {
      reply += text;
      const end = reply.indexOf("\0");
      if (end >= 0) settle(() => resolve(reply.slice(0, end).trim()));
      else if (reply.length > REPLY_BYTES) settle(() => reject(new Error("clamd answered too much")));
    });
    socket.once("error", (error) => settle(() => reject(error)));
    socket.once("close", () => settle(() => reject(new Error("clamd closed the connection"))));
    // If the daemon closes early because of its own limit, its response states this. The broken pipe can be ignored.
    socket.once("connect", () => send(socket, path).catch((error) => settle(() => reject(error))));
  });
}

async function send(socket: Socket, path: string): Promise<void> {
  socket.write("zINSTREAM\0");
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    if (socket.destroyed) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    if (!socket.write(chunk)) await drained(socket);
  }
  socket.write(Buffer.alloc(4));
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off("drain", done).off("close", done);
      resolve();
    };
    socket.on("drain", done).on("close", done);
  });
}

function away(cause: unknown): AppError {
  return new AppError("unavailable", { cause, details: { reason: "scanner_away" } });
}
