import { type ReactNode, useState } from "react";
import { regionOfPlace, suggestGridRegion } from "#app/carbon/factor/grid-region.ts";
import { Button } from "./button.tsx";
import { SelectField, type SelectGroup } from "./field.tsx";
import { useMessages } from "./i18n-context.tsx";
import { SentenceGap } from "./sentence-gap.tsx";
import { useEarlyValue } from "./use-early-value.ts";
import { useScripts } from "./use-scripts.ts";

/** The choices for a facility's location, in the reader's language. */
export interface FacilityPlaces {
  countries: { code: string; name: string }[];
  /** Provinces and states with a known grid. */
  subdivisions: SelectGroup[];
  regions: SelectGroup[];
}

interface PlaceFieldsProps {
  values: Record<string, string | undefined>;
  errorOf: (name: string) => string | undefined;
  places: FacilityPlaces;
  /** Finds the region in another way, where a state has several. */
  lookup?: (nameOf: (region: string) => string, use: (region: string) => void) => ReactNode;
  /** Prefix of the ids, for pages that have the fields more than once. */
  idPrefix?: string;
}

/** Country, province and grid region. The region follows the province until a person selects another. */
export function PlaceFields({ values, errorOf, places, lookup, idPrefix = "" }: PlaceFieldsProps) {
  const { facility: t } = useMessages();
  const hasScripts = useScripts();
  const [place, setPlace] = useState({ country: values.country ?? "", subdivision: values.subdivision ?? "" });
  // Null while it follows the province.
  const [chosen, setChosen] = useState(values.gridRegion ?? null);
  const published = places.regions.flatMap(({ options }) => options.map(({ value }) => value));
  const ofPlace = regionOfPlace(place, published);
  const region = chosen ?? ofPlace;
  const choose = (code: string) => setChosen(code || null);
  const move = (to: Partial<typeof place>) => {
    if (region === ofPlace) setChosen(null);
    setPlace((now) => ({ ...now, ...to }));
  };
  useEarlyValue(`${idPrefix}country`, values.country ?? "", (country) => move({ country }));
  useEarlyValue(`${idPrefix}subdivision`, values.subdivision ?? "", (subdivision) => move({ subdivision }));
  useEarlyValue(`${idPrefix}gridRegion`, region, choose);
  const isNone = place.country !== "" && (chosen === "" || ofPlace === "");
  const bind = (name: string, value: string, set: (value: string) => void) => ({
    name,
    id: `${idPrefix}${name}`,
    value,
    error: errorOf(name),
    onChange: ({ currentTarget }: { currentTarget: HTMLSelectElement }) => set(currentTarget.value),
  });
  return (
    <>
      <SelectField
        {...bind("country", place.country, (country) => move({ country }))}
        label={t.country}
        placeholder={t.countryChoose}
        options={places.countries.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <SelectField
        {...bind("subdivision", place.subdivision, (subdivision) => move({ subdivision }))}
        label={t.subdivision}
        placeholder={t.subdivisionNone}
        hint={t.subdivisionHint}
        options={places.subdivisions}
      />
      {hasScripts && place.country === "US" && lookup?.(regionNamer(places), choose)}
      <div>
        <SelectField
          {...bind("gridRegion", region, choose)}
          label={t.gridRegion}
          placeholder={isNone ? t.gridRegionNone : t.gridRegionFollows}
          hint={t.gridRegionHint}
          options={places.regions}
        />
        {/* Scripts update the region with the province. Without scripts the server does. */}
        {hasScripts && <input type="hidden" name="regionShown" value="on" />}
      </div>
      <div className="self-center text-12">
        <p role="status">{place.country !== "" && <RegionReason place={place} region={region} places={places} />}</p>
        {ofPlace !== "" && region !== ofPlace && (
          <Button type="button" size="row" variant="secondary" className="mt-2" onClick={() => setChosen(null)}>
            {t.gridRegionUse(regionNamer(places)(ofPlace))}
          </Button>
        )}
      </div>
    </>
  );
}

const regionNamer = (places: FacilityPlaces) => (code: string) =>
  places.regions.flatMap(({ options }) => options).find(({ value }) => value === code)?.label ?? code;

interface RegionReasonProps {
  place: { country: string; subdivision: string };
  region: string;
  places: FacilityPlaces;
}

/** Why this region is selected: because of the location, or by a person. */
function RegionReason({ place, region, places }: RegionReasonProps) {
  const { facility: t, common } = useMessages();
  const nameOf = regionNamer(places);
  const published = places.regions.flatMap(({ options }) => options.map(({ value }) => value));
  const suggestion = suggestGridRegion(place, published);
  if (suggestion.kind === "none") return <>{t.suggested.not_published}</>;
  if (suggestion.kind === "one") {
    const { region: expected, why } = suggestion;
    return <>{region === expected ? t.suggested[why] : t.suggested.chosen(nameOf(expected))}</>;
  }
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

/** Looks up the eGRID subregion of a ZIP code. */
const POWER_PROFILER = "https://www.epa.gov/egrid/power-profiler";
