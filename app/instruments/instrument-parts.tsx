import { Form, Link } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { InstrumentPage } from "./instrument.tsx";
import { faultText } from "./instrument-form.ts";

interface PartProps {
  page: InstrumentPage;
}

interface FormProps extends PartProps {
  values: Record<string, string>;
  errors: Record<string, string>;
}

export function InstrumentFacts({ page: { instrument, country, allocated, left, organizationId } }: PartProps) {
  const { instrument: t, carbon } = useMessages();
  const clock = useClock();
  const unit = carbon.unit[instrument.unit];
  const { kgPerUnit, generation, statement, statementFileId, withdrawn } = instrument;
  const emissions = [
    [t.co2, kgPerUnit.CO2],
    [t.ch4, kgPerUnit.CH4],
    [t.n2o, kgPerUnit.N2O],
    [t.biogenicCo2, kgPerUnit.biogenicCO2],
  ].flatMap(([gas, kg]) => (kg === undefined ? [] : [`${gas} ${kg} ${carbon.unit.kg}/${unit}`]));
  const facts = [
    [t.registry, instrument.registry],
    [t.plant, instrument.plant],
    [t.technology, t.technologyName[instrument.technology]],
    [t.country, country],
    [t.generated, `${generation.start} / ${generation.end}`],
    [t.factorTitle, emissions.join(" · ")],
    [t.cancelledOn, instrument.cancelledOn ?? t.notCancelled],
    [t.beneficiary, instrument.beneficiary],
    [t.quantity, `${instrument.quantity} ${unit}`],
    [t.allocated, `${allocated} ${unit}`],
    [t.left, `${left} ${unit}`],
  ] as const;
  return (
    <Section title={t.factsTitle}>
      {withdrawn && (
        <p className="py-3 text-14 text-bad-ink">{t.withdrawnOn(clock.day(withdrawn.at), withdrawn.reason)}</p>
      )}
      <p className="pt-3 text-12 text-muted">{t.unchecked}</p>
      <FactList
        facts={[
          ...facts.flatMap(([label, value]) => (value === "" || value === undefined ? [] : [{ label, value }])),
          ...(statement
            ? [
                {
                  label: t.statement,
                  value: (
                    <Link to={`/organizations/${organizationId}/evidence/${statementFileId}`} className="text-link">
                      {statement.name}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

export function AllocationTable({ page: { allocations, allocationCount, instrument, allocated, mayEdit } }: PartProps) {
  const { instrument: t, carbon } = useMessages();
  const end = (id: string, label: string, question: string) => (
    <Form method="post">
      <input type="hidden" name="allocationId" value={id} />
      <ConfirmAction label={label} lost="" question={question} isInRow={id !== ""} isAtStart={id === ""}>
        <input type="hidden" name="intent" value="release" />
      </ConfirmAction>
    </Form>
  );
  return (
    <Section title={t.allocationsTitle} count={allocationCount || undefined}>
      {allocations.length === 0 ? (
        <p className="py-3 text-14 text-muted">{t.allocationsNone}</p>
      ) : (
        <>
          <Table
            caption={t.allocationsTitle}
            rows={allocations}
            rowKey={({ id }) => id}
            columns={[
              { key: "meter", head: t.meter, isRowHead: true, cell: ({ meter }) => meter ?? t.recordDeleted },
              { key: "period", head: t.period, cell: ({ period }) => period ?? "–" },
              {
                key: "quantity",
                head: `${t.covered} (${carbon.unit[instrument.unit]})`,
                isNumeric: true,
                cell: ({ quantity }) => quantity,
              },
              ...(mayEdit
                ? [
                    {
                      key: "end",
                      head: <span className="sr-only">{t.release}</span>,
                      cell: ({ id }: { id: string }) => end(id, t.release, t.releaseQuestion),
                    },
                  ]
                : []),
            ]}
            total={{ meter: t.allocated, quantity: allocated }}
          />
          {allocationCount > allocations.length && (
            <p className="mt-2 text-12 text-muted">
              {t.allocationsFirst(String(allocations.length), String(allocationCount))}
            </p>
          )}
          {mayEdit && allocationCount > 1 && <div className="mt-4">{end("", t.releaseAll, t.releaseAllQuestion)}</div>}
        </>
      )}
    </Section>
  );
}

export function AllocateBox({ page, values, errors }: FormProps) {
  const { instrument: t, carbon } = useMessages();
  const { meters, inventories, left, instrument } = page;
  const missing = meters.length === 0 ? t.noSources : inventories.length === 0 ? t.noInventories : null;
  return (
    <Section title={t.allocateTitle}>
      <p className="py-3 text-14 text-muted">{missing ?? t.allocateText}</p>
      {missing === null && (
        <Form method="post" className="space-y-4">
          <SelectField
            name="sourceId"
            label={t.source}
            placeholder={t.sourceChoose}
            defaultValue={values.sourceId ?? ""}
            error={faultText(t, errors.sourceId)}
            options={meters.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SelectField
            name="inventoryId"
            label={t.year}
            defaultValue={values.inventoryId}
            error={faultText(t, errors.inventoryId)}
            options={inventories.map(({ id, label }) => ({ value: id, label, isCode: true }))}
          />
          <TextField
            name="quantity"
            label={t.allocateQuantity}
            hint={t.allocateQuantityHint(left, carbon.unit[instrument.unit])}
            inputMode="decimal"
            maxLength={40}
            required={false}
            autoComplete="off"
            defaultValue={values.quantity}
            error={faultText(t, errors.quantity)}
            unit={carbon.unit[instrument.unit]}
          />
          <Button name="intent" value="allocate">
            {t.allocate}
          </Button>
        </Form>
      )}
    </Section>
  );
}

export function WithdrawBox({ page, values, errors }: FormProps) {
  const { instrument: t } = useMessages();
  return (
    <Section title={t.withdrawTitle}>
      <Form method="post" className="mt-3">
        <ConfirmAction label={t.withdraw} lost={page.name} question={t.withdrawQuestion(page.name)} isAtStart>
          <input type="hidden" name="intent" value="withdraw" />
          <div className="mb-3">
            <TextAreaField
              name="reason"
              label={t.withdrawReason}
              maxLength={1000}
              defaultValue={values.reason}
              error={faultText(t, errors.reason)}
            />
          </div>
        </ConfirmAction>
      </Form>
    </Section>
  );
}
