import { randomUUID } from "node:crypto";
import type { TenantActor } from "#app/access/actor.server.ts";
import type { Doors } from "#db/doors.ts";
import { completeChecklist, importCsv, makeSmallCompany, runInventory } from "#tests/support/own-tenant.ts";
import { connect, startSellingIn } from "#tests/support/sample-checkout.ts";
import { makeClient } from "#tests/support/sample-seller.ts";
import { expectRedirect } from "#tests/support/visitor.ts";
import { fileOfDays } from "./day-file.ts";
import type { Installation } from "./installation.ts";
import { PatientVisitor } from "./patient-visitor.ts";

/** A company with all functions: it records, calculates, issues reports, and sells with cards. */
export interface Company {
  word: string;
  visitor: PatientVisitor;
  /** Path of its pages: `/organizations/…`. */
  base: string;
  tenantId: string;
  organizationId: string;
  inventoryId: string;
  clientId: string;
}

/** Creates a company with the pages, and its books and card account with the services behind the pages. */
export async function makeCompany(installation: Installation, doors: Doors, word: string): Promise<Company> {
  const server = {
    origin: installation.origin,
    dataDir: installation.dataDir,
    get port() {
      return installation.port();
    },
  };
  const made = await makeSmallCompany(server as never, word);
  const { base, tenantId, organizationId, inventoryId, owner, person } = made;
  expectRedirect(await importCsv(owner, base, fileOfDays(word, { from: 0, count: 1 })));
  await completeChecklist(owner, base, await runInventory(owner, `${base}/inventories/${inventoryId}`));
  const { id: userId } = await doors.accounts
    .selectFrom("user_account")
    .select("id")
    .where("email", "=", person.email)
    .executeTakeFirstOrThrow();
  const actor: TenantActor = { tenantId, userId, role: "owner", source: "page" };
  await startSellingIn(doors, actor, "HK");
  const clientId = await makeClient(doors, actor, { legal_name_en: `${word} Buyer ${randomUUID().slice(0, 8)}` });
  await connect(doors, installation.stripe, actor as never);
  const visitor = new PatientVisitor(server, owner);
  return { word, visitor, base, tenantId, organizationId, inventoryId, clientId };
}
