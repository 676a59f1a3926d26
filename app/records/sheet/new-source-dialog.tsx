import { Link, useRevalidator } from "@remix-run/react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { ALL_CATEGORIES, SCOPES, scopeOf } from "#app/carbon/line/scope.ts";
import { UNIT_CODES } from "#app/carbon/unit/unit.ts";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { OfferFacts, useOfferName } from "#app/kit/factor-offer.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { FactorSuggestion } from "#emission-factors/suggestion.ts";
import type { GridData } from "./grid-data.ts";

interface NewSourceDialogProps {
  grid: GridData;
  offer: FactorSuggestion;
  /** The row's facility, if known. */
  facilityId: string | null;
  typed: string;
  onCreated: (source: { name: string; facility: string; unit: string }) => void;
  onClose: () => void;
}

/** The step between a library factor and a record: the user confirms or changes the new source. */
export function NewSourceDialog({ grid, offer, facilityId, typed, onCreated, onClose }: NewSourceDialogProps) {
  const { matching: t, common } = useMessages();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const nameOf = useOfferName();
  const { state, create } = useNewSource(grid, onCreated);
  useEffect(() => dialog.current?.showModal(), []);
  const by = new URLSearchParams({
    q: typed,
    nameEn: typed,
    unit: offer.unit,
    category: offer.category,
    factor: offer.factor,
    via: offer.via,
    ...(facilityId && { facilityId }),
  });
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
      onPaste={(event) => event.stopPropagation()}
      onMouseDown={(event) => event.stopPropagation()}
      className="m-auto w-[30rem] max-w-[calc(100vw-2rem)] rounded-6 bg-raised p-6 text-ink shadow-float backdrop:bg-ink/30"
    >
      <form onSubmit={create} className="space-y-4">
        <div>
          <h2 id={titleId} className="text-20 font-semibold">
            {t.newSource}
          </h2>
          <p className="mt-1 text-14 text-muted">{t.newSourceAbout}</p>
        </div>
        <div className="rounded-6 bg-sunken px-3 py-2">
          <p className="text-14 font-medium">{nameOf(offer)}</p>
          <OfferFacts offer={offer} />
        </div>
        <input type="hidden" name="factor" value={offer.factor} />
        <input type="hidden" name="via" value={offer.via} />
        <SourceFields grid={grid} offer={offer} facilityId={facilityId} typed={typed} />
        {(state === "failed" || state === "offline") && (
          <p role="alert" className="text-14 font-medium text-bad-ink">
            {state === "failed" ? t.createFailed : t.createOffline}
          </p>
        )}
        <div className="flex flex-wrap items-center justify-end gap-3">
          <Link to={`/organizations/${grid.organizationId}/sources/new?${by}`} className="text-link mr-auto text-14">
            {t.allFields}
          </Link>
          <Button type="button" variant="secondary" onClick={() => dialog.current?.close()}>
            {common.cancel}
          </Button>
          <Button aria-disabled={state === "busy"}>{state === "busy" ? t.creating : t.create}</Button>
        </div>
      </form>
    </dialog>
  );
}

/** Creates the source from the form. Sending it repeatedly creates it only once. */
function useNewSource(grid: GridData, onCreated: NewSourceDialogProps["onCreated"]) {
  const locale = useLocale();
  const { revalidate } = useRevalidator();
  const [state, setState] = useState<"open" | "busy" | "failed" | "offline">("open");
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state === "busy") return;
    const form = new FormData(event.currentTarget);
    setState("busy");
    try {
      const body = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]));
      const answer = await fetch(`/organizations/${grid.organizationId}/factors/suggest`, { method: "POST", body });
      if (!answer.ok) return setState("failed");
      const { name } = (await answer.json()) as { name: { en: string; zh: string } };
      const place = grid.facilities.find(({ id }) => id === form.get("facilityId"));
      revalidate();
      onCreated({
        name: localName(name, locale),
        facility: place ? localName(place.name, locale) : "",
        unit: String(form.get("unit")),
      });
    } catch {
      setState("offline");
    }
  };
  return { state, create };
}

type SourceFieldsProps = Pick<NewSourceDialogProps, "grid" | "offer" | "facilityId" | "typed">;

function SourceFields({ grid, offer, facilityId, typed }: SourceFieldsProps) {
  const { matching: t, facility: f, carbon } = useMessages();
  const locale = useLocale();
  return (
    <>
      <TextField label={t.sourceName} name="name" defaultValue={typed} required maxLength={200} />
      <SelectField
        label={f.sources.facility}
        name="facilityId"
        required
        defaultValue={facilityId ?? ""}
        placeholder={t.chooseFacility}
        options={grid.facilities.map(({ id, name }) => ({ value: id, label: localName(name, locale) }))}
      />
      <div className="grid grid-cols-[minmax(0,1fr)_9rem] gap-3">
        <SelectField
          label={f.sources.category}
          name="category"
          defaultValue={offer.category}
          options={SCOPES.map((scope) => ({
            label: carbon.scope[scope],
            options: ALL_CATEGORIES.filter((category) => scopeOf(category) === scope).map((category) => ({
              value: category,
              label: carbon.category[category],
            })),
          }))}
        />
        <SelectField
          label={f.sources.unit}
          name="unit"
          defaultValue={offer.unit}
          options={UNIT_CODES.map((code) => ({ value: code, label: carbon.unit[code] }))}
        />
      </div>
    </>
  );
}
