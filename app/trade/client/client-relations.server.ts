import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ContactRole } from "#db/order-schema.ts";
import { getClient } from "./client.server.ts";

export interface NewContact {
  name: string;
  role: ContactRole;
  /** Lower case. Empty if only a phone number is known. */
  email: string;
  phone: string;
}

export interface Contact extends NewContact {
  id: string;
}

export interface ClientNote {
  id: string;
  /** The day of what is noted: `YYYY-MM-DD`. */
  day: string;
  note: string;
  authorName: string | null;
}

/** The people of a client who have not left, by name. */
export function listContacts(tx: TenantTx, clientId: string): Promise<Contact[]> {
  return tx
    .selectFrom("client_contact as c")
    .leftJoin("client_contact_end as e", "e.contact_id", "c.id")
    .select(["c.id", "c.name", "c.role", "c.email", "c.phone"])
    .where("c.client_id", "=", clientId)
    .where("e.contact_id", "is", null)
    .orderBy("c.name")
    .orderBy("c.id")
    .execute();
}

/** @throws AppError `not_found` for a client of another workspace */
export async function addContact(
  tx: TenantTx,
  author: ChangeAuthor,
  clientId: string,
  contact: NewContact,
): Promise<void> {
  const client = await getClient(tx, clientId);
  await tx
    .insertInto("client_contact")
    .values({ tenant_id: author.tenantId, client_id: clientId, ...contact, created_by: author.userId })
    .execute();
  await recordFact(tx, author, {
    id: clientId,
    action: "client.contact_added",
    after: { name: client.legalName, role: contact.role },
  });
}

/**
 * Ends a contact, who is not listed from then on. A second end changes nothing.
 *
 * @throws AppError `not_found` for a contact of another client
 */
export async function endContact(
  tx: TenantTx,
  author: ChangeAuthor,
  clientId: string,
  contactId: string,
): Promise<void> {
  const client = await getClient(tx, clientId);
  const contact = await tx
    .selectFrom("client_contact")
    .select("role")
    .where("id", "=", contactId)
    .where("client_id", "=", clientId)
    .executeTakeFirst();
  if (!contact) throw new AppError("not_found");
  const ended = await tx
    .insertInto("client_contact_end")
    .values({ tenant_id: author.tenantId, contact_id: contactId, created_by: author.userId })
    .onConflict((conflict) => conflict.doNothing())
    .returning("contact_id")
    .executeTakeFirst();
  if (!ended) return;
  await recordFact(tx, author, {
    id: clientId,
    action: "client.contact_ended",
    after: { name: client.legalName, role: contact.role },
  });
}

/** The newest day first. */
export function listNotes(tx: TenantTx, clientId: string): Promise<ClientNote[]> {
  return tx
    .selectFrom("client_note as n")
    .leftJoin("author as a", "a.id", "n.created_by")
    .select(["n.id", "n.day", "n.note", "a.name as authorName"])
    .where("n.client_id", "=", clientId)
    .orderBy("n.day", "desc")
    .orderBy("n.created_at", "desc")
    .execute();
}

/** Adds a note, which is never changed: a later note corrects it. @throws AppError `not_found` */
export async function addNote(
  tx: TenantTx,
  author: ChangeAuthor,
  clientId: string,
  { day, note }: { day: string; note: string },
): Promise<void> {
  const client = await getClient(tx, clientId);
  await tx
    .insertInto("client_note")
    .values({ tenant_id: author.tenantId, client_id: clientId, day, note, created_by: author.userId })
    .execute();
  await recordFact(tx, author, { id: clientId, action: "client.noted", after: { name: client.legalName, day } });
}

/** Names and texts of people stay out of the trail, which is kept for longer than they are. */
async function recordFact(
  tx: TenantTx,
  author: ChangeAuthor,
  {
    id,
    action,
    after,
  }: { id: string; action: "client.contact_added" | "client.contact_ended" | "client.noted"; after: object },
): Promise<void> {
  const workspace = { ...author, organizationId: author.tenantId };
  await recordChange(tx, workspace, { action, subject: "client", subjectId: id, after });
}
