import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { useUnitLabel } from "#app/kit/factor-value-text.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NoticedName, NoticesOf } from "#app/kit/noticed-name.tsx";
import { type FacilityPlaces, PlaceFields } from "#app/kit/place-fields.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { PlacesView } from "./import-view.ts";

/** Unknown facilities of the file. Each is assigned to an existing one or created on import. */
export function UnknownFacilities({ places }: { places: PlacesView }) {
  const { activityImport: t } = useMessages();
  const { unknown, options } = places;
  if (!options) return null;
  return (
    <Section id="places" title={t.places.unknownTitle(unknown.length)}>
      <p className="mt-3 max-w-3xl text-14">{t.places.unknownAbout}</p>
      <div className="mt-2 divide-y divide-line border-y border-rule">
        {unknown.map((one) => (
          <UnknownFacility key={one.text} facility={one} known={places.known} options={options} />
        ))}
      </div>
    </Section>
  );
}

interface UnknownFacilityProps {
  facility: PlacesView["unknown"][number];
  known: PlacesView["known"];
  options: FacilityPlaces;
}

function UnknownFacility({ facility, known, options }: UnknownFacilityProps) {
  const { activityImport: t, facility: words, matching } = useMessages();
  const isBusy = useNavigation().state !== "idle";
  const { text, rows, number, near } = facility;
  const create = (
    <Form method="post" preventScrollReset className="grid gap-4 sm:grid-cols-2" aria-label={text}>
      <input type="hidden" name="intent" value="place" />
      <input type="hidden" name="text" value={text} />
      <PlaceFields values={{}} errorOf={() => undefined} places={options} idPrefix={`facility-${number}-`} />
      <TextField
        label={words.share}
        name="consolidationShare"
        id={`facility-${number}-share`}
        defaultValue="1"
        inputMode="decimal"
        maxLength={60}
        className="max-w-48"
      />
      <div className="self-end">
        <Button variant="secondary" aria-disabled={isBusy}>
          {t.places.plan}
        </Button>
      </div>
    </Form>
  );
  return (
    <div className="space-y-3 py-4">
      <h3 className="text-16 font-semibold break-words">
        <NoticedName name={text}>
          <span className="text-12 font-normal text-muted"> {matching.rows(rows)}</span>
        </NoticedName>
      </h3>
      {known.length > 0 && (
        <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2 text-14">
          <FixedFacility facility={facility} />
          <div className="w-72 max-w-full">
            <SelectField
              label={t.places.existing}
              name="text"
              id={`facility-${number}-existing`}
              defaultValue=""
              placeholder={t.places.choose}
              options={known.map((name) => ({ value: name, label: name }))}
              required
            />
          </div>
          <Button variant="secondary" aria-disabled={isBusy}>
            {t.places.useExisting}
          </Button>
        </Form>
      )}
      {near.length > 0 && (
        <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-2 text-14">
          <FixedFacility facility={facility} />
          <span>{t.places.didYouMean}</span>
          {near.map((name) => (
            <Button key={name} size="row" variant="secondary" name="use" value={name} aria-disabled={isBusy}>
              {name}
            </Button>
          ))}
        </Form>
      )}
      {known.length > 0 ? (
        <details>
          <summary className="text-link cursor-pointer text-14 touch:min-h-11">{t.places.createNew}</summary>
          <div className="pt-3">{create}</div>
        </details>
      ) : (
        create
      )}
    </div>
  );
}

/** The fields of a correction of this facility in all its rows. */
function FixedFacility({ facility: { number, text } }: Pick<UnknownFacilityProps, "facility">) {
  return (
    <>
      <input type="hidden" name="intent" value="fix" />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="field" value="facility" />
      <input type="hidden" name="raw" value={text} />
      <input type="hidden" name="all" value="on" />
    </>
  );
}

/** Facilities and sources to be created on import. Each can be removed. */
export function PlannedPlaces({ places, mayEdit }: { places: PlacesView; mayEdit: boolean }) {
  const { activityImport: t, carbon, matching } = useMessages();
  const locale = useLocale();
  const label = useUnitLabel();
  const { facilities, sources } = places;
  if (facilities.length + sources.length === 0) return null;
  const categories: Record<string, string> = carbon.category;
  const rows = [
    ...facilities.map(({ id, name, country, region }) => ({
      id,
      name,
      names: [name],
      kind: t.places.facility,
      facts: [country, region ?? t.places.noRegion],
    })),
    ...sources.map(({ id, name, facility, scope, category, unit, factor, said }) => ({
      id,
      name: [name, ...said].join(" / "),
      names: [name, ...said],
      kind: t.places.source(facility),
      facts: [carbon.scope[scope], categories[category] ?? category, label(unit), factor ?? matching.gridAverage],
    })),
  ];
  return (
    <Section
      title={t.places.plannedTitle(facilities.length.toLocaleString(locale), sources.length.toLocaleString(locale))}
    >
      <p className="mt-3 mb-1 max-w-3xl text-14 text-muted">{t.places.plannedAbout}</p>
      <Form method="post" preventScrollReset>
        <Table
          caption={t.places.planned}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "name",
              head: t.places.name,
              isRowHead: true,
              cell: ({ name, names, kind, facts }) => (
                <>
                  {name}
                  <NoticesOf names={names} />
                  <span className="block text-12 font-normal text-muted">{kind}</span>
                  <span className="block text-12 font-normal text-muted sm:hidden">{facts.join(" · ")}</span>
                </>
              ),
            },
            { key: "facts", head: t.places.facts, isHiddenOnPhone: true, cell: ({ facts }) => facts.join(" · ") },
            ...(mayEdit
              ? [
                  {
                    key: "unplan",
                    head: <span className="sr-only">{t.places.unplan}</span>,
                    cell: ({ id, name }: (typeof rows)[number]) => (
                      <Button
                        size="row"
                        variant="secondary"
                        name="intent"
                        value={`unplan ${id}`}
                        aria-label={t.places.unplanOf(name)}
                      >
                        {t.places.unplan}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Form>
    </Section>
  );
}
