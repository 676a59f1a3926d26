import { useEffect } from "react";
import { useMessages } from "./i18n-context.tsx";
import { ButtonAnchor } from "./plain-button.tsx";

/** A page that names its target at the payment provider and continues there automatically. */
export function LeaveSite({ address }: { address: string }) {
  const { payment: t } = useMessages();
  useEffect(() => window.location.assign(address), [address]);
  return (
    <div className="max-w-140 space-y-4">
      <h1 className="text-25 font-semibold max-md:text-20">{t.leaveTitle(new URL(address).host)}</h1>
      <p className="text-16 text-muted">{t.leaveAbout}</p>
      <ButtonAnchor href={address} variant="primary" size="large" rel="noreferrer">
        {t.leave}
      </ButtonAnchor>
    </div>
  );
}
