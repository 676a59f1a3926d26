import { useCallback, useState } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Toast } from "#app/kit/toast.tsx";

const NO_TOAST = { text: "", isUndoable: false };

/** Messages of the sheet: announced to screen readers, and shown briefly after a success. */
export interface Notice {
  said: string;
  /** Announces what happened. */
  say: (text: string) => void;
  toast: { text: string; isUndoable: boolean };
  show: (text: string, isUndoable: boolean) => void;
  close: () => void;
  /** Hides "Undo" after another action, because it would undo that one. */
  endUndo: () => void;
}

export function useNotice(): Notice {
  const [said, say] = useState("");
  const [toast, setToast] = useState(NO_TOAST);
  const close = useCallback(() => setToast(NO_TOAST), []);
  const endUndo = () => setToast((one) => (one.isUndoable ? NO_TOAST : one));
  return { said, say, toast, show: (text, isUndoable) => setToast({ text, isUndoable }), close, endUndo };
}

export function SheetNotice({ notice, onUndo }: { notice: Notice; onUndo: () => void }) {
  const { activity } = useMessages();
  const { said, toast, close } = notice;
  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      {toast.text !== "" && (
        <Toast
          message={toast.text}
          onClose={close}
          action={
            toast.isUndoable && (
              <button
                type="button"
                onClick={onUndo}
                className="rounded-6 px-2 py-1 font-semibold text-accent hover:bg-accent-tint"
              >
                {activity.grid.undo}
              </button>
            )
          }
        />
      )}
    </>
  );
}
