import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { formFor } from "./form-fields.ts";
import type { RouteOfMap } from "./route-map.ts";

type Ids = Record<string, string>;

/**
 * Acts that a stolen session must not perform: bank details, access, keys, what a body denies in public, the rules that
 * protect them, and the end of a workspace. A route that uses an act of one of these modules declares one as `recent`,
 * or is listed below.
 */
const SUBJECTS = [
  "access/api-key",
  "access/engagement",
  "access/invitation",
  "access/membership",
  "access/second-factor-rule",
  "assurance/engagement",
  "assurance/named/disown-as",
  "custody/tenant-deletion",
  "engagement/engagement-offer",
  "engagement/held-engagement",
  "identity/key/change-key",
  "identity/verifier-profile",
  "log/keys/issuer-keys",
  "model/consent",
  "report/release-rule",
  "trade/seller/bank-account",
  "trade/seller/provider-account",
  "trade/seller/seller-detail",
].map((name) => `app/${name}.server.ts`);

/** Exports of these modules that change nothing. */
const READER =
  /^([A-Z]|addDays|asksFor|belongsTo|checkpointFileOf|count|find|get|heldOn|keyIndexOf|lacks|list|manages|needs|openIssuerKeys|read|roleOf|sellerToday|tenantToday)/;

/** A form for each act of a route that requires the password if the sign-in is not recent. */
export function protectedForms(route: RouteOfMap, ids: Ids): Record<string, string>[] {
  const recent = Object.entries(route.declared ?? {}).filter(([, action]) => action.recent);
  return recent.map(([intent]) => formFor(route, intent, ids));
}

/** Routes that declare none, with their protection. */
export const OTHERWISE: Record<string, string> = {
  "workspace/members/invitation": "the token of the mail is the proof, and nothing of the person's own changes",
  "workspace/start-workspace": "creates a workspace of the person's own, and changes no other",
  "assurance/engagement": "answers findings, and sends the link again to the address that was invited",
  "engagement/held-engagements": "a consultancy gives up its own access",
  "engagement/offer": "the token of the mail is the proof",
  "custody/closed": "takes a deletion back",
  "custody/data": "asks for the password in its own form, each time",
};

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The acts of these subjects that a route imports, directly or not. */
export function actsOf(routeId: string): string[] {
  const acts = new Set<string>();
  const seen = new Set<string>();
  const queue = [`app/${routeId}.tsx`, `app/${routeId}.ts`].filter((file) => existsSync(join(ROOT, file)));
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { names, from } of importsOf(file)) {
      if (SUBJECTS.includes(from)) for (const name of names) if (!READER.test(name)) acts.add(name);
      if (/^app\/(api|http)\//.test(from) || /-action\.server\.ts$|tenant-data/.test(from)) queue.push(from);
    }
  }
  return [...acts].sort();
}

function importsOf(file: string): { names: string[]; from: string }[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  return [...source.matchAll(/^import \{([^}]*)\} from "([^"]+)";/gm)].map(([, names = "", from = ""]) => ({
    names: names.split(",").flatMap((name) => /^(?!type )\w+/.exec(name.trim())?.[0] ?? []),
    from: from.startsWith(".") ? join(dirname(file), from) : from.replace(/^#app\//, "app/"),
  }));
}
