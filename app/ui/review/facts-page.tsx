import { Form } from "@remix-run/react";
import { UNIT_CODES } from "#app/carbon/unit.ts";
import { Button } from "../button.tsx";
import { SelectField, TextField } from "../field.tsx";
import { useMessages } from "../i18n-context.tsx";
import { PageBody } from "../page-body.tsx";
import { PageHeader } from "../page-header.tsx";
import { Section } from "../section.tsx";
import { Table } from "../table.tsx";
import { Notice, ReviewTabs } from "./review-parts.tsx";
import type { ReviewRights } from "./review-record-view.ts";

interface Fact {
  id: string;
  facilityId: string;
  kind: "floor_area" | "output";
  name: string;
  period: { start: string; end: string };
  quantity: string;
  unit: string;
  source: string;
}

export interface FactsPageProps {
  organizationId: string;
  rights: ReviewRights;
  facilities: { id: string; name: string }[];
  facts: Fact[];
  problem: { problem: string; typed: Record<string, string> } | null;
}

/** Floor area and output of facilities, each with where the figure comes from. */
export function FactsPage({ organizationId, rights, facilities, facts, problem }: FactsPageProps) {
  const { review: t, carbon } = useMessages();
  const unitName = (unit: string) => (carbon.unit as Record<string, string>)[unit] ?? unit;
  const typed = problem?.typed ?? {};
  return (
    <PageBody>
      <PageHeader title={t.factsTab} />
      <ReviewTabs base={`/organizations/${organizationId}`} current="facts" />
      {problem && <Notice tone="bad">{t.problem.fact_invalid}</Notice>}
      <div className="grid max-w-240 gap-10">
        <Section title={t.factsTitle} count={facts.length || undefined}>
          <p className="max-w-160 py-3 text-14 text-muted">
            {facts.length === 0 ? `${t.factsNone} ${t.factsText}` : t.factsText}
          </p>
          {facts.length > 0 && (
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
                  cell: (fact) => [t.factKinds[fact.kind], fact.name].filter(Boolean).join(": "),
                },
                { key: "period", head: t.period, cell: ({ period }) => `${period.start} – ${period.end}` },
                {
                  key: "quantity",
                  head: t.quantity,
                  isNumeric: true,
                  cell: ({ quantity, unit }) => `${quantity} ${unitName(unit)}`,
                },
                {
                  key: "source",
                  head: t.factSource,
                  isMuted: true,
                  isHiddenOnPhone: true,
                  cell: ({ source }) => source,
                },
                {
                  key: "act",
                  head: <span className="sr-only">{t.factWithdraw}</span>,
                  cell: ({ id }) =>
                    rights.mayEdit && (
                      <Form method="post">
                        <input type="hidden" name="factId" value={id} />
                        <Button size="row" variant="destructive" name="intent" value="withdraw">
                          {t.factWithdraw}
                        </Button>
                      </Form>
                    ),
                },
              ]}
            />
          )}
        </Section>
        {rights.mayEdit && facilities.length > 0 && (
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
              <TextField
                label={t.quantity}
                name="quantity"
                required
                inputMode="decimal"
                defaultValue={typed.quantity}
              />
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
        )}
      </div>
    </PageBody>
  );
}
