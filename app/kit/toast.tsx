import { type ReactNode, useEffect, useState } from "react";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";

const SHOWN_MS = 8000;

interface ToastProps {
  /** One sentence about a success. Errors are never toasts. */
  message: string;
  action?: ReactNode;
  onClose: () => void;
}

/** Bottom left for eight seconds, longer while it has the pointer or the focus. Announced politely. */
export function Toast({ message, action, onClose }: ToastProps) {
  const { common } = useMessages();
  const [isHeld, setHeld] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another message has its own eight seconds
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, onClose, message]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    <div
      role="status"
      onMouseEnter={hold}
      onMouseLeave={release}
      onFocus={hold}
      onBlur={release}
      className="fixed bottom-6 left-6 z-50 flex w-[22.5rem] max-w-[calc(100%-3rem)] items-center gap-3 rounded-6 bg-raised py-2 pr-2 pl-4 text-14 shadow-float print:hidden"
    >
      <p className="min-w-0 grow py-1">{message}</p>
      {action}
      <button
        type="button"
        onClick={onClose}
        aria-label={common.close}
        className="flex size-8 shrink-0 items-center justify-center rounded-6 text-muted hover:bg-neutral-tint touch:size-11"
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
