import { randomUUID } from "node:crypto";
import { engageVerifier, makePerson, type OwnTenant } from "./own-tenant.ts";
import type { RunningServer } from "./server.ts";
import { enrol, expectRedirect, linkIn, type Person, readMail, Visitor } from "./visitor.ts";

/** A person of a verification body, signed in with a second factor, whose engagement is in force. */
export interface JoinedVerifier {
  visitor: Visitor;
  engagementId: string;
  /** Address of the verifier's workspace. */
  base: string;
  person: Person;
}

/**
 * Invites a verifier by mail, who then creates an account with the link and sets up a second factor, all on the pages.
 */
export async function joinAsVerifier(
  server: RunningServer,
  tenant: { owner: OwnTenant["owner"]; ids: Pick<OwnTenant["ids"], "organizationId" | "inventoryId"> },
  word: string,
): Promise<JoinedVerifier> {
  const person = { ...makePerson(`${word} Verifier`), email: `${randomUUID()}@body.example` };
  const { organizationId, inventoryId } = tenant.ids;
  const organization = `/organizations/${organizationId}`;
  const engagementId = await engageVerifier(tenant.owner, organization, { inventoryId, word, email: person.email });
  const visitor = new Visitor(server);
  const link = linkIn(await readMail(server, person.email, "verifierInvitation"));
  expectRedirect(await visitor.post(link, { name: person.name, password: person.password, locale: "en" }));
  await enrol(visitor, person);
  return { visitor, engagementId, base: `/assurance/${engagementId}`, person };
}
