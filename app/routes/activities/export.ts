import type { LoaderFunctionArgs } from "@remix-run/node";
import { EMPTY_ENTRY } from "#app/carbon/activity-entry.ts";
import { AppError } from "#app/errors.ts";
import { printActivityCsv } from "#app/exchange/print-activity-csv.ts";
import { asOrganization } from "#app/http/actor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { entryContext } from "#app/services/activity.server.ts";
import { filterOf, makeFilter } from "#app/ui/activity-grid/activity-filter.ts";
import { inventoryOf, loadEntries } from "./load-activities.server.ts";

/**
 * The records of an inventory, narrowed as on the page, as a CSV file that the import reads back; with `template` a file
 * to fill in, with the organization's own facilities, sources and units.
 */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId }) => {
    const search = new URL(request.url).searchParams;
    const locale = localeOf(request);
    const inventory = await inventoryOf(tx, organizationId, search);
    if (!inventory) throw new AppError("not_found");
    const filter = filterOf(search);
    const isAt = (state: string) => filter.state === "" || state === filter.state;
    const { entries: all, sources, facilities } = await loadEntries(tx, organizationId, inventory, locale);
    const context = await entryContext(tx, organizationId, inventory.period);
    const passes = makeFilter(filter, { sources, context });
    const isTemplate = search.has("template");
    const entries = isTemplate
      ? templateRows()
      : all.filter(({ entry, state }) => isAt(state) && passes(entry)).map(({ entry }) => entry);
    const name = `${isTemplate ? "template" : "activities"}-${inventory.period.start.slice(0, 4)}.csv`;
    return new Response(printActivityCsv(entries, locale), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
      },
    });

    /** One row for each source and the first month, to be filled and copied. */
    function templateRows() {
      const names = new Map(facilities.map((facility) => [facility.id, localName(facility.name, locale)]));
      return sources.map((source) => ({
        ...EMPTY_ENTRY,
        facility: names.get(source.facilityId) ?? "",
        source: localName(source.name, locale),
        period: inventory!.period.start.slice(0, 7),
        unit: source.unit,
      }));
    }
  });
