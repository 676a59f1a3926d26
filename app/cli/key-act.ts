import { parseArgs } from "node:util";
import { UUID } from "#app/encoding/uuid.ts";
import type { KeyPurpose } from "#app/proof/jwks.ts";
import { isUtcTime } from "#app/proof/log-entry.ts";

export type KeyAct =
  | { verb: "list"; tenantId: string | null }
  | { verb: "rotate"; purpose: KeyPurpose }
  | { verb: "rotate"; purpose: "issuer"; tenantId: string }
  | { verb: "revoke"; keyId: string; since: string };

/**
 * Parses the arguments of `truetonne keys`. Null means bad usage.
 * @param now time in UTC: the default and the latest allowed value of `--since`
 */
export function readKeyAct(argv: readonly string[], now: string): KeyAct | "help" | null {
  // One thumbprint in 64 begins with a hyphen and is not an option.
  const keyIds = argv.filter(isThumbprint);
  try {
    const { values, positionals } = parseArgs({
      args: argv.filter((word) => !isThumbprint(word)),
      allowPositionals: true,
      options: { since: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
    });
    if (values.help) return "help";
    const [verb, what, tenantId, ...rest] = [...positionals, ...keyIds];
    if (rest.length > 0 || (values.since !== undefined && verb !== "revoke")) return null;
    if (verb === "rotate" && what === "issuer" && isTenantId(tenantId)) return { verb, purpose: what, tenantId };
    if (tenantId !== undefined) return null;
    if (verb === "list" && (what === undefined || isTenantId(what))) return { verb, tenantId: what ?? null };
    if (verb === "rotate" && (what === "credential" || what === "log")) return { verb, purpose: what };
    const since = values.since ?? now;
    if (verb === "revoke" && what !== undefined && isUtcTime(since) && since <= now)
      return { verb, keyId: what, since };
    return null;
  } catch {
    return null;
  }
}

function isTenantId(word: string | undefined): word is string {
  return UUID.test(word ?? "");
}

/** Whether a word has the form of a key id: SHA-256 in base64url without padding (RFC 7638). */
function isThumbprint(word: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(word);
}
