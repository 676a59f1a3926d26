import { Link } from "@remix-run/react";
import { useMessages } from "#app/kit/i18n-context.tsx";

export function EnterRecordsLink({ address, name }: { address: string; name: string }) {
  const { entry: t } = useMessages().evidence;
  return (
    <Link
      to={`${address}/records`}
      aria-label={t.actionOf(name)}
      className="text-link whitespace-nowrap touch:inline-flex touch:min-h-11 touch:items-center"
    >
      {t.action}
    </Link>
  );
}
