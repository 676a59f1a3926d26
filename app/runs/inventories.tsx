import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { loadList } from "#app/access/list-route.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
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
  loadList(inventories, routed, async (_, { may }) => ({ mayEdit: offers(InventoriesActions, { may }).open }));

export const action = organizationAction(InventoriesActions, {
  open: async (tx, { actor, value: { year } }) => {
    const { id } = await openInventory(tx, actor, { start: `${year}-01-01`, end: `${year}-12-31` });
    return `/organizations/${actor.organizationId}/inventories/${id}`;
  },
});

export default function Inventories() {
  const { list, mayEdit } = useLoaderData<typeof loader>();
  const { inventory: t } = useMessages();
  const runs = list.address.replace(/inventories$/, "runs");
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={list.about}
        actions={
          <>
            <ListFile list={list} />
            {list.rows.length > 0 && <ButtonLink to={runs}>{t.runsTitle}</ButtonLink>}
          </>
        }
      />
      <ListBody list={list} />
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
