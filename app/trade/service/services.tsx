import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { isListEmpty, ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { SAMPLE_SERVICES } from "./sample-services.ts";
import { addSampleServices, addService } from "./service.server.ts";
import { ServiceFields } from "./service-fields.tsx";
import { CatalogueActions, toServiceDetails } from "./service-form.ts";
import { SERVICE_KINDS } from "./service-kinds.ts";
import { services } from "./services.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.service.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(services, routed, async (_, { base, actor }) => ({ base, maySell: offers(CatalogueActions, actor).add }));

export const action = tenantAction(CatalogueActions, {
  samples: async (tx, { actor }) => {
    await addSampleServices(tx, actor, SAMPLE_SERVICES);
    return `/tenants/${actor.tenantId}/services`;
  },
  add: async (tx, { actor, value }) => {
    const added = await addService(tx, actor, value.kind, toServiceDetails(value, true));
    return added.ok ? `/tenants/${actor.tenantId}/services/${added.serviceId}` : refuse({ nameEn: added.fault });
  },
});

export default function Services() {
  const { base, list, maySell } = useLoaderData<typeof loader>();
  const { service: t } = useMessages();
  const samples = (
    <Form method="post">
      <Button name="intent" value="samples">
        {t.empty.samples}
      </Button>
    </Form>
  );
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={list.about}
        actions={
          <>
            <ListFile list={list} />
            <ButtonLink to={`${base}/services/prices`}>{t.everyPrice.title}</ButtonLink>
          </>
        }
      />
      <ListBody list={list} start={maySell && samples} />
      {maySell && <AddService isFirst={isListEmpty(list)} />}
    </PageBody>
  );
}

function AddService({ isFirst }: { isFirst: boolean }) {
  const answer = useActionData<typeof action>();
  const { service: t } = useMessages();
  const errors: Record<string, string> = answer?.errors ?? {};
  const values: Record<string, string> = answer?.typed ?? {};
  return (
    <div className="mt-12 max-w-192">
      <Section title={t.newTitle}>
        <p className="mt-3 text-14 text-muted">{t.newAbout}</p>
        <Form method="post" noValidate className="mt-4 space-y-5" key={String(isFirst)}>
          <FormErrors errors={listErrors(errors, (fault) => t.faults[fault as keyof typeof t.faults])} />
          <div className="max-w-80">
            <SelectField
              label={t.kind}
              name="kind"
              defaultValue={values.kind ?? ""}
              options={SERVICE_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
            />
          </div>
          <ServiceFields values={values} errors={errors} />
          <Button name="intent" value="add" variant={isFirst ? "secondary" : "primary"}>
            {t.add}
          </Button>
        </Form>
      </Section>
    </div>
  );
}
