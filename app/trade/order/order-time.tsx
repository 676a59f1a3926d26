import { Form } from "@remix-run/react";
import { formatShortDay } from "#app/day/format-day.ts";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { sayFault } from "./order-acts.tsx";
import type { OrderPageProps } from "./order-view.ts";

/** Hours worked on an order, visible to the seller only. */
export function OrderTime({ order, maySell, today, answer }: OrderPageProps) {
  const { order: t } = useMessages();
  const locale = useLocale();
  const refused = answer?.typed.intent === "time" ? answer : null;
  const errorOf = (field: string) => {
    const fault = refused?.errors[field];
    return fault && sayFault(t, fault);
  };
  return (
    <Section title={t.hours} count={order.times.length > 0 ? t.hoursTotal(order.hours) : undefined}>
      <p className="mt-3 text-14 text-muted">{order.times.length === 0 ? t.noHours : t.hoursAbout}</p>
      {order.times.length > 0 && (
        <Table
          caption={t.hours}
          rows={order.times}
          rowKey={({ id }) => id}
          columns={[
            { key: "day", head: t.workedOn, isRowHead: true, cell: ({ workedOn }) => formatShortDay(workedOn, locale) },
            { key: "hours", head: t.hoursField, isNumeric: true, cell: ({ hours }) => hours },
            {
              key: "note",
              head: t.note,
              cell: ({ note, authorName }) => (
                <>
                  {note}
                  <span className="block text-12 text-muted">{authorName}</span>
                </>
              ),
            },
          ]}
        />
      )}
      {maySell && (
        <Form
          method="post"
          noValidate
          key={order.times.length}
          className="mt-4 grid items-start gap-3 sm:grid-cols-[10rem_7rem_minmax(0,1fr)]"
        >
          <TextField
            label={t.workedOn}
            name="workedOn"
            type="date"
            defaultValue={refused?.typed.workedOn ?? today}
            error={errorOf("workedOn")}
          />
          <TextField
            label={t.hoursField}
            name="hours"
            inputMode="decimal"
            defaultValue={refused?.typed.hours ?? ""}
            error={errorOf("hours")}
          />
          <TextField
            label={t.note}
            name="note"
            maxLength={500}
            defaultValue={refused?.typed.note ?? ""}
            error={errorOf("note")}
          />
          <div>
            <Button name="intent" value="time" variant="secondary">
              {t.addHours}
            </Button>
          </div>
        </Form>
      )}
    </Section>
  );
}
