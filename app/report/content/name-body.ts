import { sayVerifier } from "#app/identity/say-verifier.ts";
import type { Assurance } from "../model.ts";
import type { Words } from "./words.ts";

type Assured = Exclude<Assurance, { status: "not_verified" }>;

/** The body that confirmed a statement, named by what is proved of it. */
export function nameBody({ body, identity }: Assured, { name, proof }: Words): string {
  return sayVerifier(proof, { name: name(body), identity });
}

/** What the cover names in large letters: the name, or what is proved instead of it. */
export function anchorOf({ body, identity }: Assured, { name }: Words): string {
  return identity?.kind === "domain" ? identity.value : name(body);
}
