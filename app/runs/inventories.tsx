import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { loadList } from "#app/access/list-route.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { tonnesFromKg } from "#app/carbon/format.ts";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { inventories } from "./inventories.list.server.ts";

const InventoriesActions = defineActions({
  open: {
    right: "runs.calculate",
    schema: z.object({ year: z.string().regex(/^(19[9]\d|20\d{2})$/, { error: "yearWrong" }) }),
  },
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ inventory }) => inventory.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(inventories, routed, async (_, { may }, rows) => ({
    mayEdit: offers(InventoriesActions, { may }).open,
    totals: Object.fromEntries(
      rows.flatMap(({ key, view: { latest } }) => (latest?.co2eKg ? [[key, tonnesFromKg(latest.co2eKg)]] : [])),
    ) as Record<string, string>,
  }));

export const action = organizationAction(InventoriesActions, {
  open: async (tx, { actor, value: { year } }) => {
    const { id } = await openInventory(tx, actor, { start: `${year}-01-01`, end: `${year}-12-31` });
    return `/organizations/${actor.organizationId}/inventories/${id}`;
  },
});

export default function Inventories() {
  const { list, mayEdit, totals } = useLoaderData<typeof loader>();
  const total = (key: string) => totals[key] && <Figure value={totals[key]} unit="tCO2e" digits={2} />;
  return (
    <PageBody>
      <PageHeader title={list.title} about={list.about} actions={<ListFile list={list} />} />
      <ListBody list={list} cells={{ total }} />
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
