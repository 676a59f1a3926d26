import { useEffect, useState } from "react";
import { DropArea } from "#app/kit/drop-area.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { formatSize } from "./format-size.ts";
import { type FileNotice, useFileDrop } from "./use-file-drop.ts";

interface FileDropProps {
  shape?: "line" | "block";
  title?: string;
  /** Also accepts a picture of the QR code. */
  takesPicture?: boolean;
}

/** A drop area that reads the file in this browser and shows the verdict. */
export function FileDrop({ shape, title, takesPicture }: FileDropProps) {
  const { takeFile, isBusy, notice } = useFileDrop();
  const say = useNoticeWords();
  return (
    <>
      <DropArea onFile={takeFile} isBusy={isBusy} {...(shape && { shape })} {...(title && { title })} />
      {takesPicture && <PictureInput onFile={takeFile} />}
      <p role="status" className={notice ? lookOf(notice, isBusy) : "sr-only"}>
        {notice && say(notice)}
      </p>
    </>
  );
}

/** A code that leads to another site is an attempt to mislead, and not a mistake of the reader. */
function lookOf({ kind }: FileNotice, isBusy: boolean): string {
  if (kind === "other_site")
    return "mt-3 rounded-6 bg-bad-tint px-4 py-3 text-16 font-semibold wrap-anywhere text-bad-ink";
  return `mt-2 text-12 ${isBusy ? "text-muted" : "text-bad-ink"}`;
}

/** Takes a photo or chooses a picture. Only the number in its code is used, and the picture is not sent. */
function PictureInput({ onFile }: { onFile: (file: File) => void }) {
  const { qr } = useMessages().verify.trust;
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  if (!isReady) return null;
  return (
    <label className="text-link mt-3 inline-flex items-center gap-1.5 rounded-2 text-14 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent touch:min-h-11">
      {qr.choose}
      <input
        type="file"
        accept="image/*"
        capture="environment"
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = "";
        }}
      />
    </label>
  );
}

function useNoticeWords(): (notice: FileNotice) => string {
  const { page, trust } = useMessages().verify;
  return (notice) => {
    switch (notice.kind) {
      case "reading":
        return page.reading(notice.name);
      case "unreadable":
        return page.unreadable(notice.name);
      case "too_large":
        return page.tooLarge(notice.name, formatSize(notice.size));
      case "offline":
        return page.offline;
      case "insecure":
        return page.insecure;
      case "no_code":
        return trust.qr.none(notice.name);
      case "other_site":
        return trust.qr.elsewhere(notice.host);
    }
  };
}
