import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { BuyerFields } from "#app/trade/client/client-fields.tsx";
import type { NewPlanOrderView } from "./plan-order-view.ts";

export function NewPlanOrderPage(page: NewPlanOrderView) {
  const { plan, planOrder: t } = useMessages();
  const isOpen = page.offers.length > 0 && !page.isUnderWay;
  return (
    <PageBody>
      <PageHeader title={t.newTitle} about={t.newAbout} crumbs={[{ to: page.base, label: plan.title }]} />
      <PageColumns aside={<How />}>
        {isOpen ? (
          <OrderForm {...page} />
        ) : (
          <p className="max-w-160 text-16">{page.isUnderWay ? t.underWay : t.notOnSale}</p>
        )}
      </PageColumns>
    </PageBody>
  );
}

function OrderForm({ offers, isCardOn, countries, values, errors }: NewPlanOrderView) {
  const { plan, planOrder: t, client } = useMessages();
  const say = (key: string) =>
    t.fieldFault[key] ?? t.fault[key] ?? client.faults[key as keyof typeof client.faults] ?? key;
  const fault = (name: string) => (errors[name] ? say(errors[name]) : undefined);
  const ways = isCardOn ? (["transfer", "card"] as const) : (["transfer"] as const);
  return (
    <Form method="post" noValidate className="max-w-192 space-y-10">
      <FormErrors errors={listErrors(errors, say)} />
      <div className="space-y-6">
        <ChoiceField
          label={t.choose}
          name="choice"
          hint={t.chooseHint}
          defaultValue={values.choice}
          error={fault("choice")}
          choices={offers.map((offer) => ({
            value: offer.value,
            label: t.perYear(plan.name[offer.plan], offer.amount),
          }))}
        />
        <ChoiceField
          label={t.way}
          name="way"
          defaultValue={values.way ?? "transfer"}
          error={fault("way")}
          choices={ways.map((way) => ({ value: way, ...t.ways[way] }))}
        />
      </div>
      <Section title={t.buyer}>
        <div className="mt-5">
          <BuyerFields values={values} faultOf={fault} countries={countries} words={t} />
        </div>
      </Section>
      <div>
        <Button variant="primary">{t.place}</Button>
        <p className="mt-3 max-w-160 text-12 text-muted">{t.placeNote}</p>
      </div>
    </Form>
  );
}

function How() {
  const { planOrder: t } = useMessages();
  return (
    <Section title={t.howTitle} isAside>
      <ul className="space-y-2.5 text-14 text-muted">
        {t.how.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </Section>
  );
}
