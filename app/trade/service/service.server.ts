import { AppError } from "#app/encoding/errors.ts";
import { MOST_MINOR } from "#app/money/money.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ServiceKind } from "#db/order-schema.ts";
import type { ServiceDetails, ServicePrice, ServiceUnit, StatedService } from "./service-details.ts";
import { ServicePriceSetting, ServiceSetting } from "./service-form.ts";
import { SERVICE_KINDS } from "./service-kinds.ts";
import type { EbopsCode, SupplyMode, TradeStatistics } from "./trade-statistics.ts";

/** A service with all its prices, newest first. */
export interface Service extends ServiceDetails, TradeStatistics {
  id: string;
  kind: ServiceKind;
  version: number;
  prices: (ServicePrice & { statedAt: Date; authorName: string | null })[];
}

export type ServiceFault = "name_missing" | "price_negative" | "price_too_large";

export const keptService = keepSetting(ServiceSetting, {
  toRow: ({ name, description, unit, isOffered, ebops, supplyMode }: ServiceDetails & TradeStatistics) => ({
    name_en: name.en.trim(),
    name_zh: name.zh.trim(),
    description_en: description.en.trim(),
    description_zh: description.zh.trim(),
    unit,
    is_offered: isOffered,
    ebops,
    supply_mode: supplyMode,
  }),
  fromRow: (row): ServiceDetails & TradeStatistics => ({
    name: { en: row.name_en, zh: row.name_zh },
    description: { en: row.description_en, zh: row.description_zh },
    unit: row.unit as ServiceUnit,
    isOffered: row.is_offered,
    ...statisticsOf(row),
  }),
  initial: null,
  facts: ({ name, description, unit, isOffered, ebops, supplyMode }) => ({
    name,
    description,
    unit,
    isOffered,
    ...(ebops && { ebops }),
    ...(supplyMode && { supplyMode }),
  }),
  entry: ({ isOffered }, before) => ({
    action: !before ? "service.added" : before.isOffered && !isOffered ? "service.retired" : "service.changed",
  }),
  isChained: true,
});

interface AddedPrice {
  currency: string;
  validFrom: string;
  /** Minor units of the currency, 0 or more. */
  minor: bigint;
}

export const keptServicePrice = keepSetting(ServicePriceSetting, {
  toRow: ({ currency, validFrom, minor }: AddedPrice) => ({
    currency,
    valid_from: validFrom,
    amount_minor: Number(minor),
  }),
  fromRow: (row): AddedPrice => ({
    currency: row.currency,
    validFrom: row.valid_from,
    minor: BigInt(row.amount_minor),
  }),
  initial: null,
  facts: ({ currency, validFrom, minor }) => ({ currency, validFrom, amountMinor: minor.toString() }),
  // Each entry is a new price, not a change of the previous one.
  entry: () => ({ before: null }),
});

/** Sorted by type, offered services first, then by name. */
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
    .orderBy("p.version", "desc")
    .execute();
  const services = rows.map((row) => ({
    id: row.service_id,
    kind: row.kind,
    version: row.version,
    name: { en: row.name_en, zh: row.name_zh },
    description: { en: row.description_en, zh: row.description_zh },
    unit: row.unit as ServiceUnit,
    isOffered: row.is_offered,
    ...statisticsOf(row),
    prices: prices
      .filter(({ service_id }) => service_id === row.service_id)
      .map((price) => ({
        currency: price.currency,
        number: price.version,
        validFrom: price.valid_from,
        minor: BigInt(price.amount_minor),
        statedAt: price.created_at,
        authorName: price.author_name,
      })),
  }));
  const rank = ({ kind, isOffered }: Service) => (isOffered ? 0 : 100) + SERVICE_KINDS.indexOf(kind);
  return services.sort((a, b) => rank(a) - rank(b));
}

/** Adds a service without a price. */
export async function addService(
  tx: TenantTx,
  author: ChangeAuthor,
  kind: ServiceKind,
  details: StatedService,
): Promise<{ ok: true; serviceId: string } | { ok: false; fault: ServiceFault }> {
  if (isNameless(details)) return { ok: false, fault: "name_missing" };
  const { id } = await tx
    .insertInto("service")
    .values({ tenant_id: author.tenantId, kind, created_by: author.userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  await keptService.save(
    tx,
    author,
    await keptService.open(tx, author, { service_id: id, basedOn: 0 }),
    complete(details),
  );
  return { ok: true, serviceId: id };
}

/**
 * Saves a service as a new version. Sent quotes keep their version.
 *
 * @throws ChangedSince, AppError `not_found`
 */
export async function changeService(
  tx: TenantTx,
  author: ChangeAuthor,
  serviceId: string,
  { basedOn, details }: { basedOn: number; details: StatedService },
): Promise<ServiceFault | null> {
  await getService(tx, serviceId);
  if (isNameless(details)) return "name_missing";
  const before = await keptService.open(tx, author, { service_id: serviceId, basedOn });
  await keptService.save(tx, author, before, complete(details));
  return null;
}

/**
 * Adds a price from a start date. Existing prices are never changed; a correction is a further price with the same
 * date.
 *
 * @throws ChangedSince, AppError `not_found`
 */
export async function addServicePrice(
  tx: TenantTx,
  author: ChangeAuthor,
  serviceId: string,
  { basedOn, ...price }: AddedPrice & { basedOn: number },
): Promise<ServiceFault | null> {
  await getService(tx, serviceId);
  if (price.minor < 0n) return "price_negative";
  if (price.minor > MOST_MINOR) return "price_too_large";
  const before = await keptServicePrice.open(tx, author, { service_id: serviceId, basedOn });
  await keptServicePrice.save(tx, author, before, price);
  return null;
}

/** Adds sample services without prices to an empty catalogue. Does nothing if it has services. */
export async function addSampleServices(
  tx: TenantTx,
  author: ChangeAuthor,
  samples: readonly ({ kind: ServiceKind } & Omit<ServiceDetails, "isOffered">)[],
): Promise<void> {
  if ((await listServices(tx)).length > 0) return;
  for (const { kind, ...details } of samples) await addService(tx, author, kind, { ...details, isOffered: true });
}

function statisticsOf(row: { ebops: string; supply_mode: string }): TradeStatistics {
  return { ebops: row.ebops as EbopsCode, supplyMode: row.supply_mode as SupplyMode };
}

function complete(details: StatedService): ServiceDetails & TradeStatistics {
  return { ebops: "", supplyMode: "", ...details };
}

function isNameless({ name }: StatedService): boolean {
  return name.en.trim() === "" && name.zh.trim() === "";
}
