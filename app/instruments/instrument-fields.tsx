import { INSTRUMENT_TYPES } from "#app/carbon/factor/instrument-type.ts";
import { TermHint } from "#app/glossary/term-hint.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { INSTRUMENT_UNITS, TECHNOLOGIES } from "./contractual-instrument.ts";
import { faultText } from "./instrument-form.ts";

interface FieldsProps {
  values: Record<string, string>;
  errors: Record<string, string>;
}

const TWO_COLUMNS = "mt-4 grid gap-4 sm:grid-cols-2";

function useField({ values, errors }: FieldsProps) {
  const { instrument: t } = useMessages();
  return (name: string) => ({ name, defaultValue: values[name], error: faultText(t, errors[name]) });
}

export function ProofFields(form: FieldsProps) {
  const { instrument: t } = useMessages();
  const field = useField(form);
  return (
    <Section title={t.proofTitle}>
      <div className={TWO_COLUMNS}>
        <SelectField
          {...field("type")}
          label={t.type}
          term={<TermHint term="contractual_instrument" />}
          placeholder={t.typeChoose}
          options={INSTRUMENT_TYPES.map((value) => ({
            value,
            label: t.typeName[value as keyof typeof t.typeName],
          }))}
        />
        <TextField {...field("registry")} label={t.registry} hint={t.registryHint} maxLength={200} required={false} />
        <TextField
          {...field("serialFirst")}
          label={t.serialFirst}
          hint={t.serialHint}
          maxLength={60}
          required={false}
        />
        <TextField {...field("serialLast")} label={t.serialLast} maxLength={60} required={false} />
        <TextField {...field("contract")} label={t.contract} hint={t.contractHint} maxLength={200} required={false} />
      </div>
    </Section>
  );
}

export function GenerationFields({
  countries,
  ...form
}: FieldsProps & { countries: { code: string; name: string }[] }) {
  const { instrument: t, carbon } = useMessages();
  const field = useField(form);
  return (
    <Section title={t.generationTitle}>
      <div className={TWO_COLUMNS}>
        <SelectField
          {...field("technology")}
          label={t.technology}
          placeholder={t.technologyChoose}
          options={TECHNOLOGIES.map((value) => ({ value, label: t.technologyName[value] }))}
        />
        <SelectField
          {...field("country")}
          label={t.country}
          placeholder={t.countryChoose}
          options={countries.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <TextField {...field("plant")} label={t.plant} maxLength={200} required={false} />
        <div className="hidden sm:block" />
        <TextField {...field("generatedFrom")} label={t.generatedFrom} type="date" />
        <TextField {...field("generatedUntil")} label={t.generatedUntil} type="date" />
        <TextField {...field("quantity")} label={t.quantity} inputMode="decimal" maxLength={40} autoComplete="off" />
        <SelectField
          {...field("unit")}
          label={t.unit}
          options={INSTRUMENT_UNITS.map((value) => ({ value, label: carbon.unit[value] }))}
        />
      </div>
    </Section>
  );
}

export function FactorFields(form: FieldsProps) {
  const { instrument: t } = useMessages();
  const field = useField(form);
  const figure = (name: string) => ({
    ...field(name),
    inputMode: "decimal" as const,
    maxLength: 40,
    unit: <span translate="no">kg</span>,
    autoComplete: "off",
  });
  return (
    <Section title={t.factorTitle}>
      <p className="mt-3 text-14 text-muted">{t.factorText}</p>
      <div className={TWO_COLUMNS}>
        <TextField {...figure("co2")} label={t.co2} />
        <TextField
          {...figure("biogenicCo2")}
          label={t.biogenicCo2}
          term={<TermHint term="biogenic" />}
          hint={t.biogenicHint}
          required={false}
        />
        <TextField {...figure("ch4")} label={t.ch4} required={false} />
        <TextField {...figure("n2o")} label={t.n2o} required={false} />
      </div>
    </Section>
  );
}

export function CancellationFields({ files, ...form }: FieldsProps & { files: { id: string; name: string }[] }) {
  const { instrument: t } = useMessages();
  const field = useField(form);
  return (
    <Section title={t.cancellationTitle}>
      <div className={TWO_COLUMNS}>
        <TextField
          {...field("cancelledOn")}
          label={t.cancelledOn}
          hint={t.cancelledHint}
          type="date"
          required={false}
        />
        <TextField
          {...field("beneficiary")}
          label={t.beneficiary}
          hint={t.beneficiaryHint}
          maxLength={200}
          required={false}
        />
        <SelectField
          {...field("statementFileId")}
          label={t.statement}
          hint={t.statementHint}
          placeholder={t.statementNone}
          required={false}
          options={files.map(({ id, name }) => ({ value: id, label: name, isCode: true }))}
        />
      </div>
    </Section>
  );
}
