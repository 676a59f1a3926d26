import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { tonnesFromKg } from "#app/carbon/format.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Table } from "#app/kit/table.tsx";
import { listInventories, openInventory } from "#app/organization/inventory.server.ts";
import { listRuns } from "./calculation.server.ts";

const InventoriesActions = defineActions({
  open: {
    right: "runs.calculate",
    schema: z.object({ year: z.string().regex(/^(19[9]\d|20\d{2})$/, { error: "yearWrong" }) }),
  },
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ inventory }) => inventory.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
    const inventories = await listInventories(tx, actor.organizationId);
    const rows = [];
    for (const inventory of inventories) {
      const [latest] = await listRuns(tx, actor.organizationId, inventory.id);
      rows.push({ ...inventory, latest: latest ?? null });
    }
    return { rows, organizationId: actor.organizationId, mayEdit: offers(InventoriesActions, actor).open };
  });

export const action = organizationAction(InventoriesActions, {
  open: async (tx, { actor, value: { year } }) => {
    const { id } = await openInventory(tx, actor, { start: `${year}-01-01`, end: `${year}-12-31` });
    return `/organizations/${actor.organizationId}/inventories/${id}`;
  },
});

export default function Inventories() {
  const { rows, organizationId, mayEdit } = useLoaderData<typeof loader>();
  const { inventory: t } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.listAbout} />
      <Table
        caption={t.title}
        rowKey={(row) => row.id}
        rows={rows}
        columns={[
          {
            key: "period",
            head: t.period,
            isRowHead: true,
            cell: ({ id, period }) => (
              <Link className="text-link" to={`/organizations/${organizationId}/inventories/${id}`}>
                <WholeDays>{`${period.start} – ${period.end}`}</WholeDays>
              </Link>
            ),
          },
          {
            key: "run",
            head: t.latestRun,
            isMuted: true,
            cell: ({ latest }) =>
              !latest
                ? t.noRun
                : latest.issueCount > 0
                  ? t.issues(latest.issueCount)
                  : t.lines(String(latest.lineCount)),
          },
          {
            key: "total",
            head: t.totalLocation,
            isNumeric: true,
            cell: ({ latest }) =>
              latest?.co2eKg ? <Figure value={tonnesFromKg(latest.co2eKg)} unit="tCO2e" digits={2} /> : "",
          },
        ]}
      />
      {mayEdit && <OpenYear />}
    </PageBody>
  );
}

function OpenYear() {
  const answer = useActionData<typeof action>();
  const { inventory: t } = useMessages();
  return (
    <Form method="post" className="mt-8 max-w-100 space-y-4">
      <TextField
        label={t.year}
        name="year"
        hint={t.yearHint}
        inputMode="numeric"
        maxLength={4}
        defaultValue={answer?.typed?.year}
        error={answer?.errors?.year ? t.yearWrong : undefined}
      />
      <Button variant="secondary">{t.openYear}</Button>
    </Form>
  );
}
