import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant, requireId } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { listCountries } from "#app/kit/country.ts";
import { SelectField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { listOrganizations } from "#app/organization/organization.server.ts";
import { addClient, listClients } from "./client.server.ts";
import { ClientFields } from "./client-fields.tsx";
import { ClientForm, toClientDetails } from "./client-form.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.client.newTitle);

const NewClientActions = defineActions({ add: { right: "trade.sell", schema: ClientForm } });

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "trade.sell", async (tx) => {
    const taken = new Set((await listClients(tx)).map(({ organizationId }) => organizationId));
    return {
      chosen: new URL(request.url).searchParams.get("organization") ?? "",
      countries: listCountries(localeOf(request)),
      organizations: (await listOrganizations(tx))
        .filter(({ id }) => !taken.has(id))
        .map(({ id, name }) => ({ id, name })),
    };
  });

export const action = tenantAction(NewClientActions, {
  add: async (tx, { actor, value }) => {
    const organizationId = value.organizationId === "" ? null : requireId(value.organizationId);
    const added = await addClient(tx, actor, toClientDetails(value), organizationId);
    if (added.ok) return `/tenants/${actor.tenantId}/clients/${added.clientId}`;
    return refuse({ [added.fault === "name_missing" ? "legalNameEn" : "organizationId"]: added.fault });
  },
});

export default function NewClient() {
  const { chosen, countries, organizations } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { client: t } = useMessages();
  const locale = useLocale();
  const errors: Record<string, string> = answer?.errors ?? {};
  const values: Record<string, string> = answer?.typed ?? { isBusiness: "on", locale, organizationId: chosen };
  return (
    <PageBody>
      <PageHeader title={t.newTitle} about={t.newAbout} />
      <Form method="post" noValidate className="max-w-192 space-y-5">
        <FormErrors errors={listErrors(errors, (fault) => t.faults[fault as keyof typeof t.faults])} />
        <ClientFields values={values} errors={errors} countries={countries} />
        <div className="max-w-100">
          <SelectField
            label={t.organization}
            name="organizationId"
            placeholder={t.noOrganization}
            hint={t.organizationHint}
            defaultValue={values.organizationId ?? ""}
            error={errors.organizationId && t.faults.organization_taken}
            options={organizations.map(({ id, name }) => ({ value: id, label: localName(name, locale) }))}
          />
        </div>
        <Button>{t.add}</Button>
      </Form>
    </PageBody>
  );
}
