import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, inTenant, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
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
import { addClient, listClients } from "./client.server.ts";
import { ClientFields } from "./client-fields.tsx";
import { ClientForm, toClientDetails } from "./client-form.ts";
import { choicesOf, findLinkChoice, linkClient, listLinkChoices } from "./client-link.server.ts";
import { LINK_FAULTS } from "./client-link.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.client.newTitle);

const NewClientActions = defineActions({
  add: { right: "trade.sell", schema: ClientForm, faults: LINK_FAULTS },
});

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "trade.sell");
    const choices = await listLinkChoices(await doors(), actor);
    return {
      chosen: new URL(request.url).searchParams.get("organization") ?? "",
      countries: listCountries(localeOf(request)),
      organizations: choicesOf(choices, await inTenant(actor, listClients), null).map(({ organizationId, name }) => ({
        id: organizationId,
        name,
      })),
    };
  });

export const action = tenantAction(NewClientActions, {
  add: {
    outside: async ({ actor, value }) => {
      const wanted = value.organizationId;
      const to = wanted === "" ? null : await findLinkChoice(await doors(), actor, requireId(wanted));
      return inTenant(actor, async (tx) => {
        const added = await addClient(tx, actor, toClientDetails(value));
        if (!added.ok) return refuse({ legalNameEn: added.fault });
        if (to) await linkClient(tx, actor, added.clientId, { basedOn: 0, to });
        return `/tenants/${actor.tenantId}/clients/${added.clientId}`;
      });
    },
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
