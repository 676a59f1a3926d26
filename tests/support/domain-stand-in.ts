import { createSocket, type RemoteInfo } from "node:dgram";
import { createServer } from "node:http";
import type { ProofNetwork } from "#app/identity/ask-dns.server.ts";

const TXT = 16;
const A = 1;

/** A DNS server and a website for all domains, on loopback. */
export interface DomainStandIn {
  network: ProofNetwork;
  /** TXT records by name. */
  txt: Map<string, string[]>;
  /** IPv4 addresses by name. */
  addresses: Map<string, string[]>;
  /** Answers of `/.well-known/did.json` by domain. */
  files: Map<string, { status: number; body: string; location?: string }>;
  /** Names whose questions get an error of the server. */
  broken: Set<string>;
  /** The domains whose file was requested. */
  requested: string[];
  close: () => Promise<void>;
}

export async function startDomainStandIn(): Promise<DomainStandIn> {
  const made = {
    txt: new Map<string, string[]>(),
    addresses: new Map<string, string[]>(),
    files: new Map<string, { status: number; body: string; location?: string }>(),
    broken: new Set<string>(),
    requested: [] as string[],
  };
  const socket = createSocket("udp4");
  socket.on("message", (message: Buffer, from: RemoteInfo) => {
    const { name, type, question } = readQuestion(message);
    const found = type === TXT ? made.txt.get(name) : type === A ? made.addresses.get(name) : undefined;
    const isKnown = made.txt.has(name) || made.addresses.has(name);
    const code = made.broken.has(name) ? 2 : isKnown ? 0 : 3;
    const answers = code === 0 ? (found ?? []).map((text) => answerOf(type, text)) : [];
    const head = Buffer.alloc(12);
    message.copy(head, 0, 0, 2);
    head.writeUInt16BE(0x8180 | code, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(answers.length, 6);
    socket.send(Buffer.concat([head, question, ...answers]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const server = createServer((request, response) => {
    const domain = request.headers.host ?? "";
    made.requested.push(domain);
    const file = request.url === "/.well-known/did.json" ? made.files.get(domain) : undefined;
    response.writeHead(file?.status ?? 404, file?.location ? { Location: file.location } : {});
    response.end(file?.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    ...made,
    network: { dnsServers: [`127.0.0.1:${socket.address().port}`], standIn: `http://127.0.0.1:${port}` },
    close: async () => {
      await new Promise<void>((resolve) => socket.close(() => resolve()));
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** RFC 1035, section 4.1.2. */
function readQuestion(message: Buffer): { name: string; type: number; question: Buffer } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at]!; length > 0; length = message[at]!) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return {
    name: labels.join(".").toLowerCase(),
    type: message.readUInt16BE(at + 1),
    question: message.subarray(12, at + 5),
  };
}

function answerOf(type: number, text: string): Buffer {
  const data = type === A ? Buffer.from(text.split(".").map(Number)) : textOf(text);
  const head = Buffer.alloc(12);
  // The name is that of the question.
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(0, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

/** In strings of at most 255 bytes. */
function textOf(text: string): Buffer {
  const parts = text.match(/.{1,255}/gs) ?? [""];
  return Buffer.concat(parts.flatMap((part) => [Buffer.from([part.length]), Buffer.from(part, "latin1")]));
}
