import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant, requireId } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { listClients } from "#app/trade/client/client.server.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { startQuote } from "./quote.server.ts";
import { listPatterns } from "./quote-list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.quote.newTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "trade.sell", async (tx, actor) => {
    const search = new URL(request.url).searchParams;
    const from = search.get("from") ?? "";
    return {
      base: `/tenants/${actor.tenantId}`,
      hasSeller: (await getSellerDetail(tx)) !== null,
      chosen: search.get("client") ?? "",
      from,
      patterns: await listPatterns(tx, from),
      clients: (await listClients(tx)).map(({ id, legalName }) => ({ id, name: legalName })),
    };
  });

const NewQuoteActions = defineActions({
  start: {
    right: "trade.sell",
    schema: z.object({ clientId: z.string("client").min(1, "client").default(""), copyOf: z.string().default("") }),
  },
});

export const action = tenantAction(NewQuoteActions, {
  start: async (tx, { actor, value }) => {
    if (value.clientId === "") return refuse({ clientId: "client" });
    if (!(await getSellerDetail(tx))) return refuse({ clientId: "seller_missing" });
    const quoteId = await startQuote(tx, actor, {
      clientId: requireId(value.clientId),
      ...(value.copyOf && { copyOf: requireId(value.copyOf) }),
      now: new Date(),
    });
    return `/tenants/${actor.tenantId}/quotes/${quoteId}`;
  },
});

export default function NewQuote() {
  const { base, hasSeller, chosen, clients, from, patterns } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { quote: t } = useMessages();
  const locale = useLocale();
  return (
    <PageBody>
      <PageHeader title={t.newTitle} about={t.newAbout} crumbs={[{ to: `${base}/quotes`, label: t.title }]} />
      {hasSeller ? (
        <Form method="post" noValidate className="max-w-120 space-y-5">
          <SelectField
            label={t.client}
            name="clientId"
            placeholder={t.chooseClient}
            defaultValue={answer?.typed.clientId ?? chosen}
            error={answer && t.faults[answer.errors.clientId as keyof typeof t.faults]}
            options={clients.map(({ id, name }) => ({ value: id, label: localName(name, locale) }))}
          />
          {patterns.length > 0 && (
            <SelectField
              label={t.pattern}
              hint={t.patternHint}
              name="copyOf"
              required={false}
              placeholder={t.noPattern}
              defaultValue={answer?.typed.copyOf ?? from}
              options={patterns.map(({ id, number, clientName }) => ({
                value: id,
                label: `${number} · ${localName(clientName, locale)}`,
              }))}
            />
          )}
          <div className="flex flex-wrap items-center gap-5">
            <Button>{t.start}</Button>
            <Link className="text-14 text-link" to={`${base}/clients/new`}>
              {t.newClient}
            </Link>
          </div>
        </Form>
      ) : (
        <EmptyState
          title={t.noSeller.title}
          reason={t.noSeller.reason}
          action={
            <ButtonLink to={`${base}/seller`} variant="primary">
              {t.noSeller.action}
            </ButtonLink>
          }
        />
      )}
    </PageBody>
  );
}
