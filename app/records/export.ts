import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { csvAnswer } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor } from "#app/i18n/locale.ts";
import { entryContext } from "./activity.server.ts";
import { printActivityCsv } from "./import/print-activity-csv.ts";
import { inventoryOf, loadEntries } from "./load-activities.server.ts";
import { filterOf, makeFilter } from "./sheet/activity-filter.ts";

/** The filtered records of an inventory as a CSV file that can be imported again. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const search = new URL(request.url).searchParams;
    const locale = localeOf(request);
    const inventory = await inventoryOf(tx, organizationId, search);
    if (!inventory) throw new AppError("not_found");
    const filter = filterOf(search);
    const isAt = (state: string) => filter.state === "" || state === filter.state;
    const { entries: all, sources } = await loadEntries(tx, organizationId, inventory, locale);
    const context = await entryContext(tx, organizationId, inventory.period);
    const passes = makeFilter(filter, { sources, context });
    const entries = all.filter(({ entry, state }) => isAt(state) && passes(entry)).map(({ entry }) => entry);
    const name = `activities-${inventory.period.start.slice(0, 4)}.csv`;
    return csvAnswer(`attachment; filename="${name}"`, printActivityCsv(entries, contentLanguageFor(locale)));
  });
