import { Link, useLocation, useNavigation } from "@remix-run/react";
import { Button, offWhile } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { ModelName } from "#app/model/consent.ts";
import type { SourcePage } from "./source-page.server.ts";

/** Asks the model about the form so far. Without JavaScript too, since it submits the form. */
export function AskModel({ model }: { model: ModelName }) {
  const { model: t } = useMessages();
  const isBusy = useNavigation().state !== "idle";
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button variant="secondary" name="intent" value="ask" {...offWhile(isBusy)}>
        {t.match.ask}
      </Button>
      <p className="min-w-60 flex-1 text-12 text-muted">{t.match.askAbout(model.name, model.host)}</p>
    </div>
  );
}

/** What the model suggested. The factor is marked in the list below, and a person chooses it there. */
export function ModelMatch({ match }: { match: NonNullable<SourcePage["match"]> }) {
  const { model: t } = useMessages();
  const { pathname, search } = useLocation();
  const searchFor = (words: string) => {
    const address = new URLSearchParams(search);
    address.set("q", words);
    return `${pathname}?${address}#factor`;
  };
  return (
    <div role="status" className="rounded-6 bg-accent-tint px-4 py-3 text-14">
      <input type="hidden" name="suggestion" value={match.id} />
      <p className="font-medium">{t.match.mark(match.model)}</p>
      <p>{match.factor ? t.match.check : t.match.noFactor}</p>
      {match.words.length > 0 && (
        <p className="mt-1">
          {t.match.words}
          {match.words.map((words) => (
            <Link key={words} to={searchFor(words)} className="ml-2">
              {words}
            </Link>
          ))}
        </p>
      )}
    </div>
  );
}
