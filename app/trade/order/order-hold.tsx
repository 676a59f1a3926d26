import { Form } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { OrderPageProps } from "./order-view.ts";

/** Shows the hold of an order, or a form to start one. */
export function Hold({ order, holdChoices, maySell, answer }: OrderPageProps) {
  const { order: words } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const t = words.hold;
  const name = ({ organizationName, period }: OrderPageProps["holdChoices"][number]) =>
    `${localName(organizationName, locale)} · ${period.start.slice(0, 4)}`;
  if (order.hold) {
    const { inventoryId, at, end } = order.hold;
    const held = holdChoices.find((choice) => choice.inventoryId === inventoryId);
    return (
      <div className="mt-2 text-14">
        <p>
          <WholeDays>{t.holds(held ? name(held) : t.elsewhere, clock.day(at))}</WholeDays>
        </p>
        <p className="mt-1 text-12 text-muted">
          <WholeDays>{end ? t.ended[end.cause](clock.day(end.at)) : t.ends}</WholeDays>
        </p>
      </div>
    );
  }
  if (!order.mayHold || !maySell || holdChoices.length === 0) return null;
  const options = holdChoices.map((choice) => ({
    value: `${choice.engagementId} ${choice.inventoryId}`,
    label: name(choice),
  }));
  return (
    <Form method="post" className="mt-4 space-y-3">
      <input type="hidden" name="intent" value="hold" />
      <SelectField
        label={t.label}
        hint={t.hint}
        name="hold"
        placeholder={t.choose}
        options={options}
        error={answer?.errors.hold && words.faults.hold_missing}
      />
      <Button variant="secondary">{t.act}</Button>
    </Form>
  );
}
