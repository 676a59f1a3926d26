import { DropArea } from "../drop-area.tsx";
import { useMessages } from "../i18n-context.tsx";
import { formatSize } from "./format-size.ts";
import { type FileNotice, useFileDrop } from "./use-file-drop.ts";

interface FileDropProps {
  shape?: "line" | "block";
  title?: string;
}

/** A drop area that works: the file is read here, and its verdict opens. */
export function FileDrop({ shape, title }: FileDropProps) {
  const { takeFile, isBusy, notice } = useFileDrop();
  const say = useNoticeWords();
  return (
    <>
      <DropArea onFile={takeFile} isBusy={isBusy} {...(shape && { shape })} {...(title && { title })} />
      <p role="status" className={notice ? `mt-2 text-12 ${isBusy ? "text-muted" : "text-bad-ink"}` : "sr-only"}>
        {notice && say(notice)}
      </p>
    </>
  );
}

function useNoticeWords(): (notice: FileNotice) => string {
  const { page } = useMessages().verify;
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
    }
  };
}
