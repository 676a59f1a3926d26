import type { Selectable } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { namesLike } from "#app/encoding/text/name-letters.ts";
import { type Locale, localeOr } from "#app/i18n/locale.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { ClientSetting } from "./client-form.ts";

/** The details of a client. Missing texts are empty. */
export interface ClientDetails {
  legalName: { en: string; zh: string };
  /** ISO 3166-1 alpha-2. */
  country: string;
  taxId: string;
  address: { en: string; zh: string };
  contactName: string;
  /** Lower case. */
  email: string;
  isBusiness: boolean;
  /** The language of mails to the client. */
  locale: Locale;
}

/** A client of this tenant with its newest details. */
export interface Client extends ClientDetails {
  id: string;
  version: number;
  /** The organization with the client's data, if it is linked to one. */
  organizationId: string | null;
  /** The engagement by which the organization is known, or null for one of this tenant. */
  engagementId: string | null;
  since: Date;
}

export type ClientFault = "name_missing";

export const keptClient = keepSetting(ClientSetting, {
  toRow: (details: ClientDetails) => ({
    legal_name_en: details.legalName.en.trim(),
    legal_name_zh: details.legalName.zh.trim(),
    country: details.country,
    tax_id: details.taxId.trim(),
    address_en: details.address.en.trim(),
    address_zh: details.address.zh.trim(),
    contact_name: details.contactName.trim(),
    email: details.email,
    is_business: details.isBusiness,
    locale: details.locale,
  }),
  fromRow: toDetails,
  initial: null,
  facts: ({ legalName, country, taxId, address, contactName, email, isBusiness, locale }) => ({
    legalName,
    country,
    taxId,
    address,
    contactName,
    email,
    isBusiness,
    locale,
  }),
  entry: (details, before) => ({
    action: before ? "client.changed" : "client.added",
    after: { name: details.legalName, ...details },
  }),
  isChained: true,
});

export interface ClientVersion extends ClientDetails {
  /** Of the client. */
  id: string;
  version: number;
  since: Date;
  authorName: string | null;
}

/** Sorted by name. */
export async function listClients(tx: TenantTx): Promise<Client[]> {
  const rows = await tx
    .selectFrom("current_client")
    .selectAll()
    .orderBy("legal_name_en")
    .orderBy("legal_name_zh")
    .orderBy("client_id")
    .execute();
  return rows.map(toClient);
}

/** Names of other clients that look similar to this client's names without being equal. */
export async function similarClientNames(tx: TenantTx, { id, legalName }: Client): Promise<string[]> {
  const others = (await listClients(tx)).filter((other) => other.id !== id);
  return namesLike(
    [legalName.en, legalName.zh],
    others.flatMap((other) => [other.legalName.en, other.legalName.zh]),
  );
}

/** @throws AppError `not_found` */
export async function getClient(tx: TenantTx, clientId: string): Promise<Client> {
  const row = await tx.selectFrom("current_client").selectAll().where("client_id", "=", clientId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toClient(row);
}

/** Newest first, with the name of the author. */
export async function listClientVersions(tx: TenantTx, clientId: string): Promise<ClientVersion[]> {
  const rows = await tx
    .selectFrom("client_version as v")
    .leftJoin("author", "author.id", "v.created_by")
    .selectAll("v")
    .select("author.name as author_name")
    .where("v.client_id", "=", clientId)
    .orderBy("v.version", "desc")
    .execute();
  return rows.map((row) => ({
    ...toDetails(row),
    id: row.client_id,
    version: row.version,
    since: row.created_at,
    authorName: row.author_name,
  }));
}

/** Adds a client without a link to an organization. */
export async function addClient(
  tx: TenantTx,
  author: ChangeAuthor,
  details: ClientDetails,
): Promise<{ ok: true; clientId: string } | { ok: false; fault: ClientFault }> {
  if (isNameless(details)) return { ok: false, fault: "name_missing" };
  const { id } = await tx
    .insertInto("client")
    .values({ tenant_id: author.tenantId, created_by: author.userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  await keptClient.save(tx, author, await keptClient.open(tx, author, { client_id: id, basedOn: 0 }), details);
  return { ok: true, clientId: id };
}

/**
 * Saves the details as a new version. Sent quotes and issued invoices keep their details.
 *
 * @throws ChangedSince, AppError `not_found`
 */
export async function changeClient(
  tx: TenantTx,
  author: ChangeAuthor,
  clientId: string,
  { basedOn, details }: { basedOn: number; details: ClientDetails },
): Promise<ClientFault | null> {
  await getClient(tx, clientId);
  if (isNameless(details)) return "name_missing";
  const before = await keptClient.open(tx, author, { client_id: clientId, basedOn });
  await keptClient.save(tx, author, before, details);
  return null;
}

function isNameless({ legalName }: ClientDetails): boolean {
  return legalName.en.trim() === "" && legalName.zh.trim() === "";
}

type Row = Selectable<Database["current_client"]>;

function toClient(row: Row): Client {
  const { client_id: id, version, created_at: since } = row;
  const link = { organizationId: row.organization_id, engagementId: row.engagement_id };
  return { id, version, ...link, since, ...toDetails(row) };
}

function toDetails(row: Selectable<Database["client_version"]>): ClientDetails {
  return {
    legalName: { en: row.legal_name_en, zh: row.legal_name_zh },
    country: row.country,
    taxId: row.tax_id,
    address: { en: row.address_en, zh: row.address_zh },
    contactName: row.contact_name,
    email: row.email,
    isBusiness: row.is_business,
    locale: localeOr(row.locale),
  };
}
