import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeBase64 } from "#app/encoding/base64.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { parseCheckpoint, verifyCheckpoint } from "#app/proof/checkpoint.ts";
import { cosign } from "#app/proof/cosignature.ts";
import { verifyConsistency } from "#app/proof/merkle.ts";
import { formatVerifierKey, type NoteVerifier, parseNote } from "#app/proof/signed-note.ts";
import { createWebCryptoSigner, generatePrivateKey } from "#app/proof/signer.ts";

export interface SampleWitness {
  url: string;
  name: string;
  vkey: string;
  /** The statuses of its answers, newest last. */
  statuses: number[];
  /** If set, the answer to each request. */
  answerInstead: { status: number; body: string } | "nothing" | null;
  close: () => Promise<void>;
}

interface Seen {
  size: number;
  root: Uint8Array;
}

/**
 * A witness by c2sp.org/tlog-witness on this machine: it remembers the last checkpoint of a log and signs only if the
 * log has grown.
 */
export async function startWitness(name: string, logKeys: () => Promise<NoteVerifier[]>): Promise<SampleWitness> {
  const signer = await createWebCryptoSigner(await generatePrivateKey());
  const seen = new Map<string, Seen>();
  let queue: Promise<unknown> = Promise.resolve();
  const answer = async (body: string): Promise<{ status: number; body: string }> => {
    const request = readRequest(body);
    if (!request) return { status: 400, body: "" };
    const { oldSize, path, note } = request;
    const checkpoint = parseCheckpoint(note);
    try {
      await verifyCheckpoint(note, await logKeys());
    } catch (error) {
      if (error instanceof TransparencyError) return { status: 403, body: "" };
      throw error;
    }
    if (oldSize > checkpoint.size) return { status: 400, body: "" };
    const last = seen.get(checkpoint.origin) ?? { size: 0, root: new Uint8Array() };
    const conflict = { status: 409, body: `${last.size}\n` };
    if (oldSize !== last.size) return conflict;
    const isSame = Buffer.compare(last.root, checkpoint.root) === 0;
    if (oldSize === checkpoint.size && !isSame) return conflict;
    const proof = { oldSize, newSize: checkpoint.size, oldRoot: last.root, newRoot: checkpoint.root, path };
    if (oldSize === 0 ? path.length > 0 : !(await verifyConsistency(proof))) return { status: 422, body: "" };
    seen.set(checkpoint.origin, { size: checkpoint.size, root: checkpoint.root });
    const line = await cosign(parseNote(note).text, name, signer, 1_767_225_600);
    return { status: 200, body: line };
  };
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString("utf8");
    });
    request.on("end", () => {
      queue = queue.then(async () => {
        const made = witness.answerInstead ?? (await answer(body));
        if (made === "nothing") return response.destroy();
        witness.statuses.push(made.status);
        response
          .writeHead(made.status, made.status === 409 ? { "Content-Type": "text/x.tlog.size" } : {})
          .end(made.body);
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const witness: SampleWitness = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    name,
    vkey: await formatVerifierKey(name, signer.publicKey, "cosignature"),
    statuses: [],
    answerInstead: null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return witness;
}

function readRequest(body: string): { oldSize: number; path: Uint8Array[]; note: string } | null {
  const split = body.indexOf("\n\n");
  const [first = "", ...lines] = body.slice(0, split).split("\n");
  const size = /^old (0|[1-9]\d*)$/.exec(first)?.[1];
  if (split < 0 || size === undefined || lines.length > 63) return null;
  return { oldSize: Number(size), path: lines.map(decodeBase64), note: body.slice(split + 2) };
}
