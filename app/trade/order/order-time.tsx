import { Form, Link } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { asDays, HOURS_A_DAY, minutesOf } from "#app/trade/time/budget.ts";
import { asHours } from "#app/trade/time/hours.ts";
import type { OrderAnswer, OrderPageProps } from "./order-view.ts";

interface OrderTimeProps {
  base: string;
  orderId: string;
  time: NonNullable<OrderPageProps["time"]>;
  answer: OrderAnswer | null;
}

/** Hours worked on an order and its budget, visible to the seller only. */
export function OrderTime(props: OrderTimeProps) {
  const { base, orderId, time } = props;
  const { minutes, billable, quoted, budget } = time;
  const { order: t } = useMessages();
  const locale = useLocale();
  const sheet = `${base}/time?order=${orderId}`;
  const write = (hours: string) =>
    [formatDecimal(hours, { locale }), formatDecimal(asDays(minutesOf(hours)), { locale })] as const;
  return (
    <Section title={t.hours} id="hours">
      {minutes === 0 ? (
        <p className="mt-3 text-14 text-muted">{t.noHours}</p>
      ) : (
        <p className="mt-3 text-14 tabular-nums">{t.hoursOf(asHours(minutes), asHours(billable))}</p>
      )}
      {budget.hours !== null && <p className="mt-1 text-14 tabular-nums">{t.hoursBudget(...write(budget.hours))}</p>}
      {quoted !== null && <p className="mt-1 text-14 text-muted tabular-nums">{t.hoursQuoted(...write(quoted))}</p>}
      <p className="mt-2 flex flex-wrap gap-x-4 text-14">
        <Link className="text-link" to={`${sheet}#entry`}>
          {t.addHours}
        </Link>
        {minutes > 0 && (
          <Link className="text-link" to={sheet}>
            {t.openHours}
          </Link>
        )}
      </p>
      <BudgetForm {...props} />
    </Section>
  );
}

function BudgetForm({ orderId, time: { budget }, answer }: OrderTimeProps) {
  const { order: t } = useMessages();
  const own = answer?.typed.intent === "budget" ? answer : null;
  const fault = own?.errors.budget && t.budgetFault;
  return (
    <Form method="post" noValidate className="mt-4 space-y-3" key={budget.version} preventScrollReset>
      <FormErrors errors={listErrors(own?.errors ?? {}, (code) => (code === "budget" ? t.budgetFault : undefined))} />
      <BasedOn setting={nameSetting("order_budget", [orderId])} version={budget.version} />
      <div className="grid max-w-160 items-start gap-4 sm:grid-cols-2">
        <TextField
          label={t.budget}
          name="budget"
          inputMode="decimal"
          required={false}
          hint={t.budgetHint}
          defaultValue={own?.typed.budget ?? budget.hours ?? ""}
          error={fault || undefined}
        />
        <SelectField
          label={t.budgetUnit}
          name="unit"
          defaultValue={own?.typed.unit ?? "h"}
          options={[
            { value: "h", label: t.inHours },
            { value: "d", label: t.inDays(HOURS_A_DAY) },
          ]}
        />
      </div>
      <Button name="intent" value="budget" variant="secondary">
        {t.saveBudget}
      </Button>
    </Form>
  );
}
