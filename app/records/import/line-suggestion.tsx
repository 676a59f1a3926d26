import { useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button, offWhile } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { ModelName } from "#app/model/consent.ts";
import type { SuggestedLine } from "./import-view.ts";

/** What is sent where, for all descriptions. */
export function AskAbout({ model }: { model: ModelName }) {
  const { model: t } = useMessages();
  return (
    <p className="mb-4 max-w-3xl text-12 text-muted">
      {t.match.ask}
      {t.match.colon}
      {t.match.askAbout(model.name, model.host)}
    </p>
  );
}

/** Asks the model about one description. It is offered where the matcher is not sure. */
export function AskForLine({ number }: { number: number }) {
  const { model: t } = useMessages();
  const isBusy = useNavigation().state !== "idle";
  return (
    <div className="px-2 py-1.5">
      <Button size="row" variant="secondary" name="intent" value={`ask ${number}`} {...offWhile(isBusy)}>
        {t.match.ask}
      </Button>
    </div>
  );
}

interface SuggestedProps {
  suggested: SuggestedLine;
  number: number;
  /** The factor as a candidate, not chosen. */
  children: ReactNode;
}

/** What the model suggested, marked. A person chooses it or another candidate. */
export function SuggestedByModel({ suggested, number, children }: SuggestedProps) {
  const { model: t } = useMessages();
  const { id, model, candidate, words } = suggested;
  return (
    <div role="status" className="mb-2 rounded-6 border-l-3 border-accent bg-accent-tint px-2 py-2 text-14">
      <input type="hidden" name={`suggestion-${number}`} value={id} />
      <p className="px-2 font-medium">{t.match.mark(model)}</p>
      <p className="px-2">{candidate ? t.match.check : t.match.noUse}</p>
      {words.length > 0 && <p className="px-2">{[t.match.words, ...words].join(" · ")}</p>}
      {children}
    </div>
  );
}
