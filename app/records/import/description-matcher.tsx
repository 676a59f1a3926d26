import { Form, useNavigation } from "@remix-run/react";
import { scopeOf } from "#app/carbon/line/scope.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, EnterSubmits } from "#app/kit/button.tsx";
import { Chip, type ChipTone } from "#app/kit/chip.tsx";
import { OfferFacts, useOfferName, useReasonText } from "#app/kit/factor-offer.tsx";
import { useUnitLabel } from "#app/kit/factor-value-text.tsx";
import { inputClasses } from "#app/kit/field-frame.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NoticedName } from "#app/kit/noticed-name.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { ModelName } from "#app/model/consent.ts";
import type { MatchCandidate } from "#emission-factors/suggestion.ts";
import type { OpenDescription, RememberedDescription } from "./import-view.ts";
import { AskAbout, AskForLine, SuggestedByModel } from "./line-suggestion.tsx";

interface MatcherProps {
  descriptions: OpenDescription[];
  model: ModelName | null;
}

/** Descriptions in the file without a source, with candidates, confidence and reasons. */
export function DescriptionMatcher({ descriptions, model }: MatcherProps) {
  const { matching: t } = useMessages();
  const isBusy = useNavigation().state !== "idle";
  const sure = descriptions.filter(({ candidates }) => candidates[0]?.confidence === "high").length;
  return (
    <Section id="descriptions" title={t.title(descriptions.length)}>
      <p className="mt-3 max-w-3xl text-14">{t.about}</p>
      <p className="mt-1 mb-4 max-w-3xl text-12 text-muted">{t.rule}</p>
      {model && descriptions.some(isUnsure) && <AskAbout model={model} />}
      <Form method="post" preventScrollReset>
        <EnterSubmits intent="match" />
        <div className="divide-y divide-line border-y border-rule">
          {descriptions.map((description, number) => (
            <OneDescription
              key={`${description.facilityId} ${description.unit} ${description.text}`}
              description={description}
              number={number}
              model={model}
            />
          ))}
        </div>
        <div className="flex flex-wrap items-center justify-end gap-3 py-3">
          {sure > 0 && (
            <Button variant="secondary" name="intent" value="match-high" aria-disabled={isBusy}>
              {t.acceptHigh(sure)}
            </Button>
          )}
          <Button name="intent" value="match" aria-disabled={isBusy}>
            {isBusy ? t.saving : t.save}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

/** Whether the matcher leaves room for another opinion. */
function isUnsure({ candidates, words }: OpenDescription): boolean {
  return words !== "" || candidates[0]?.confidence !== "high";
}

interface OneDescriptionProps {
  description: OpenDescription;
  number: number;
  model: ModelName | null;
}

function OneDescription({ description, number, model }: OneDescriptionProps) {
  const { matching: t } = useMessages();
  const locale = useLocale();
  const label = useUnitLabel();
  const { facilityId, facility, text, unit, rows, candidates, words, suggested } = description;
  const named = suggested?.candidate ?? null;
  const others = candidates.filter((one) => named === null || choiceOf(one) !== choiceOf(named));
  const best = words === "" ? candidates[0] : undefined;
  return (
    <fieldset className="grid min-w-0 gap-x-8 gap-y-3 py-4 desk:grid-cols-[16rem_minmax(0,1fr)]">
      <legend className="sr-only">{text}</legend>
      <div>
        <p className="text-16 font-semibold break-words">
          <NoticedName name={text} />
        </p>
        <p className="text-12 text-muted">
          {[localName(facility, locale), unit === "" ? t.noUnit : t.unit(label(unit)), t.rows(rows)].join(" · ")}
        </p>
      </div>
      <div className="min-w-0">
        <input type="hidden" name={`said-${number}`} value={JSON.stringify({ facilityId, text, unit })} />
        {best?.confidence === "high" && <input type="hidden" name={`high-${number}`} value={choiceOf(best)} />}
        <ReadAs reading={description.reading} />
        {candidates.length === 0 && !description.reading.isNothing && (
          <p className="mb-2 text-14 text-muted">{t.nothing}</p>
        )}
        {suggested && (
          <SuggestedByModel suggested={suggested} number={number}>
            {named && <CandidateRow candidate={named} name={`choice-${number}`} mark={t.byModel} />}
          </SuggestedByModel>
        )}
        {others.map((candidate) => (
          <CandidateRow key={choiceOf(candidate)} candidate={candidate} name={`choice-${number}`} />
        ))}
        {model && isUnsure(description) && <AskForLine number={number} />}
        <div className="flex flex-wrap items-center justify-between gap-x-6 px-2">
          <label className="flex items-center gap-3 py-1.5 text-14 text-muted touch:min-h-11">
            <input type="radio" name={`choice-${number}`} value="" defaultChecked className="size-4 accent-accent" />
            {t.leave}
          </label>
          <span className="flex flex-wrap items-center gap-2">
            <label htmlFor={`words-${number}`} className="sr-only">
              {t.otherWords(text)}
            </label>
            <input
              id={`words-${number}`}
              name={`words-${number}`}
              type="search"
              defaultValue={words}
              placeholder={t.otherWordsExample}
              maxLength={200}
              className={`${inputClasses({})} w-56`}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                event.preventDefault();
                event.currentTarget.form?.requestSubmit(document.getElementById(`find-${number}`));
              }}
            />
            <Button id={`find-${number}`} size="row" variant="secondary" name="intent" value={`find ${number}`}>
              {t.findOther}
            </Button>
          </span>
        </div>
      </div>
    </fieldset>
  );
}

/** The category of the line, and what is still needed for a figure. */
function ReadAs({ reading: { category, isNothing, needs } }: { reading: OpenDescription["reading"] }) {
  const { matching: t, carbon } = useMessages();
  const name = category && `${carbon.scope[scopeOf(category)]}, ${carbon.category[category]}`;
  return (
    <div className="mb-2 px-2 text-14">
      <p>{isNothing ? t.noEmission : name ? t.category(name) : t.tooLittle}</p>
      {needs.length > 0 && (
        <p className="text-12 text-muted">{t.needs(needs.map((need) => t.need[need]).join(t.reasonJoin))}</p>
      )}
    </div>
  );
}

const TONES: Record<MatchCandidate["confidence"], ChipTone> = { high: "good", medium: "neutral", low: "warning" };

function CandidateRow({ candidate, name, mark }: { candidate: MatchCandidate; name: string; mark?: string }) {
  const { matching: t } = useMessages();
  const nameOf = useOfferName();
  const reasonOf = useReasonText();
  const { confidence, reasons, target } = candidate;
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-6 px-2 py-2 has-checked:bg-accent-tint hover:bg-neutral-tint">
      <input type="radio" name={name} value={choiceOf(candidate)} className="mt-[3px] size-4 shrink-0 accent-accent" />
      <span className="min-w-0 grow">
        <span className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <span className="min-w-0 text-14 font-medium break-words">{nameOf(target)}</span>
          {mark ? (
            <Chip tone="warning">{mark}</Chip>
          ) : (
            <Chip tone={TONES[confidence]}>
              <span className="sr-only">{t.confidenceOf("")}</span>
              {t.confidence[confidence]}
            </Chip>
          )}
        </span>
        <OfferFacts offer={target} />
        {reasons.length > 0 && <span className="block text-12">{reasonOf(reasons)}</span>}
      </span>
    </label>
  );
}

/** The form value of a candidate. */
function choiceOf({ target }: MatchCandidate): string {
  if (target.kind === "source") return JSON.stringify({ kind: "source", id: target.id });
  const { kind, factor, via, category, unit } = target;
  return JSON.stringify({ kind, factor, via, category, unit });
}

/** Descriptions read with saved matches. Each match can be removed. */
export function RememberedDescriptions({ remembered }: { remembered: RememberedDescription[] }) {
  const { matching: t, activity, activityImport } = useMessages();
  const locale = useLocale();
  const label = useUnitLabel();
  return (
    <Section title={t.rememberedTitle(remembered.length)} aside={t.rememberedAbout}>
      <Form method="post" preventScrollReset>
        <Table
          caption={t.rememberedTitle(remembered.length)}
          rows={remembered}
          rowKey={({ matchId }) => matchId}
          columns={[
            { key: "text", head: t.description, isRowHead: true, cell: ({ text }) => text },
            { key: "unit", head: activity.column.unit, cell: ({ unit }) => (unit === "" ? "–" : label(unit)) },
            {
              key: "source",
              head: t.meaning,
              cell: ({ facility, source }) => `${localName(facility, locale)} · ${localName(source, locale)}`,
            },
            {
              key: "rows",
              head: activityImport.viewLabel,
              isNumeric: true,
              cell: ({ rows }) => rows.toLocaleString(locale),
            },
            {
              key: "forget",
              head: <span className="sr-only">{t.forget}</span>,
              cell: ({ matchId, text }) => (
                <Button
                  size="row"
                  variant="secondary"
                  name="intent"
                  value={`forget ${matchId}`}
                  aria-label={t.forgetOf(text)}
                >
                  {t.forget}
                </Button>
              ),
            },
          ]}
        />
      </Form>
    </Section>
  );
}
