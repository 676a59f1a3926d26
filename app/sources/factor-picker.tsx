import type { ReactNode } from "react";
import { isOwnFactorId } from "#app/factors/own/own-factor-content.ts";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { FactorValueText, useUnitLabel } from "#app/kit/factor-value-text.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import type { ModelName } from "#app/model/consent.ts";
import { faultText } from "#app/places/facility/facility-form.ts";
import { AskModel, ModelMatch } from "./model-match.tsx";
import type { FactorOffer, SourcePage } from "./source-page.server.ts";

/** Hidden while another category than electricity is chosen in the form, also without scripts. */
const OF_ELECTRICITY_ALONE =
  "group-has-[[name=category]_:checked:not([value='']):not([value$=electricity])]/source:hidden";
/** The same, but what is chosen stays in sight. */
const OF_ELECTRICITY =
  "not-has-checked:group-has-[[name=category]_:checked:not([value='']):not([value$=electricity])]/source:hidden";

interface FactorPickerProps {
  page: Pick<SourcePage, "words" | "own" | "offers" | "hasMore" | "chosen" | "connecting" | "match">;
  values: Record<string, string>;
  errors: Record<string, string>;
  inScope: boolean;
  /** The model that may be asked, or null. */
  model: ModelName | null;
}

/**
 * Selects the factor of a source: the grid average of the facility, or a factor of the library. The search submits the
 * same form with GET, so that it works without JavaScript and keeps typed values.
 */
export function FactorPicker({ page, values, errors, inScope, model }: FactorPickerProps) {
  const { facility } = useMessages();
  const t = facility.sources;
  const { chosen, words, offers, match } = page;
  const suggested = match?.offer && match.offer.id !== chosen?.id ? [match.offer] : [];
  const found = [...page.own, ...offers].filter(({ id }) => id !== match?.factor);
  const others = [...suggested, ...found].filter(({ id }) => id !== chosen?.id);
  const noteOf = useNote(match);
  // Its frame would be empty.
  const isGridAlone = !chosen && others.length === 0;
  return (
    <div className="mt-4 space-y-6">
      <SearchRow words={words} inScope={inScope} />
      {model && <AskModel model={model} />}
      {match && <ModelMatch match={match} />}
      <fieldset id="factor" className="min-w-0">
        <legend className="sr-only">{t.factor}</legend>
        <PickerError name="factor" errors={errors} />
        <div
          className={`divide-y divide-line rounded-6 border border-rule bg-raised ${isGridAlone ? OF_ELECTRICITY : ""}`}
        >
          <div className={OF_ELECTRICITY}>
            <RadioRow name="factor" value="grid_average" isChosen={values.factor === "grid_average"}>
              <span className="block text-14 font-medium">
                {t.gridAverage}
                <OfferNote note={noteOf("grid_average")} />
              </span>
              <span className="block text-12 text-muted">{t.gridAverageText}</span>
            </RadioRow>
          </div>
          {chosen && (
            <OfferRow
              name="factor"
              offer={chosen}
              isChosen={values.factor === chosen.id}
              note={noteOf(chosen.id) ?? t.chosen}
            />
          )}
          {others.map((offer) => (
            <OfferRow
              key={offer.id}
              name="factor"
              offer={offer}
              isChosen={values.factor === offer.id}
              note={noteOf(offer.id)}
            />
          ))}
        </div>
        {words !== "" && (
          <p role="status" className="mt-2 text-12 text-muted">
            {others.length === 0 ? t.notFound(words) : page.hasMore ? t.foundMore : t.found(others.length)}
          </p>
        )}
      </fieldset>
      <Connecting page={page} values={values} errors={errors} />
      <label className={`flex items-start gap-3 ${OF_ELECTRICITY_ALONE}`}>
        <input
          type="checkbox"
          name="residual"
          value="residual"
          defaultChecked={values.residual === "residual"}
          className="mt-[3px] size-4 shrink-0 accent-accent"
        />
        <span>
          <span className="block text-14 font-medium">{t.residual}</span>
          <span className="block text-12 text-muted">{t.residualText}</span>
        </span>
      </label>
    </div>
  );
}

function SearchRow({ words, inScope }: { words: string; inScope: boolean }) {
  const { facility } = useMessages();
  const t = facility.sources;
  return (
    <div className="rounded-6 bg-sunken px-4 py-3">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-60 grow">
          <TextField
            label={t.searchLabel}
            name="q"
            type="search"
            maxLength={200}
            defaultValue={words}
            onKeyDown={(event) => {
              // Enter saves in the other fields. During IME composition, it confirms the word.
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit(document.getElementById("search-factors"));
            }}
          />
        </div>
        <Button variant="secondary" icon="search" formMethod="get" id="search-factors">
          {t.search}
        </Button>
      </div>
      <p className="mt-1 text-12 text-muted">{t.searchHint}</p>
      <label className="mt-2 flex items-center gap-2 text-14">
        <input type="checkbox" name="inScope" value="1" defaultChecked={inScope} className="size-4 accent-accent" />
        {t.scopeOnly}
      </label>
    </div>
  );
}

/** The property that converts the unit to the factor's unit, if needed. */
function Connecting({ page, values, errors }: Pick<FactorPickerProps, "page" | "values" | "errors">) {
  const { facility } = useMessages();
  const label = useUnitLabel();
  const t = facility.sources;
  if (!page.chosen || page.connecting.length === 0) return <PickerError name="via" errors={errors} />;
  return (
    <fieldset id="via" className="min-w-0">
      <legend className="text-14 font-semibold">{t.viaTitle}</legend>
      <p className="mb-2 text-12 text-muted">{t.viaText(label(values.unit ?? ""), label(page.chosen.unit))}</p>
      <PickerError name="via" errors={errors} />
      <div className="max-h-96 divide-y divide-line overflow-y-auto rounded-6 border border-rule bg-raised">
        {page.connecting.map((property) => (
          <OfferRow key={property.id} name="via" offer={property} isChosen={values.via === property.id} />
        ))}
      </div>
    </fieldset>
  );
}

interface OfferRowProps {
  name: string;
  offer: FactorOffer;
  isChosen: boolean;
  note?: string | undefined;
}

function OfferRow({ name, offer, isChosen, note }: OfferRowProps) {
  const { facility, carbon } = useMessages();
  const locale = useLocale();
  const basis = offer.heatBasis && carbon.heatBasis[offer.heatBasis];
  const facts = [
    offer.place,
    basis,
    facility.sources.editions(offer.editions.join(", ")),
    offer.publisher,
    offer.licence,
  ];
  return (
    <RadioRow name={name} value={offer.id} isChosen={isChosen}>
      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-14 font-medium">
          {localName(offer.name, locale)}
          <OfferNote note={note} />
        </span>
        <span className="text-14">
          <FactorValueText value={offer.value} />
        </span>
      </span>
      <span className="block text-12 text-muted">{facts.filter(Boolean).join(" · ")}</span>
    </RadioRow>
  );
}

function OfferNote({ note }: { note: string | undefined }) {
  return note ? <span className="ml-2 text-12 font-normal text-accent">{note}</span> : null;
}

/** A note next to a factor: suggested by a model, or the organization's own. */
function useNote(match: SourcePage["match"]): (id: string) => string | undefined {
  const { facility, model } = useMessages();
  return (id) => {
    if (match?.factor === id) return model.match.mark(match.model);
    return isOwnFactorId(id) ? facility.sources.own : undefined;
  };
}

interface RadioRowProps {
  name: string;
  value: string;
  isChosen: boolean;
  children: ReactNode;
}

function RadioRow({ name, value, isChosen, children }: RadioRowProps) {
  return (
    <label className="flex cursor-pointer items-start gap-3 px-3 py-2.5 has-checked:bg-accent-tint">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={isChosen}
        className="mt-[3px] size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0 grow">{children}</span>
    </label>
  );
}

function PickerError({ name, errors }: { name: string; errors: Record<string, string> }) {
  const { facility } = useMessages();
  const text = faultText(facility, errors[name]);
  if (!text) return null;
  return (
    <p className="mb-2 flex items-start gap-1.5 text-12 font-medium text-bad-ink">
      <Icon name="warning" size={14} className="mt-px" />
      {text}
    </p>
  );
}
