import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { namedSources } from "#app/review/review-view.server.ts";
import { listTasks } from "#app/review/task.server.ts";

/** Every task as a table, a row for each month that it asks for. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const locale = localeOf(request);
    const { task: t } = translator(locale);
    const sources = new Map((await namedSources(tx, organizationId, locale)).map((one) => [one.id, one]));
    const rows = (await listTasks(tx, organizationId)).flatMap((task) =>
      task.cells.map((cell) => [
        t.state[task.state],
        task.dueOn,
        task.ownerName,
        sources.get(cell.sourceId)?.name ?? "",
        sources.get(cell.sourceId)?.facility ?? "",
        cell.month,
        task.open.includes(cell) ? t.yes : t.no,
        task.note,
      ]),
    );
    return new Response(printCsv([Object.values(t.csv), ...rows]), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="tasks.csv"',
      },
    });
  });
