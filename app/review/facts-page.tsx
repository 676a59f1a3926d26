import { Form } from "@remix-run/react";
import { UNIT_CODES } from "#app/carbon/unit/unit.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { FacilityFact } from "#app/places/facility/facility-fact.server.ts";
import { Notice, ReviewTabs } from "#app/records/review-parts.tsx";
import type { ReviewRights } from "#app/records/review-record-view.ts";
import { unitText } from "#app/records/sheet/fault-text.ts";

export interface FactsPageProps {
  organizationId: string;
  rights: ReviewRights;
  facilities: { id: string; name: string }[];
  facts: FacilityFact[];
  /** Of a form that was refused. */
  typed: Record<string, string> | null;
}

/** Floor area and output of facilities, each with where the figure comes from. */
export function FactsPage({ organizationId, rights, facilities, facts, typed }: FactsPageProps) {
  const { review: t } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.factsTab} />
      <ReviewTabs base={`/organizations/${organizationId}`} current="facts" />
      {typed && <Notice tone="bad">{t.problem.fact_invalid}</Notice>}
      <div className="grid max-w-240 gap-10">
        <Section title={t.factsTitle} count={facts.length || undefined}>
          <p className="max-w-160 py-3 text-14 text-muted">
            {facts.length === 0 ? `${t.factsNone} ${t.factsText}` : t.factsText}
          </p>
          {facts.length > 0 && <FactTable facts={facts} facilities={facilities} mayEdit={rights.mayEdit} />}
        </Section>
        {rights.mayEdit && facilities.length > 0 && <FactForm facilities={facilities} typed={typed ?? {}} />}
      </div>
    </PageBody>
  );
}

function useUnitName() {
  const messages = useMessages();
  return (unit: string) => unitText(messages, unit);
}

type FactTableProps = Pick<FactsPageProps, "facts" | "facilities"> & { mayEdit: boolean };

/** What is stated, each with a way to take it back. */
function FactTable({ facts, facilities, mayEdit }: FactTableProps) {
  const { review: t, common } = useMessages();
  const unitName = useUnitName();
  return (
    <Table
      caption={t.factsTitle}
      rows={facts}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "facility",
          head: t.facility,
          isRowHead: true,
          cell: (fact) => facilities.find(({ id }) => id === fact.facilityId)?.name ?? "",
        },
        {
          key: "kind",
          head: t.factKind,
          cell: ({ kind, name }) => (name ? common.labelled(t.factKinds[kind], name) : t.factKinds[kind]),
        },
        { key: "period", head: t.period, cell: ({ period }) => `${period.start} – ${period.end}` },
        {
          key: "quantity",
          head: t.quantity,
          isNumeric: true,
          cell: ({ quantity, unit }) => `${quantity} ${unitName(unit)}`,
        },
        { key: "source", head: t.factSource, isMuted: true, isHiddenOnPhone: true, cell: ({ source }) => source },
        {
          key: "act",
          head: <span className="sr-only">{t.factWithdraw}</span>,
          cell: ({ id }) => mayEdit && <Withdraw factId={id} />,
        },
      ]}
    />
  );
}

function Withdraw({ factId }: { factId: string }) {
  const { review: t } = useMessages();
  return (
    <Form method="post">
      <input type="hidden" name="factId" value={factId} />
      <Button size="row" variant="destructive" name="intent" value="withdraw">
        {t.factWithdraw}
      </Button>
    </Form>
  );
}

type FactFormProps = Pick<FactsPageProps, "facilities"> & { typed: Record<string, string> };

/** A fact is stated anew and never edited. */
function FactForm({ facilities, typed }: FactFormProps) {
  const { review: t } = useMessages();
  const unitName = useUnitName();
  return (
    <Section title={t.factSave}>
      <Form method="post" className="grid gap-3 pt-3 sm:grid-cols-2">
        <input type="hidden" name="intent" value="state" />
        <SelectField
          label={t.facility}
          name="facilityId"
          defaultValue={typed.facilityId}
          options={facilities.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          label={t.factKind}
          name="kind"
          defaultValue={typed.kind}
          options={(["floor_area", "output"] as const).map((value) => ({ value, label: t.factKinds[value] }))}
        />
        <TextField label={t.factStart} name="start" type="date" required defaultValue={typed.start} />
        <TextField label={t.factEnd} name="end" type="date" required defaultValue={typed.end} />
        <TextField label={t.quantity} name="quantity" required inputMode="decimal" defaultValue={typed.quantity} />
        <SelectField
          label={t.unit}
          name="unit"
          defaultValue={typed.unit ?? "m2"}
          options={UNIT_CODES.map((value) => ({ value, label: unitName(value) }))}
        />
        <TextField
          label={t.factName}
          name="name"
          required={false}
          maxLength={200}
          hint={t.factNameHint}
          defaultValue={typed.name}
        />
        <TextField label={t.factSource} name="source" required maxLength={500} defaultValue={typed.source} />
        <div>
          <Button>{t.factSave}</Button>
        </div>
      </Form>
    </Section>
  );
}
