import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asTenant, requireId } from "#app/access/actor.server.ts";
import { parseForm } from "#app/http/form.server.ts";
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

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.quote.newTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "trade.sell", async (tx, actor) => ({
    base: `/tenants/${actor.tenantId}`,
    hasSeller: (await getSellerDetail(tx)) !== null,
    chosen: new URL(request.url).searchParams.get("client") ?? "",
    clients: (await listClients(tx)).map(({ id, legalName }) => ({ id, name: legalName })),
  }));

const NewQuoteForm = z.object({ clientId: z.string("client").min(1, "client").default("") });

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, NewQuoteForm);
    return asTenant(request, params, "trade.sell", async (tx, actor) => {
      if (!form.ok || form.value.clientId === "") return data({ error: "client" as const }, { status: 422 });
      if (!(await getSellerDetail(tx))) return data({ error: "seller_missing" as const }, { status: 422 });
      const clientId = requireId(form.value.clientId);
      const quoteId = await startQuote(tx, actor, { clientId, now: new Date() });
      throw redirect(`/tenants/${actor.tenantId}/quotes/${quoteId}`);
    });
  });

/** For whom a quote is. */
export default function NewQuote() {
  const { base, hasSeller, chosen, clients } = useLoaderData<typeof loader>();
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
            defaultValue={chosen}
            error={answer && t.faults[answer.error]}
            options={clients.map(({ id, name }) => ({ value: id, label: localName(name, locale) }))}
          />
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
