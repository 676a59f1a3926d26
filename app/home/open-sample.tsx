import { useMessages } from "#app/kit/i18n-context.tsx";
import { Button } from "#app/kit/plain-button.tsx";

/** Starts a visit of the sample company. A plain form, because its answer sets a cookie. */
export function OpenSample() {
  const { visit: t } = useMessages();
  return (
    <form method="post" action="/sample">
      <Button name="intent" value="open" variant="secondary" size="large">
        {t.open}
      </Button>
      <p className="mt-3 text-12 text-muted">{t.about}</p>
    </form>
  );
}
