import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

export const S3_KEYS = { accessKeyId: "sample-access-key", secretAccessKey: "sample-secret-key", region: "sample-1" };

export interface FakeS3 {
  endpoint: string;
  objects: Map<string, Buffer>;
  /** Requests that were refused, with the reason. */
  refused: string[];
  close: () => Promise<void>;
}

/**
 * A bucket on a loopback port. It derives the signature of each request by the published rules of Signature Version 4,
 * in separate code, and compares the body with the signed hash.
 */
export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const refused: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const fault = findFault(request, body);
    const path = request.url ?? "";
    if (fault) {
      refused.push(fault);
      response.writeHead(403).end(fault);
    } else if (request.method === "PUT") {
      objects.set(path, body);
      response.writeHead(200).end();
    } else if (request.method === "DELETE") {
      objects.delete(path);
      response.writeHead(204).end();
    } else {
      const found = objects.get(path);
      if (!found) response.writeHead(404).end();
      else
        response.writeHead(200, { "content-length": found.length }).end(request.method === "HEAD" ? undefined : found);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint: `http://127.0.0.1:${port}`, objects, refused, close };
}

function findFault(request: IncomingMessage, body: Buffer): string | null {
  const { headers, method = "", url = "" } = request;
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;
  const [, id, day = "", region = "", signed = "", signature] = pattern.exec(headers.authorization ?? "") ?? [];
  const date = String(headers["x-amz-date"]);
  const content = String(headers["x-amz-content-sha256"]);
  if (id !== S3_KEYS.accessKeyId || region !== S3_KEYS.region || !date.startsWith(day)) return "credential";
  if (!signed.split(";").includes("host") || !signed.split(";").includes("x-amz-content-sha256")) return "headers";
  if (method === "PUT" && sha256(body) !== content) return "content";
  if (Math.abs(Date.now() - Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"))) > 900_000)
    return "date";
  const canonical = [
    method,
    url,
    "",
    ...signed.split(";").map((name) => `${name}:${String(headers[name]).trim()}`),
    "",
    signed,
    content,
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", date, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join("\n");
  let key: Buffer = Buffer.from(`AWS4${S3_KEYS.secretAccessKey}`);
  for (const part of [day, region, "s3", "aws4_request"]) key = createHmac("sha256", key).update(part).digest();
  return createHmac("sha256", key).update(text).digest("hex") === signature ? null : "signature";
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
