import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { Button } from "#app/kit/button.tsx";
import { listCountries } from "#app/kit/country.ts";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { addInstrument, listStatementFiles } from "./instrument.server.ts";
import { readContent } from "./instrument-check.ts";
import { CancellationFields, FactorFields, GenerationFields, ProofFields } from "./instrument-fields.tsx";
import { listFaults, NewInstrumentActions } from "./instrument-form.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.instrument.newTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => ({
    organizationId: actor.organizationId,
    countries: listCountries(localeOf(request)),
    files: await listStatementFiles(tx, actor.organizationId),
    mayEdit: offers(NewInstrumentActions, actor).save,
  }));

export const action = organizationAction(NewInstrumentActions, {
  save: async (tx, { actor, value }) => {
    const added = await addInstrument(tx, actor, readContent(value));
    return "faults" in added ? refuse(added.faults) : `/organizations/${actor.organizationId}/instruments/${added.id}`;
  },
});

export default function NewInstrument() {
  const { organizationId, countries, files, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { instrument: t } = useMessages();
  const form = { values: answer?.typed ?? {}, errors: answer?.errors ?? {} };
  return (
    <PageBody>
      <PageHeader
        title={t.newTitle}
        about={mayEdit ? undefined : t.readOnly}
        crumbs={[{ to: `/organizations/${organizationId}/instruments`, label: t.title }]}
      />
      <Form method="post" className="max-w-192">
        <fieldset disabled={!mayEdit} className="space-y-10">
          <FormErrors errors={listFaults(t, form.errors)} />
          <ProofFields {...form} />
          <GenerationFields {...form} countries={countries} />
          <FactorFields {...form} />
          <CancellationFields {...form} files={files} />
          {mayEdit && <Button>{t.save}</Button>}
        </fieldset>
      </Form>
    </PageBody>
  );
}
