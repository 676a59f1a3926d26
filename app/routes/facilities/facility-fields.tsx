import type { GridSuggestion } from "#app/carbon/grid-region.ts";
import { Button } from "#app/ui/button.tsx";
import { SelectField, type SelectGroup, TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/i18n-context.tsx";
import { SentenceGap } from "#app/ui/sentence-gap.tsx";
import { faultText, SUGGEST } from "./facility-form.ts";

/** What a facility may choose of, in the reader's language. */
export interface FacilityPlaces {
  countries: { code: string; name: string }[];
  /** Provinces and states whose grid can be told. */
  subdivisions: SelectGroup[];
  regions: SelectGroup[];
}

interface FacilityFieldsProps {
  values: Record<string, string>;
  errors: Record<string, string>;
  places: FacilityPlaces;
  isEquityShare: boolean;
  /** The answer to a press of the button; nothing is saved until the form is. */
  suggestion?: GridSuggestion | undefined;
  mayEdit: boolean;
}

/** The fields of a facility, for a new one and for an old one. */
export function FacilityFields(props: FacilityFieldsProps) {
  const { values, errors, places, isEquityShare, suggestion, mayEdit } = props;
  const { facility: t } = useMessages();
  const field = (name: string) => ({ name, defaultValue: values[name], error: faultText(t, errors[name]) });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField {...field("nameEn")} label={t.nameEn} hint={t.nameHint} maxLength={200} lang="en" />
      <TextField {...field("nameZh")} label={t.nameZh} maxLength={200} lang="zh-Hans" />
      <SelectField
        {...field("country")}
        label={t.country}
        placeholder={t.countryChoose}
        options={places.countries.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <SelectField
        {...field("subdivision")}
        label={t.subdivision}
        placeholder={t.subdivisionNone}
        hint={t.subdivisionHint}
        options={places.subdivisions}
      />
      <SelectField
        {...field("gridRegion")}
        label={t.gridRegion}
        placeholder={t.gridRegionNone}
        hint={t.gridRegionHint}
        options={places.regions}
      />
      <div className="self-end pb-1">
        {mayEdit && (
          <Button variant="secondary" name="intent" value={SUGGEST} formNoValidate>
            {t.suggest}
          </Button>
        )}
        <p role="status" className={suggestion ? "mt-2 text-12 font-medium" : "sr-only"}>
          {suggestion && <SuggestionText suggestion={suggestion} places={places} />}
        </p>
      </div>
      <div className="sm:col-span-2">
        <TextField
          {...field("consolidationShare")}
          label={t.share}
          hint={isEquityShare ? t.shareEquityHint : t.shareHint}
          inputMode="decimal"
          maxLength={60}
          className="max-w-48"
        />
      </div>
    </div>
  );
}

/** What the place suggests, and why; a person confirms it by saving, or chooses another. */
function SuggestionText({ suggestion, places }: { suggestion: GridSuggestion; places: FacilityPlaces }) {
  const { facility: t, common } = useMessages();
  const nameOf = (code: string) =>
    places.regions.flatMap(({ options }) => options).find(({ value }) => value === code)?.label ?? code;
  if (suggestion.kind === "none") return <>{t.suggested.not_published}</>;
  if (suggestion.kind === "one") return <>{t.suggested[suggestion.why](nameOf(suggestion.region))}</>;
  if (suggestion.why === "subdivision_needed") return <>{t.suggested.subdivision_needed}</>;
  return (
    <>
      {t.suggested.state_is_shared(common.listed(suggestion.regions.map(nameOf)))}
      <SentenceGap />
      <a href={POWER_PROFILER} rel="noreferrer" className="text-link">
        {t.powerProfiler}
      </a>
    </>
  );
}

/** Tells the eGRID subregion of a ZIP code. */
const POWER_PROFILER = "https://www.epa.gov/egrid/power-profiler";
