import { Form, useSubmit } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { useEarlyValue } from "#app/kit/use-early-value.ts";
import { FILTER_NAMES } from "./factor-address.ts";

/** After this pause in typing, the search starts. */
const PAUSE_MS = 180;

/** Searches by GET while the user types. Without scripts, the button submits the form. */
export function FactorSearchForm({ current }: { current: Record<string, string> }) {
  const { factor: t } = useMessages();
  const submit = useSubmit();
  const query = current.q ?? "";
  const [typed, setTyped] = useState(query);
  const sent = useRef(query);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // The address was changed by a link or by going back.
    if (query === sent.current) return;
    sent.current = query;
    setTyped(query);
  }, [query]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const noteSent = (form: HTMLFormElement) => {
    clearTimeout(timer.current);
    sent.current = String(new FormData(form).get("q") ?? "").trim();
  };
  const search = (form: HTMLFormElement) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      noteSent(form);
      submit(form, { replace: true, preventScrollReset: true });
    }, PAUSE_MS);
  };
  useEarlyValue("q", query, (text, { form }) => {
    setTyped(text);
    if (form) search(form);
  });
  return (
    // Submitted with the button. Text typed before the response arrives is newer than the response.
    <Form method="get" action="/factors" role="search" onSubmit={(event) => noteSent(event.currentTarget)}>
      {[...FILTER_NAMES, "use"].map(
        (name) => current[name] && <input key={name} type="hidden" name={name} value={current[name]} />,
      )}
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-60 grow">
          <TextField
            label={t.searchLabel}
            name="q"
            type="search"
            isLarge
            maxLength={200}
            autoComplete="off"
            placeholder={t.searchHint}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              if (event.target.form && !(event.nativeEvent as InputEvent).isComposing) search(event.target.form);
            }}
            onCompositionEnd={(event) => event.currentTarget.form && search(event.currentTarget.form)}
            onKeyDown={enterResults}
          />
        </div>
        <Button size="large" icon="search">
          {t.search}
        </Button>
      </div>
    </Form>
  );
}

const RESULT = "[data-results] tbody th a";

function enterResults(event: KeyboardEvent) {
  if (event.key !== "ArrowDown" || event.nativeEvent.isComposing) return;
  const first = document.querySelector<HTMLElement>(RESULT);
  if (!first) return;
  event.preventDefault();
  first.focus();
}

/** Arrow keys move between results, and from the first result back to the search field. */
export function moveInResults(event: KeyboardEvent) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const results = [...document.querySelectorAll<HTMLElement>(RESULT)];
  const at = results.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  event.preventDefault();
  const next = results[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) next.focus();
  else if (event.key === "ArrowUp")
    document.querySelector<HTMLElement>('form[action="/factors"] input[name=q]')?.focus();
}
