import { type DragEvent, useEffect, useRef, useState } from "react";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { sizeText } from "./import-lists.tsx";

interface FileFieldProps {
  /** The chosen file, if the page holds it. Without JavaScript only the input does. */
  file: File | null;
  onFile: (file: File | null) => void;
  error?: string | undefined;
}

/** A file input with a large drop target. */
export function FileField({ file, onFile, error }: FileFieldProps) {
  const { activityImport: t } = useMessages();
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    // A file can be chosen before the scripts load.
    const early = input.current?.files?.[0];
    if (early) onFile(early);
  }, [onFile]);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (!dropped) return;
    if (input.current) input.current.files = event.dataTransfer.files;
    onFile(dropped);
  };
  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the field inside takes keys */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex flex-wrap items-center gap-x-5 gap-y-3 rounded-6 border border-dashed px-6 py-6 max-md:px-4 ${
          isOver ? "border-accent bg-accent-tint" : error ? "border-bad" : "border-muted/60 bg-surface"
        }`}
      >
        <Icon name="import" size={20} className="text-accent" />
        <div className="min-w-0 text-14">
          <label htmlFor="file" className="font-semibold">
            {t.dropTitle} <span className="font-normal">{t.dropOr}</span> {t.chooseFile}
          </label>
          <input
            ref={input}
            id="file"
            name="file"
            type="file"
            required
            accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? "file-error file-limits" : "file-limits"}
            onChange={(event) => onFile(event.target.files?.[0] ?? null)}
            className="mt-2 block max-w-full text-14 file:mr-3 file:min-h-9 file:cursor-pointer file:rounded-6 file:border file:border-solid file:border-rule file:bg-raised file:px-3.5 file:font-medium file:text-ink touch:file:min-h-11"
          />
          {file && <p className="mt-1 text-12 text-muted">{t.chosen(file.name, sizeText(file.size, locale))}</p>}
        </div>
      </div>
      {error && (
        <p id="file-error" role="alert" className="mt-2 flex items-start gap-1.5 text-14 font-medium text-bad-ink">
          <Icon name="warning" className="mt-0.5" />
          {error}
        </p>
      )}
      <p id="file-limits" className="mt-2 text-12 text-muted">
        {t.limits}
      </p>
    </div>
  );
}
