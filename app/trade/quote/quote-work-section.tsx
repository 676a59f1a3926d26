import { Button } from "#app/kit/button.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { FieldOf } from "./quote-editor.tsx";
import { MOST_MILESTONES } from "./quote-work.ts";

const SPARE_MILESTONES = 2;

/** The form of the work: what is delivered, about which company, and when. */
export function WorkSection({ field, values }: { field: FieldOf; values: Record<string, string> }) {
  const { edit, work: t } = useMessages().quote;
  const filled = Object.keys(values).filter((name) => /^milestone-[0-9]+-dueOn$/.test(name)).length;
  const places = Array.from({ length: Math.min(MOST_MILESTONES, filled + SPARE_MILESTONES) }, (_, index) => index);
  const optional = (name: string) => ({ ...field(name), required: false });
  return (
    <Section title={t.title} id="work">
      <p className="mt-3 max-w-160 text-14 text-muted">{t.about}</p>
      <div className="mt-4 grid items-start gap-4 sm:grid-cols-2">
        <TextField label={t.organizationEn} hint={t.organizationHint} maxLength={200} {...optional("organizationEn")} />
        <TextField label={t.organizationZh} maxLength={200} {...optional("organizationZh")} />
        <TextField
          label={t.reportingYear}
          hint={t.reportingYearHint}
          inputMode="numeric"
          maxLength={4}
          {...optional("reportingYear")}
        />
        <TextField label={t.deliveryOn} type="date" {...optional("deliveryOn")} />
        <TextField
          label={t.purchaseOrder}
          hint={t.purchaseOrderSellerHint}
          maxLength={100}
          {...optional("purchaseOrder")}
        />
        <div className="self-end max-sm:hidden" />
        <TextAreaField label={t.deliverablesEn} rows={5} maxLength={5000} {...optional("deliverablesEn")} />
        <TextAreaField label={t.deliverablesZh} rows={5} maxLength={5000} {...optional("deliverablesZh")} />
        <div className="sm:col-span-2">
          <Button name="intent" value="deliverables" variant="secondary" size="row">
            {edit.deliverables}
          </Button>
          <p className="mt-1 text-12 text-muted">{edit.deliverablesAbout}</p>
        </div>
        <TextAreaField label={t.assumptionsEn} rows={3} maxLength={5000} {...optional("assumptionsEn")} />
        <TextAreaField label={t.assumptionsZh} rows={3} maxLength={5000} {...optional("assumptionsZh")} />
      </div>
      <h3 className="mt-6 text-14 font-semibold">{t.milestones}</h3>
      <div className="divide-y divide-line">
        {places.map((index) => (
          <div key={index} className="grid items-start gap-3 py-4 sm:grid-cols-[2fr_2fr_1fr]">
            <TextField label={t.milestoneNameEn} maxLength={200} {...optional(`milestone-${index}-nameEn`)} />
            <TextField label={t.milestoneNameZh} maxLength={200} {...optional(`milestone-${index}-nameZh`)} />
            <TextField label={t.milestoneDueOn} type="date" {...optional(`milestone-${index}-dueOn`)} />
          </div>
        ))}
      </div>
    </Section>
  );
}
