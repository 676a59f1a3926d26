import { Form, useNavigation, useSubmit } from "@remix-run/react";
import { type FormEvent, useState } from "react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { FileField } from "./file-field.tsx";
import { KeptLedgerNote, useKeptLedger } from "./kept-ledger-note.tsx";

interface UploadFormProps {
  /** Address of the import. Left out on its own page. */
  action?: string;
  error?: string | undefined;
}

/** Takes a ledger or workbook. A refused file is answered by the import's own page. */
export function UploadForm({ action, error }: UploadFormProps) {
  const { activityImport: t } = useMessages();
  const [file, setFile] = useState<File | null>(null);
  const submit = useSubmit();
  const to = action === undefined ? {} : { action };
  const isBusy = useNavigation().state !== "idle";
  const [kept, forget] = useKeptLedger();
  const [isKeptUsed, setKeptUsed] = useState(false);
  const take = () => {
    if (!kept) return;
    const taken = new File([kept.bytes], kept.name);
    const input = document.querySelector<HTMLInputElement>("#file");
    const transfer = new DataTransfer();
    transfer.items.add(taken);
    if (input) input.files = transfer.files;
    setFile(taken);
    setKeptUsed(true);
    input?.focus();
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    if (!file) return;
    // Not every browser puts a dropped file into the input, so the page holds it.
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    form.set("file", file);
    if (isBusy) return;
    if (isKeptUsed && kept && file.name === kept.name && file.size === kept.bytes.length) forget();
    submit(form, { method: "post", encType: "multipart/form-data", ...to });
  };
  return (
    <Form method="post" {...to} encType="multipart/form-data" className="max-w-3xl space-y-4" onSubmit={send}>
      {kept && !isKeptUsed && <KeptLedgerNote kept={kept} onUse={take} onForget={forget} />}
      <FileField file={file} onFile={setFile} error={error} />
      <Button aria-disabled={isBusy}>{isBusy ? t.uploading : t.upload}</Button>
    </Form>
  );
}
