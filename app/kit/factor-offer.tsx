import { localName } from "#app/i18n/index.ts";
import type { FactorSuggestion, SourceSuggestion, SuggestionReason } from "#emission-factors/suggestion.ts";
import { useClock } from "./clock-context.tsx";
import { FactorValueText, useUnitLabel } from "./factor-value-text.tsx";
import { useLocale, useMessages } from "./i18n-context.tsx";

type Offer = SourceSuggestion | FactorSuggestion;

/** The name of a suggested factor in the reader's language. Grid averages have a generated name. */
export function useOfferName(): (offer: Offer) => string {
  const { matching: t } = useMessages();
  const locale = useLocale();
  return (offer) =>
    offer.kind === "factor" && offer.factor === "grid_average" ? t.gridAverage : localName(offer.name, locale);
}

/**
 * The properties of a source, or of the source that a factor would create: category, unit, value, location, publisher.
 */
export function OfferFacts({ offer }: { offer: Offer }) {
  const { matching: t, carbon } = useMessages();
  const locale = useLocale();
  const label = useUnitLabel();
  const category = (carbon.category as Record<string, string>)[offer.category] ?? offer.category;
  if (offer.kind === "source") {
    return (
      <span className="block text-12 text-muted">
        {[t.existing, category, label(offer.unit), localName(offer.facility, locale)].join(" · ")}
      </span>
    );
  }
  const isGrid = offer.factor === "grid_average";
  const facts = [
    t.makes(carbon.scope[offer.scope], category),
    label(offer.unit),
    offer.viaName && t.through(localName(offer.viaName, locale)),
    !isGrid && offer.place,
    !isGrid && `${offer.publisher} ${offer.edition}`,
  ];
  return (
    <span className="block text-12 text-muted">
      {offer.value && (
        <>
          <FactorValueText value={offer.value} />
          {" · "}
        </>
      )}
      {facts.filter(Boolean).join(" · ")}
    </span>
  );
}

/** Explains in one sentence why a factor is suggested. */
export function useReasonText(): (reasons: readonly SuggestionReason[]) => string {
  const { matching: t } = useMessages();
  const label = useUnitLabel();
  const clock = useClock();
  const textOf = (reason: SuggestionReason): string => {
    const { typed = "", means = "", unit = "", to = "", region = "", count = 0, at = "" } = reason;
    switch (reason.kind) {
      case "read":
        return t.reason.read(typed);
      case "read_spelling":
        return t.reason.readSpelling(typed);
      case "chosen":
        return t.reason.chosen(clock.day(at), typed);
      case "word":
        return t.reason.word(typed);
      case "synonym":
        return t.reason.synonym(typed, means);
      case "spelling":
        return t.reason.spelling(typed, means);
      case "missing":
        return t.reason.missing(typed);
      case "unit_same":
        return t.reason.unitSame(label(unit));
      case "unit_converts":
        return t.reason.unitConverts(label(unit), label(to));
      case "unit_needs_property":
        return t.reason.unitNeedsProperty(label(unit), label(to));
      case "unit_unknown":
        return t.reason.unitUnknown(typed);
      case "other_country":
        return t.reason.otherCountry(region);
      case "rivals":
        return t.reason.rivals(count);
      default:
        return t.reason.unitUnstated;
    }
  };
  return (reasons) => `${reasons.map(textOf).join(t.reasonJoin)}${t.reasonEnd}`;
}
