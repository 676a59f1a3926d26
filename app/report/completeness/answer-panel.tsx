import { Form, Link } from "@remix-run/react";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { SidePanel } from "#app/kit/side-panel.tsx";
import { TextAreas } from "#app/report/disclosure/statement-fields.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { ANSWER_CHOICES } from "./completeness-form.ts";
import type { MatrixView, OpenAnswer } from "./completeness-view.ts";
import { EVERY_FACILITY, type MatrixAnswer } from "./matrix.ts";

export interface AnswerPanelProps {
  open: OpenAnswer;
  facilities: MatrixView["facilities"];
  runId: string;
  setting: string;
  version: number;
  mayChange: boolean;
  closeHref: string;
  /** Of the report. */
  languages: readonly ContentLanguage[];
  /** A form of this panel that was refused. */
  refused: { typed: Record<string, string>; errors: Record<string, string> } | null;
}

/** Texts of an answer that no one has given yet. The basis counts only for an exclusion, with the size that a person enters. */
const PROPOSED: Pick<MatrixAnswer, "why" | "basis"> = {
  why: { en: "", zh: "" },
  basis: {
    en: "Upper limit that the company assumes. It was not calculated.",
    zh: "公司假定的上限，未经计算。",
  },
};

/** Why a category has no lines at a facility, or at the rest of a row. */
export function AnswerPanel(props: AnswerPanelProps) {
  const { open, facilities, closeHref, mayChange } = props;
  const { completeness: t, carbon } = useMessages();
  const locale = useLocale();
  const names = open.categories.map((category) => carbon.category[category]);
  const isRest = open.facility === EVERY_FACILITY;
  const facility = facilities.find(({ id }) => id === open.facility);
  return (
    <SidePanel
      title={names.length === 1 ? names[0] : t.several(names.length)}
      about={isRest ? t.rest : localName(facility?.name ?? {}, locale)}
      closeHref={closeHref}
      width="figure"
    >
      {open.isCovered ? (
        <p className="text-14">{t.isCovered}</p>
      ) : (
        <>
          {open.categories.length > 1 && <Several {...props} />}
          {isRest && <p className="mb-4 text-12 text-muted">{t.restAbout}</p>}
          {mayChange ? <AnswerForm {...props} /> : <p className="text-14 text-muted">{t.readOnly}</p>}
        </>
      )}
    </SidePanel>
  );
}

/** The categories that get this answer, each with a way to leave it out. */
function Several({ open, closeHref }: AnswerPanelProps) {
  const { completeness: t, carbon } = useMessages();
  const without = (left: string) =>
    `${closeHref}&facility=${open.facility}${open.categories
      .filter((category) => category !== left)
      .map((category) => `&category=${category}`)
      .join("")}`;
  return (
    <ul className="mb-3 divide-y divide-line text-14">
      {open.categories.map((category) => (
        <li key={category} className="flex items-baseline justify-between gap-4 py-1.5">
          {carbon.category[category]}
          <Link
            to={without(category)}
            preventScrollReset
            className="text-12 text-link whitespace-nowrap"
            aria-label={t.leaveOutOf(carbon.category[category])}
          >
            {t.leaveOut}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function AnswerForm(props: AnswerPanelProps) {
  const { open, languages, refused } = props;
  const { completeness: t, disclosure, start } = useMessages();
  const { answer } = open;
  const words: Record<string, string> = { ...disclosure.page.errors, ...t.errors };
  const typed = (name: string, stated: string) => refused?.typed[name] ?? stated;
  const errorOf = (name: string) => {
    const code = refused?.errors[name];
    return code === undefined ? undefined : (words[code] ?? code);
  };
  const field = (name: string, stated = "") => ({ name, defaultValue: typed(name, stated), error: errorOf(name) });
  const inLanguage = (name: "why" | "basis") => (language: ContentLanguage) =>
    field(`${name}${language === "en" ? "En" : "Zh"}`, (answer ?? PROPOSED)[name][language]);
  return (
    <>
      <Form method="post" className="space-y-5" preventScrollReset>
        <Place {...props} intent="answer" />
        <input type="hidden" name="languages" value={languages.join()} />
        <ChoiceField
          label={t.answer}
          {...field("answer", answer ? `${answer.state}:${answer.reason}` : "")}
          choices={ANSWER_CHOICES.map(({ value, state, reason }) => ({
            value,
            label: t.printed.labelled(t.states[state], t.reasons[reason]),
            text: t.reasonTexts[reason],
          }))}
        />
        <p className="text-12 text-muted">{t.noDataRule}</p>
        <fieldset className="min-w-0 space-y-3">
          <legend className="mb-1 text-14 font-medium">{t.why}</legend>
          <p className="text-12 text-muted">{t.whyHint}</p>
          <TextAreas languages={languages} field={inLanguage("why")} rows={2} />
        </fieldset>
        <TextField
          {...field("tonnes", answer?.tonnes)}
          label={t.tonnes}
          hint={t.sizeHint}
          inputMode="decimal"
          unit={t.tonnesUnit}
          className="pr-28!"
          maxLength={30}
        />
        <fieldset className="min-w-0 space-y-3">
          <legend className="mb-1 text-14 font-medium">{t.basis}</legend>
          <TextAreas languages={languages} field={inLanguage("basis")} rows={2} />
          {!answer && <p className="text-12 text-warning-ink">{start.proposedText}</p>}
        </fieldset>
        <Button>{t.save}</Button>
      </Form>
      {answer && (
        <Form method="post" className="mt-4" preventScrollReset>
          <Place {...props} intent="clear" />
          <Button variant="secondary">{t.clear}</Button>
        </Form>
      )}
    </>
  );
}

function Place({ open, runId, setting, version, intent }: AnswerPanelProps & { intent: string }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="run" value={runId} />
      <input type="hidden" name="categories" value={open.categories.join(",")} />
      <input type="hidden" name="facility" value={open.facility} />
      <BasedOn setting={setting} version={version} form={intent} />
    </>
  );
}
