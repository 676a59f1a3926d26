import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIPv6 } from "node:net";
import { decodeUtf8 } from "#app/encoding/bytes.ts";
import { isMissing, type ProofNetwork, resolverOf } from "./ask-dns.server.ts";
import { namesWorkspace, WELL_KNOWN_PATH } from "./domain-name.ts";
import type { WebResult } from "./domain-state.ts";
import { isPublicAddress } from "./public-address.server.ts";

const MOST_MS = 10_000;
const LARGEST_BYTES = 64 * 1024;

interface Asked {
  domain: string;
  identityId: string;
}

/**
 * Requests the DID document of a domain: over HTTPS, on port 443, from a public address, without redirects, within ten
 * seconds and 64 KiB. The address is checked once and is the one connected to, so a second answer of the DNS changes
 * nothing.
 */
export async function askWellKnown(network: ProofNetwork, asked: Asked): Promise<WebResult> {
  const signal = AbortSignal.timeout(MOST_MS);
  if (network.standIn) return get({ address: new URL(network.standIn), asked, signal });
  const address = await findAddress(network, asked.domain);
  return "result" in address ? address.result : get({ address: address.ip, asked, signal });
}

async function findAddress(network: ProofNetwork, domain: string): Promise<{ ip: string } | { result: WebResult }> {
  const resolver = resolverOf(network);
  const answers = await Promise.allSettled([resolver.resolve4(domain), resolver.resolve6(domain)]);
  const addresses = answers.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  const [first] = addresses;
  if (first === undefined) {
    const areMissing = answers.every((one) => one.status === "rejected" && isMissing(one.reason));
    return { result: areMissing ? "none" : "unreachable" };
  }
  return addresses.every(isPublicAddress) ? { ip: first } : { result: "private" };
}

function get({ address, asked, signal }: { address: string | URL; asked: Asked; signal: AbortSignal }) {
  const { domain } = asked;
  const headers = { Host: domain, Accept: "application/did+json, application/json", "User-Agent": "Truetonne" };
  const common = { path: WELL_KNOWN_PATH, method: "GET", headers, signal, agent: false } as const;
  return new Promise<WebResult>((resolve) => {
    const request =
      typeof address === "string"
        ? requestHttps({
            ...common,
            host: domain,
            port: 443,
            servername: domain,
            lookup: (_name, options, done) => {
              const family = isIPv6(address) ? 6 : 4;
              if (options.all) (done as unknown as (...all: unknown[]) => void)(null, [{ address, family }]);
              else done(null, address, family);
            },
          })
        : requestHttp({ ...common, host: address.hostname, port: address.port });
    const end = (result: WebResult) => {
      resolve(result);
      request.destroy();
    };
    request.on("error", () => end("unreachable"));
    request.on("response", (response) => {
      const { statusCode = 0 } = response;
      if (statusCode >= 300 && statusCode < 400) return end("redirected");
      if (statusCode === 404 || statusCode === 410) return end("none");
      if (statusCode !== 200) return end("unreachable");
      const parts: Buffer[] = [];
      let size = 0;
      response.on("data", (part: Buffer) => {
        size += part.length;
        if (size > LARGEST_BYTES) end("too_large");
        else parts.push(part);
      });
      response.on("error", () => end("unreachable"));
      response.on("end", () => end(judge(Buffer.concat(parts), asked)));
    });
    request.end();
  });
}

function judge(bytes: Uint8Array, asked: Asked): WebResult {
  try {
    return namesWorkspace(decodeUtf8(bytes), asked) ? "found" : "other";
  } catch {
    return "other";
  }
}
