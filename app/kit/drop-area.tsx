import { type DragEvent, useEffect, useId, useState } from "react";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";

interface DropAreaProps {
  /** Receives the file in the browser. The component sends nothing. */
  onFile: (file: File) => void;
  /** One line next to the icon on the home page, or a tall block in a side column. */
  shape?: "line" | "block";
  isBusy?: boolean;
  /** What to drop. Default: "Drop the PDF here". */
  title?: string;
  /** Accepted file types. Default: those of a report. */
  accept?: string;
  /** Accepts any number of files of any type, and passes each to `onFile`. */
  takesMany?: boolean;
  /** Where the file goes. Default: read in the browser and never uploaded. */
  privacy?: string;
  /** What to do without JavaScript. Default: verify by number. */
  needsScript?: string;
}

const AS_BUTTON =
  "inline-block rounded-6 border border-rule bg-raised px-3.5 py-[7px] font-medium first-letter:uppercase hover:border-muted touch:py-[11px]";

/**
 * Where users drop or select a PDF, bundle or inventory document. Without JavaScript it refers to the report number.
 */
export function DropArea({
  onFile,
  shape = "line",
  isBusy = false,
  title,
  accept = ".pdf,.zip,.json",
  takesMany = false,
  privacy,
  needsScript,
}: DropAreaProps) {
  const { marketing } = useMessages();
  const id = useId();
  const [isReady, setReady] = useState(false);
  const [isOver, setOver] = useState(false);
  useEffect(() => setReady(true), []);
  const take = (files: FileList | null) => {
    for (const file of [...(files ?? [])].slice(0, takesMany ? undefined : 1)) onFile(file);
  };
  const takeDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const words = title ?? marketing.dropTitle;
  const isBlock = shape === "block";
  const layout = isBlock
    ? "flex flex-col items-center gap-2 px-6 py-6 text-center"
    : "flex items-center gap-5 px-6 py-4";
  return (
    <section
      aria-label={words}
      aria-busy={isBusy}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={takeDrop}
      className={`relative rounded-6 border border-dashed ${layout} ${isOver ? "border-accent bg-accent-tint" : "border-muted/60 bg-surface"} print:hidden`}
    >
      <Icon name="file" size={20} className="text-accent" />
      <div className="min-w-0 text-14">
        <p className={isBlock ? "flex flex-col items-center gap-3" : ""}>
          <span className="font-semibold">{words}</span> {!isBlock && marketing.dropOr}{" "}
          <label
            htmlFor={id}
            className={`${isBlock ? AS_BUTTON : "text-link rounded-2"} focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent ${isReady ? "" : "pointer-events-none no-underline"}`}
          >
            {marketing.chooseFile}
            <input
              id={id}
              type="file"
              accept={takesMany ? undefined : accept}
              multiple={takesMany}
              disabled={!isReady || isBusy}
              className="sr-only"
              onChange={(event) => {
                take(event.target.files);
                event.target.value = "";
              }}
            />
          </label>
        </p>
        <p className={`text-12 text-muted ${isBlock ? "mt-3" : ""}`}>{privacy ?? marketing.dropPrivacy}</p>
        <noscript>
          <p className="text-12 text-muted">{needsScript ?? marketing.dropNeedsScript}</p>
        </noscript>
      </div>
    </section>
  );
}
