import { utcDay } from "#app/day/day.ts";
import { UUID } from "#app/encoding/uuid.ts";
import type { Locale } from "#app/i18n/index.ts";
import { type Inventory, listInventories } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { wholeMonths } from "./data-request.server.ts";
import { type DataRequest, getDataRequest } from "./data-request-list.server.ts";
import type { NewRequestFields } from "./new-request-fields.ts";

type TenantTx = Parameters<typeof listInventories>[0];

const DAYS_OPEN = 14;

/**
 * The form of a new request: empty, or copied from an earlier request for the months that follow.
 *
 * @throws AppError `not_found` for an earlier request of another organization
 */
export async function loadNewRequest(
  tx: TenantTx,
  organizationId: string,
  search: URLSearchParams,
  locale: Locale,
): Promise<NewRequestFields> {
  const copied = UUID.test(search.get("copy") ?? "")
    ? await getDataRequest(tx, organizationId, search.get("copy")!)
    : null;
  const inventories = await listInventories(tx, organizationId);
  const next = copied ? nextMonths(copied.months) : [];
  const inventory =
    inventories.find(({ id }) => id === search.get("inventory")) ??
    inventories.find(({ period }) => next.length > 0 && next.every((month) => wholeMonths(period).includes(month))) ??
    inventories[0] ??
    null;
  const facilities = await listFacilities(tx, organizationId);
  const sources = await listEmissionSources(tx, organizationId);
  const months = inventory ? wholeMonths(inventory.period) : [];
  return {
    organizationId,
    inventories: inventories.map(({ id, period }) => ({ id, period })),
    inventory,
    months,
    facilities: facilities.map(({ id, name }) => ({
      id,
      name,
      sources: sources
        .filter(({ facilityId }) => facilityId === id)
        .map((source) => ({ id: source.id, name: source.name, unit: source.unit, category: source.category })),
    })),
    copiedFrom: copied ? { id: copied.id, recipientName: copied.recipientName } : null,
    start: startOf(
      copied,
      next.filter((month) => months.includes(month)),
      inventory,
      locale,
    ),
  };
}

function startOf(
  copied: DataRequest | null,
  months: string[],
  inventory: Inventory | null,
  locale: Locale,
): Record<string, string> {
  const expires = utcDay(new Date(Date.now() + DAYS_OPEN * 86_400_000));
  const common = { inventoryId: inventory?.id ?? "", expires };
  if (!copied) return { ...common, locale };
  const items = copied.items.flatMap(({ sourceId, unit, isEvidenceRequired }) => [
    [`source-${sourceId}`, "on"],
    [`unit-${sourceId}`, unit],
    ...(isEvidenceRequired ? [[`evidence-${sourceId}`, "on"]] : []),
  ]);
  const { recipientName, recipientEmail, message } = copied;
  return {
    ...common,
    recipientName,
    recipientEmail,
    message,
    locale: copied.locale,
    ...Object.fromEntries(items),
    ...Object.fromEntries(months.map((month) => [`month-${month}`, "on"])),
  };
}

/** The same number of months, right after the last one. */
function nextMonths(months: string[]): string[] {
  const [year = 0, month = 0] = (months.at(-1) ?? "0000-00").split("-").map(Number);
  return months.map((_, index) => {
    return utcDay(new Date(Date.UTC(year, month + index, 1))).slice(0, 7);
  });
}
