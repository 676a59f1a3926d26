import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, inTenant } from "#app/access/actor.server.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { rememberLink } from "#app/access/shown-link.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { utcDay } from "#app/day/day.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { getOrganization } from "#app/organization/organization.server.ts";
import { makeSupplierRequest } from "../data-request.server.ts";
import { faultOf } from "../new-data-request-page.tsx";
import { Recipient } from "../recipient-fields.tsx";
import { sendDataRequestLetter } from "../send-letter.server.ts";
import { AskSupplierForm, PRODUCT_UNITS } from "./supplier-factor.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.dataRequest.factor.askTitle);

const DAYS_OPEN = 14;
const LONGEST_PRODUCT = 200;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "requests.write", async (_tx, { organizationId }) => ({
    organizationId,
    start: {
      product: (new URL(request.url).searchParams.get("product") ?? "").slice(0, LONGEST_PRODUCT),
      locale: localeOf(request),
      expires: utcDay(new Date(Date.now() + DAYS_OPEN * 86_400_000)),
    } as Record<string, string>,
  }));

const AskSupplierActions = defineActions({ ask: { right: "requests.write", schema: AskSupplierForm } });

/** Creates the request, sends its link and shows the link once. */
export const action = organizationAction(AskSupplierActions, {
  ask: {
    outside: async ({ actor, request, clientAddress, value }) => {
      const { product, unit, expires: expiresAt, ...recipient } = value;
      if (await limitStep("data-request-mail", clientAddress, actor.userId)) {
        return refuse({ form: "rate_limited" }, 429);
      }
      const user = await requireUser(request);
      const made = await inTenant(actor, async (tx) => {
        const result = await makeSupplierRequest(tx, actor, {
          product: { name: product, unit },
          ...recipient,
          expiresAt,
        });
        if (!result.ok) return result;
        const organization = (await getOrganization(tx, actor.organizationId)).name;
        const facts = { ...recipient, expiresAt, asker: user.name, organization };
        await sendDataRequestLetter(tx, { kind: "dataRequest", token: result.token, ...facts });
        return result;
      });
      if (!made.ok) return refuse({ expires: made.fault });
      const page = `/organizations/${actor.organizationId}/data-requests/${made.id}`;
      return redirect(`${page}?done=sent`, { headers: rememberLink(page, made.token) });
    },
  },
});

export default function AskSupplier() {
  const { organizationId, start } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { dataRequest: t, carbon } = useMessages();
  const values: Record<string, string> = answer?.typed ?? start;
  const errors = answer?.errors ?? {};
  const errorOf = (field: string) => (errors[field] === undefined ? undefined : faultOf(t, errors[field], field));
  return (
    <PageBody>
      <PageHeader
        title={t.factor.askTitle}
        about={t.factor.askAbout}
        crumbs={[{ to: `/organizations/${organizationId}/data-requests`, label: t.title }]}
      />
      <Form method="post" noValidate className="max-w-3xl space-y-10">
        <FormErrors errors={listErrors(errors, (key, field) => faultOf(t, key, field))} />
        <Section title={t.factor.productTitle}>
          <div className="mt-4 grid gap-4 md:grid-cols-2">
            <TextField
              label={t.factor.product}
              name="product"
              hint={t.factor.productHint}
              maxLength={LONGEST_PRODUCT}
              required
              defaultValue={values.product}
              error={errorOf("product")}
            />
            <SelectField
              label={t.factor.unit}
              name="unit"
              placeholder={t.factor.unitChoose}
              defaultValue={values.unit ?? ""}
              error={errorOf("unit")}
              options={PRODUCT_UNITS.map((value) => ({ value, label: carbon.unit[value] }))}
            />
          </div>
        </Section>
        <Recipient values={values} errorOf={errorOf} />
        <Button>{t.submit}</Button>
      </Form>
    </PageBody>
  );
}
