import { formatTonnes } from "#app/carbon/format.ts";
import { SCOPE3_CATEGORIES } from "#app/carbon/line/scope.ts";
import { TermHint } from "#app/glossary/term-hint.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { BaseFigure } from "./issued-year.server.ts";
import type { ReductionTarget } from "./reduction-target.ts";
import { categoryField } from "./target-form.ts";
import { faultText } from "./target-words.ts";

export type FormValues = Readonly<Record<string, string | undefined>>;

interface TargetFieldsProps {
  values: FormValues;
  errors: FormValues;
  bases: readonly Pick<BaseFigure, "year" | "co2eKg" | "from">[];
}

/** A target as its form has it. */
export function toFields(target: ReductionTarget): FormValues {
  return {
    name: target.name,
    kind: target.kind,
    baseYear: String(target.baseYear),
    targetYear: String(target.targetYear),
    reductionPercent: target.reductionPercent,
    scope2Method: target.scope2Method,
    ...Object.fromEntries(target.scopes.map((scope) => [`scope${scope}`, "on"])),
    ...Object.fromEntries(target.categories.map((category) => [categoryField(category), "on"])),
  };
}

export const NEW_TARGET: FormValues = { kind: "absolute", scope1: "on", scope2: "on", scope2Method: "market" };

export function TargetFields({ values, errors, bases }: TargetFieldsProps) {
  const { target: t } = useMessages();
  const locale = useLocale();
  const field = (name: string) => ({ name, defaultValue: values[name], error: faultText(t, errors[name]) });
  const tonnes = (kg: string) => formatTonnes(kg, { locale, digits: 0 });
  return (
    <div className="space-y-5">
      <TextField {...field("name")} label={t.name} hint={t.nameHint} maxLength={200} />
      <ChoiceField
        {...field("kind")}
        label={t.kind}
        hint={t.kindHint}
        choices={(["absolute", "intensity"] as const).map((kind) => ({
          value: kind,
          label: t.kinds[kind],
          text: t.kindText[kind],
        }))}
      />
      <SelectField
        {...field("baseYear")}
        label={t.baseYear}
        term={<TermHint term="base_year" />}
        hint={t.baseYearHint}
        placeholder={t.baseChoose}
        options={bases.map(({ year, co2eKg, from }) => ({
          value: String(year),
          label: t.baseOption(String(year), tonnes(co2eKg), t.baseFrom[from]),
        }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...field("targetYear")} label={t.targetYear} inputMode="numeric" maxLength={4} />
        <TextField {...field("reductionPercent")} label={t.reduction} unit="%" inputMode="decimal" maxLength={8} />
      </div>
      <CoverageFields values={values} errors={errors} />
    </div>
  );
}

function CoverageFields({ values, errors }: Pick<TargetFieldsProps, "values" | "errors">) {
  const { target: t, common, carbon } = useMessages();
  const error = faultText(t, errors.scope1);
  const names = carbon.category as Record<string, string>;
  const isSome = SCOPE3_CATEGORIES.some((category) => values[categoryField(category)]);
  return (
    <>
      <fieldset id="scope1" aria-describedby={error ? "scope1-error" : undefined}>
        <legend className="mb-1 text-12 font-medium text-muted">{t.coverage}</legend>
        <div className="flex flex-wrap gap-x-6 gap-y-1">
          {([1, 2, 3] as const).map((scope) => (
            <Box key={scope} name={`scope${scope}`} label={common.scope[scope]} values={values} />
          ))}
        </div>
        {error && (
          <p id="scope1-error" className="mt-1 text-12 text-bad">
            {error}
          </p>
        )}
      </fieldset>
      <ChoiceField
        name="scope2Method"
        label={t.scope2Method}
        defaultValue={values.scope2Method}
        error={faultText(t, errors.scope2Method)}
        choices={(["market", "location"] as const).map((method) => ({
          value: method,
          label: t.scope2Methods[method],
        }))}
      />
      <details open={isSome}>
        <summary className="text-14 text-accent touch:py-2">{t.categories}</summary>
        <fieldset className="mt-2">
          <legend className="mb-2 text-12 text-muted">{t.categoriesHint}</legend>
          <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
            {SCOPE3_CATEGORIES.map((category) => (
              <Box key={category} name={categoryField(category)} label={names[category]!} values={values} />
            ))}
          </div>
        </fieldset>
      </details>
    </>
  );
}

function Box({ name, label, values }: { name: string; label: string; values: FormValues }) {
  return (
    <label className="flex items-start gap-2 py-1 text-14 touch:py-2.5">
      <input
        type="checkbox"
        name={name}
        defaultChecked={values[name] !== undefined}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      {label}
    </label>
  );
}
