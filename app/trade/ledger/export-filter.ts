import { COUNTRY_CODES } from "#app/kit/country.ts";
import { isCurrency } from "#app/money/currency.ts";
import type { ExportFilter } from "./exported-service.server.ts";
import { dayOf } from "./ledger-filter.ts";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an address narrows the exported services to; what is none of it counts as not chosen. */
export function readExportFilter(search: URLSearchParams): Required<ExportFilter> {
  const country = search.get("country") ?? "";
  const client = search.get("client") ?? "";
  const currency = search.get("currency") ?? "";
  return {
    from: dayOf(search, "from"),
    to: dayOf(search, "to"),
    country: COUNTRY_CODES.includes(country) ? country : null,
    clientId: UUID.test(client) ? client : null,
    currency: isCurrency(currency) ? currency : null,
  };
}
