import { AppError } from "#app/encoding/errors.ts";
import { MOST_MINOR } from "#app/money/money.ts";
import { refuseStale } from "#app/trade/invoice/refuse-stale.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ServiceKind } from "#db/order-schema.ts";
import { SERVICE_KINDS, type ServiceDetails, type ServicePrice, type ServiceUnit } from "./service.ts";

/** An entry of the catalogue with every price that was ever stated, newest first. */
export interface Service extends ServiceDetails {
  id: string;
  kind: ServiceKind;
  version: number;
  prices: (ServicePrice & { statedAt: Date; authorName: string | null })[];
}

export type ServiceFault = "name_missing" | "price_negative" | "price_too_large";

/** The whole catalogue, by kind, offered ones first, then by name. */
export async function listServices(tx: TenantTx): Promise<Service[]> {
  return readServices(tx, null);
}

/** @throws AppError `not_found` */
export async function getService(tx: TenantTx, serviceId: string): Promise<Service> {
  const [service] = await readServices(tx, serviceId);
  if (!service) throw new AppError("not_found");
  return service;
}

async function readServices(tx: TenantTx, serviceId: string | null): Promise<Service[]> {
  const rows = await tx
    .selectFrom("current_service")
    .selectAll()
    .$if(serviceId !== null, (query) => query.where("service_id", "=", serviceId!))
    .orderBy("name_en")
    .orderBy("name_zh")
    .orderBy("service_id")
    .execute();
  const prices = await tx
    .selectFrom("service_price as p")
    .leftJoin("author", "author.id", "p.created_by")
    .selectAll("p")
    .select("author.name as author_name")
    .$if(serviceId !== null, (query) => query.where("p.service_id", "=", serviceId!))
    .orderBy("p.currency")
    .orderBy("p.valid_from", "desc")
    .orderBy("p.number", "desc")
    .execute();
  const services = rows.map((row) => ({
    id: row.service_id,
    kind: row.kind,
    version: row.version,
    name: { en: row.name_en, zh: row.name_zh },
    description: { en: row.description_en, zh: row.description_zh },
    unit: row.unit as ServiceUnit,
    isOffered: row.is_offered,
    prices: prices
      .filter(({ service_id }) => service_id === row.service_id)
      .map((price) => ({
        currency: price.currency,
        number: price.number,
        validFrom: price.valid_from,
        minor: BigInt(price.amount_minor),
        statedAt: price.created_at,
        authorName: price.author_name,
      })),
  }));
  const rank = ({ kind, isOffered }: Service) => (isOffered ? 0 : 100) + SERVICE_KINDS.indexOf(kind);
  return services.sort((a, b) => rank(a) - rank(b));
}

/** Adds an entry to the catalogue, without a price. */
export async function addService(
  tx: TenantTx,
  author: ChangeAuthor,
  kind: ServiceKind,
  details: ServiceDetails,
): Promise<{ ok: true; serviceId: string } | { ok: false; fault: ServiceFault }> {
  if (isNameless(details)) return { ok: false, fault: "name_missing" };
  const { id } = await tx
    .insertInto("service")
    .values({ tenant_id: author.tenantId, kind, created_by: author.userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  await insertVersion(tx, author, id, 1, details);
  await recordChange(tx, author, {
    action: "service.added",
    subject: "service",
    subjectId: id,
    after: { kind, version: 1, ...details },
  });
  return { ok: true, serviceId: id };
}

/**
 * States an entry anew: its words, its unit, whether it is offered. Quotes keep what they were sent with.
 *
 * @throws AppError `not_found`; `conflict` with `stale` where somebody stated it since `basedOn`
 */
export async function changeService(
  tx: TenantTx,
  author: ChangeAuthor,
  serviceId: string,
  change: { basedOn: number; details: ServiceDetails },
): Promise<ServiceFault | null> {
  const before = await getService(tx, serviceId);
  if (isNameless(change.details)) return "name_missing";
  if (before.version !== change.basedOn) throw new AppError("conflict", { details: { reason: "stale" } });
  const version = before.version + 1;
  await insertVersion(tx, author, serviceId, version, change.details).catch(refuseStale);
  await recordChange(tx, author, {
    action: before.isOffered && !change.details.isOffered ? "service.retired" : "service.changed",
    subject: "service",
    subjectId: serviceId,
    before: { name: before.name, description: before.description, unit: before.unit, isOffered: before.isOffered },
    after: { version, ...change.details },
  });
  return null;
}

/**
 * States a price from a day on. Nothing that was stated is changed: a slip is put right by a further price from that day.
 *
 * @param price.minor in minor units of the currency, 0 or more
 * @throws AppError `not_found`
 */
export async function addServicePrice(
  tx: TenantTx,
  author: ChangeAuthor,
  serviceId: string,
  price: { currency: string; validFrom: string; minor: bigint },
): Promise<ServiceFault | null> {
  const service = await getService(tx, serviceId);
  if (price.minor < 0n) return "price_negative";
  if (price.minor > MOST_MINOR) return "price_too_large";
  const known = service.prices.filter(({ currency }) => currency === price.currency).map(({ number }) => number);
  await tx
    .insertInto("service_price")
    .values({
      tenant_id: author.tenantId,
      service_id: serviceId,
      currency: price.currency,
      number: Math.max(0, ...known) + 1,
      valid_from: price.validFrom,
      amount_minor: Number(price.minor),
      created_by: author.userId,
    })
    .execute()
    .catch(refuseStale);
  await recordChange(tx, author, {
    action: "service.priced",
    subject: "service",
    subjectId: serviceId,
    after: { name: service.name, ...price, minor: price.minor.toString() },
  });
  return null;
}

/** Fills an empty catalogue with sample services, without prices. Does nothing where the catalogue has entries. */
export async function addSampleServices(
  tx: TenantTx,
  author: ChangeAuthor,
  samples: readonly ({ kind: ServiceKind } & Omit<ServiceDetails, "isOffered">)[],
): Promise<void> {
  if ((await listServices(tx)).length > 0) return;
  for (const { kind, ...details } of samples) await addService(tx, author, kind, { ...details, isOffered: true });
}

async function insertVersion(
  tx: TenantTx,
  author: ChangeAuthor,
  serviceId: string,
  version: number,
  { name, description, unit, isOffered }: ServiceDetails,
): Promise<void> {
  await tx
    .insertInto("service_version")
    .values({
      tenant_id: author.tenantId,
      service_id: serviceId,
      version,
      after: version === 1 ? null : version - 1,
      name_en: name.en.trim(),
      name_zh: name.zh.trim(),
      description_en: description.en.trim(),
      description_zh: description.zh.trim(),
      unit,
      is_offered: isOffered,
      created_by: author.userId,
    })
    .execute();
}

function isNameless({ name }: ServiceDetails): boolean {
  return name.en.trim() === "" && name.zh.trim() === "";
}
